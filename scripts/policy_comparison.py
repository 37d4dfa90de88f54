"""What a changed policy does to the customers: questions to two builds of identity on the same raw input.

The SQL is such as every engine of the project has. `{before_match_evidence}` and the like stand for the relations of a
side; `one` is the side on which records are one customer, `many` the one on which they are several: a merge is one
customer after and many before, a split the other way round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

# What is asked of each side: model, schema.
RELATIONS = {
    "before": {"customer_identity_map": "marts", "match_evidence": "marts", "purchases": "marts"},
    "after": {"int_customer_id_proposals": "intermediate", "match_evidence": "marts"},
}

RECORDS = """
create temporary table compared_records as
select
    coalesce(before_record.record_key, after_record.record_key) as record_key,
    coalesce(before_record.channel, after_record.channel) as channel,
    coalesce(before_record.source_record_id, after_record.source_record_id) as source_record_id,
    before_record.customer_id as before_id,
    after_record.customer_id as after_id
from {before_customer_identity_map} as before_record
full join {after_int_customer_id_proposals} as after_record on before_record.record_key = after_record.record_key
"""

PARTS = """
create temporary table parts as
select before_id, after_id, count(*) as count_records, min(record_key) as example_key
from compared_records
group by before_id, after_id
"""

# Two customers are the same when they have the same records, whatever their ids.
CUSTOMERS = """
create temporary table {side}_customers as
select
    parts.{side}_id as customer_id,
    sum(parts.count_records) as count_records,
    count(parts.{other}_id) as count_others,
    count(*) = 1 and count(parts.{other}_id) = 1 and max(sizes.count_parts) = 1 as is_same
from parts
left join (
    select {other}_id, count(*) as count_parts
    from parts
    group by {other}_id
) as sizes on parts.{other}_id = sizes.{other}_id
where parts.{side}_id is not null
group by parts.{side}_id
"""

# The strongest rule that joins a part to the others, on the side where they are one customer.
HELD_BY = """
create temporary table {one}_held as
with links as (
    select
        left_record.{one}_id as one_id,
        left_record.{many}_id as left_id,
        right_record.{many}_id as right_id,
        evidence.rule_number,
        evidence.rule_name
    from {one_evidence} as evidence
    inner join compared_records as left_record on evidence.left_record_key = left_record.record_key
    inner join compared_records as right_record on evidence.right_record_key = right_record.record_key
    where evidence.is_in_customer and left_record.{many}_id != right_record.{many}_id
),
ends as (
    select one_id, left_id as many_id, rule_number, rule_name from links
    union
    select one_id, right_id as many_id, rule_number, rule_name from links
)
select
    one_id,
    many_id,
    rule_name,
    row_number() over (partition by one_id, many_id order by rule_number, rule_name) as place
from ends
"""

CHANGES = """
select
    parts.{one}_id,
    parts.{many}_id,
    parts.count_records,
    example.channel,
    example.source_record_id,
    coalesce(held.rule_name, '') as rule_name,
    case when known.customer_id is null then 'yes' else 'no' end as is_new_id
from parts
inner join {one}_customers as customers on parts.{one}_id = customers.customer_id
inner join compared_records as example on parts.example_key = example.record_key
left join before_customers as known on parts.{many}_id = known.customer_id
left join {one}_held as held
    on parts.{one}_id = held.one_id and parts.{many}_id = held.many_id and held.place = 1
where customers.count_others > 1 and parts.{many}_id is not null
"""

COUNTS = """
select
    count(*),
    coalesce(sum(count_records), 0),
    coalesce(sum(case when is_same then 0 else 1 end), 0),
    coalesce(sum(case when is_same then 0 else count_records end), 0)
from {side}_customers
"""

REVENUE = """
select
    purchases.currency,
    count(*),
    sum(purchases.net_amount),
    sum(case when customers.is_same then 0 else 1 end),
    sum(case when customers.is_same then 0 else purchases.net_amount end)
from {before_purchases} as purchases
inner join before_customers as customers on purchases.customer_id = customers.customer_id
group by purchases.currency
"""

LINKS = "select rule_number, rule_name, count(*) from {evidence} where is_in_customer group by rule_number, rule_name"


@dataclass(frozen=True)
class Counts:
    """How many customers and records a side has, and how many of them the change touches."""

    customers: int
    records: int
    customers_touched: int
    records_touched: int


@dataclass(frozen=True, order=True)
class Part:
    """The records that a customer of one side shares with a customer of the other one."""

    customer_id: str
    other_id: str
    count_records: int
    channel: str
    source_record_id: str
    rule: str
    is_new_id: str

    @property
    def example(self) -> str:
        return f"{self.channel}:{self.source_record_id}"


@dataclass(frozen=True, order=True)
class Revenue:
    """Purchases of known customers in one currency, and those of customers that the change touches."""

    currency: str
    purchases: int
    amount: Decimal
    purchases_touched: int
    amount_touched: Decimal


@dataclass(frozen=True)
class Comparison:
    """Everything that the change does."""

    before: Counts
    after: Counts
    merges: list[list[Part]]
    splits: list[list[Part]]
    revenue: list[Revenue]
    links: list[tuple[str, int, int]]

    @property
    def changes_nothing(self) -> bool:
        return not (self.before.customers_touched or self.after.customers_touched)


def compare(ask: Callable[[str], list[tuple]], names: dict[str, str]) -> Comparison:
    """`ask` runs one statement; `names` maps before_match_evidence and the like to relations."""
    both = [{"side": "before", "other": "after"}, {"side": "after", "other": "before"}]
    merges = {"one": "after", "many": "before", "one_evidence": names["after_match_evidence"]}
    splits = {"one": "before", "many": "after", "one_evidence": names["before_match_evidence"]}
    for statement in (RECORDS, PARTS):
        ask(statement.format(**names))
    for side in both:
        ask(CUSTOMERS.format(**side))
    for direction in (merges, splits):
        ask(HELD_BY.format(**direction))
    before, after = (Counts(*map(int, ask(COUNTS.format(**side))[0])) for side in both)
    return Comparison(
        before,
        after,
        grouped(ask(CHANGES.format(**merges, **names))),
        grouped(ask(CHANGES.format(**splits, **names))),
        sorted(Revenue(*row) for row in ask(REVENUE.format(**names))),
        links_by_rule(*(ask(LINKS.format(evidence=names[f"{side}_match_evidence"])) for side in ("before", "after"))),
    )


def grouped(rows: list[tuple]) -> list[list[Part]]:
    """The parts of each customer, largest part first; customers of most records first."""
    customers: dict[str, list[Part]] = {}
    for part in sorted(Part(*row) for row in rows):
        customers.setdefault(part.customer_id, []).append(part)
    for parts in customers.values():
        parts.sort(key=lambda part: (-part.count_records, part.other_id))
    return sorted(
        customers.values(), key=lambda parts: (-sum(part.count_records for part in parts), parts[0].customer_id)
    )


def links_by_rule(before: list[tuple], after: list[tuple]) -> list[tuple[str, int, int]]:
    """(rule, links before, links after), strongest rule first as it is now; new rules at their new place."""
    places = {name: number for rows in (after, before) for number, name, _ in rows}
    counts = [{name: count for _, name, count in rows} for rows in (before, after)]
    names = sorted(places, key=lambda name: (places[name], name))
    return [(name, *(side.get(name, 0) for side in counts)) for name in names]
