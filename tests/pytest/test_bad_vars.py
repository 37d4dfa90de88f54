"""A var that cannot be used stops the run before anything is built, with its value and the fix."""

from collections.abc import Callable

from support.workspace import WORKING_FILE, Workspace


def rule(**settings: object) -> dict[str, object]:
    return {"name": "some_rule", "tier": "exact", "fields": ["email"], **settings}


# var as the user wrote it: what the message has to name, the fix among it
BAD_VARS: dict[str, tuple[object, list[tuple[str, ...]]]] = {
    "as_of": ("2026-13-01 06:00:00", [("as_of", "'2026-13-01 06:00:00'", "YYYY-MM-DD HH:MM:SS")]),
    "customer_tier": ("sure", [("customer_tier", "'sure'", "exact, strict, loose")]),
    "max_records_per_key": (0, [("max_records_per_key", "0", "a whole number from 1 on")]),
    "max_snapshot_shrink": (3, [("max_snapshot_shrink", "3", "a number from 0 to 1")]),
    "one_account_channels": ("online_shop", [("one_account_channels", "'online_shop'", "a list of channels")]),
    "strong_evidence": (-1, [("strong_evidence", "-1", "a whole number from 0 on")]),
    "rare_name_below": (-1, [("rare_name_below", "-1", "a number of records")]),
    "evidence_weights": (
        {"strong": 2.5, "weak": 1, "contradicting": 1, "other_birth_date": 2, "beard": 1},
        [
            ("evidence_weights.strong", "2.5", "a whole number from 0 on"),
            ("evidence_weights.beard", "1", "unknown weight"),
        ],
    ),
    "pair_policy": (
        [
            {"tier": "exact", "grade": "full", "strong": 1, "evidence": 2},
            {"tier": "strict", "grade": "perfect", "strong": 1, "evidence": 2},
            {"tier": "strict", "grade": "full", "strong": -1, "evidence": 2},
            {"tier": "strict", "grade": "full", "strong": 1},
            {"tier": "strict", "grade": "full", "strong": 1, "evidence": 2, "names": "odd"},
            {"tier": "strict", "grade": "full", "strong": 1, "evidence": 2, "one_of": ["horoscope"]},
            {"tier": "strict", "grade": "full", "strong": 1, "evidence": 2, "all_of": "email"},
            {"tier": "strict", "grade": "full", "strong": 1, "evidence": 2, "luck": 1},
            {"tier": "strict", "grade": "full", "strong": 1, "evidence": 2, "contacts_may_contradict": "rarely"},
            "full",
        ],
        [
            ("pair_policy[1].tier", "'exact'", "strict, loose"),
            ("pair_policy[2].grade", "'perfect'", "full, two_scripts"),
            ("pair_policy[3].strong", "-1", "a whole number from 0 on"),
            ("pair_policy[4].evidence", "null", "a whole number from 0 on"),
            ("pair_policy[5].names", "'odd'", "rare, common, any"),
            ("pair_policy[6].one_of", "'horoscope'", "email, phone"),
            ("pair_policy[7].all_of", "'email'", "a list of at least one of"),
            ("pair_policy[8].luck", "1", "unknown setting"),
            ("pair_policy[9].contacts_may_contradict", "'rarely'", "true or false"),
            ("pair_policy[10]", "'full'", "write a row as in"),
        ],
    ),
    "churn_budget": (
        {"data": 10, "policy": 0.1, "decision": 0.1, "erasure": 0.1, "weather": 0.1},
        [
            ("churn_budget.data", "10", "a number from 0 to 1"),
            ("churn_budget.unexplained", "null", "a number from 0 to 1"),
            ("churn_budget.weather", "0.1", "unknown cause"),
        ],
    ),
    "churn_tolerated_customers": (-1, [("churn_tolerated_customers", "-1", "a whole number from 0 on")]),
    "id_matching_rounds": (0, [("id_matching_rounds", "0", "a whole number from 1 on")]),
    "brand": (
        {"offline_share": 40, "sign_up": "by_post", "membership_structure": "none", "colour": "red"},
        [
            ("brand.offline_share", "40", "a number from 0 to 1"),
            ("brand.sign_up", "'by_post'", "identity_verified, contact, anonymous"),
            ("brand.colour", "'red'", "unknown setting"),
        ],
    ),
    "channels": (
        {
            "store_crm": {"model": "stg_store_crm__customers", "trust": 0},
            "Kiosk": {"model": "stg_kiosk__customers", "trust": 2},
            "popup": "stg_popup__customers",
        },
        [
            ("channels.store_crm.trust", "0", "a whole number from 1"),
            ("channels.Kiosk", "'Kiosk'", "lower case"),
            ("channels.popup", "'stg_popup__customers'", "give it a model"),
        ],
    ),
    "match_rules": (
        [
            rule(name="twice"),
            rule(name="twice"),
            rule(name="bad_field", fields=["shoe_size"]),
            rule(name="bad_tier", tier="gold"),
            rule(name="bad_limit", max_records=0),
            rule(name="bad_guard", guard="gut_feeling"),
            rule(name="late_guard", tier="strict", guard="not_parent_and_child"),
            rule(name="bad_when", when={"weather": ["fine"]}),
            rule(name="bad_key", weight=3),
            rule(name="no_fields", fields=[]),
            "email",
        ],
        [
            ("match_rules[twice].name", "'twice'", "rename one"),
            ("match_rules[bad_field].fields", "'shoe_size'", "birth_date"),
            ("match_rules[bad_tier].tier", "'gold'", "exact, strict, loose, candidate"),
            ("match_rules[bad_limit].max_records", "0", "a whole number from 1 on"),
            ("match_rules[bad_guard].guard", "'gut_feeling'", "not_parent_and_child"),
            ("match_rules[late_guard].guard", "'not_parent_and_child'", "use tier candidate"),
            ("match_rules[bad_when].when", "'weather'", "sign_up"),
            ("match_rules[bad_key].weight", "3", "unknown setting"),
            ("match_rules[no_fields].fields", "[]", "at least one field"),
            ("match_rules", "'email'", "as in {name:"),
        ],
    ),
    "household": (
        {
            "phone_classes": ["carrier_pigeon"],
            "max_customers_per_address": 0,
            "max_customers_per_phone": 6,
            "max_customers": 12,
            "garden": True,
        },
        [
            ("household.garden", "true", "unknown setting"),
            ("household.max_customers_per_address", "0", "a whole number from 1 on"),
            ("household.phone_classes", "'carrier_pigeon'", "fixed_line"),
        ],
    ),
    "rule_report": (
        {"max_conflict_share": 2, "min_records": -1, "loudly": True},
        [
            ("rule_report.loudly", "true", "unknown setting"),
            ("rule_report.max_conflict_share", "2", "a number from 0 to 1"),
            ("rule_report.min_records", "-1", "a whole number from 0 on"),
        ],
    ),
    "survivorship": (
        {
            **{group: ["recent"] for group in ("name", "birth_date", "gender", "phone", "member_no", "address")},
            "email": ["prettiest"],
        },
        [("survivorship.email", "'prettiest'", "verified, trusted, recent, frequent, longest")],
    ),
}


def test_every_bad_var_is_named_with_its_fix(workspace: Callable[..., Workspace]) -> None:
    place = workspace()
    bad = {name: value for name, (value, _) in BAD_VARS.items()}
    finished = place.dbt("build", "--select", "customers", check=False, **bad)
    assert not finished.succeeded
    assert "nothing was built" in finished.output
    assert "Traceback" not in finished.output
    told = [line for line in finished.output.splitlines() if line.strip().startswith("- var ")]
    for _, problems in BAD_VARS.values():
        for setting, value, fix in problems:
            lines = [line for line in told if f"var {setting} is {value}: " in line]
            assert len(lines) == 1, (setting, value, told)
            assert fix in lines[0]
    assert len(told) == sum(len(problems) for _, problems in BAD_VARS.values()), told
    assert not (place.warehouse / WORKING_FILE).exists()


def test_one_bad_var_alone_stops_the_run(workspace: Callable[..., Workspace]) -> None:
    place = workspace()
    finished = place.dbt("build", "--select", "customers", check=False, optional_raw_tables=["tills"])
    assert not finished.succeeded
    told = "var optional_raw_tables is 'tills': unknown; use 'all' or one of conformed, conformed.customers, "
    assert told in finished.output
    assert place.query("select count(*) from duckdb_tables()") == [(0,)]
