"""The small policy under which the worlds are resolved: by the reference as it stands, by dbt as vars."""

from dataclasses import dataclass

TIERS = ("exact", "strict", "loose")
CUSTOMER_TIER = "strict"
# What one person has once.
NAMESPACES = ("person_ci", "member_no")
# In a component of links that holds what one person cannot, links with so much evidence stay.
STRONG_EVIDENCE = 3
# A pair of one name and one strong value at least: how much evidence each tier asks for.
LEAST_EVIDENCE = {"strict": 2, "loose": 1}
# What the reference calls a name.
COLUMN = {"name": "name_parts_sorted"}


@dataclass(frozen=True)
class Rule:
    """Records equal in all fields are linked, or, if the tier is `candidate`, compared; a larger key says nothing."""

    name: str
    tier: str
    fields: tuple[str, ...]
    most_records: int
    evidence: int = 0

    def as_var(self) -> dict:
        return {
            "name": self.name,
            "tier": self.tier,
            "fields": [COLUMN.get(field, field) for field in self.fields],
            "max_records": self.most_records,
        }


RULES = (
    Rule("person_ci", "exact", ("person_ci",), most_records=100, evidence=2),
    Rule("email_name", "exact", ("email", "name"), most_records=4, evidence=3),
    Rule("same_phone", "candidate", ("phone",), most_records=6),
    Rule("same_member_no", "loose", ("member_no",), most_records=100, evidence=2),
)
POLICY = {
    "customer_tier": CUSTOMER_TIER,
    "strong_evidence": STRONG_EVIDENCE,
    "match_rules": [rule.as_var() for rule in RULES],
    "pair_policy": [
        {"tier": tier, "grade": "full", "strong": 1, "evidence": least} for tier, least in LEAST_EVIDENCE.items()
    ],
    "evidence_weights": {"strong": 2, "weak": 1, "contradicting": 1, "other_birth_date": 2},
}
