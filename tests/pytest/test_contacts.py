"""A contact typed outside of customer records finds its customers, and binds their consents, in any spelling."""

import pytest
from support.compiled_models import CompiledModels
from support.workspace import Workspace

CHAIN = (
    "int_contacts_unpivoted",
    "int_phone_readings",
    "int_phones_normalised",
    "int_emails_normalised",
    "int_identifiers",
    "int_contacts_normalised",
    "int_store_visits_keyed",
    "int_consent_events_matched",
    "int_contacts_held",
    "int_consents_resolved",
)
ERASURES = "request_id varchar, channel varchar, customer_ref varchar, requested_at timestamp, row_state varchar"
GRANTED_AT, WITHDRAWN_AT = "2026-01-01 10:00:00", "2026-01-02 10:00:00"
# One record per customer: record key, country, phone, e-mail.
RECORDS = [
    (1, "KR", "010-1111-2222", "kim.min@gmail.com"),
    (2, "US", "617-494-6002", "ann@example.com"),
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> CompiledModels:
    models = CompiledModels(Workspace(tmp_path_factory.mktemp("contacts")), CHAIN)
    keys = [record[0] for record in RECORDS]
    names = "record_key bigint, channel varchar, source_record_id varchar"
    models.give(
        "int_customer_records",
        f"{names}, phone varchar, email varchar, device_id varchar",
        [(key, "store_crm", f"C{key}", phone, email, None) for key, _, phone, email in RECORDS],
    )
    models.give(
        "customer_identity_map",
        f"{names}, customer_id varchar",
        [(key, "store_crm", f"C{key}", f"cust_{key}") for key in keys],
    )
    models.give("int_record_addresses", "record_key bigint, country_match varchar", [record[:2] for record in RECORDS])
    models.give(
        "int_identifiers_unpivoted",
        "record_key bigint, identifier_type varchar, raw_value varchar, region varchar, member_programme varchar",
        [(key, "phone", phone, country, None) for key, country, phone, _ in RECORDS]
        + [(key, "email", email, "ZZ", None) for key, _, _, email in RECORDS],
    )
    models.give("stg_engagement__erasure_requests", ERASURES, [])
    return models


def build(models: CompiledModels, visits: list[tuple], events: list[tuple]) -> None:
    """Run the models on visits (id, contact) and events (id, customer_ref, contact, message_channel, action, time)."""
    models.give(
        "stg_store_crm__visits",
        "visit_id varchar, contact varchar, customer_no varchar, store_code varchar, interest_category varchar, "
        "visited_at timestamp, row_state varchar",
        [(*visit, None, "S1", None, GRANTED_AT, "accepted") for visit in visits],
    )
    models.give(
        "stg_engagement__consent_events",
        "event_id varchar, customer_ref varchar, contact varchar, message_channel varchar, consent_action varchar, "
        "event_at timestamp, channel varchar, purpose varchar, row_state varchar",
        [(*event, "store_crm", "advertising", "accepted") for event in events],
    )
    before = CHAIN.index("int_store_visits_keyed")
    models.run(*CHAIN[:before])
    models.connection.execute(
        "create or replace table int_identifier_values as "
        "select distinct identifier_type, match_value, false as is_hub from int_identifiers where is_match_eligible"
    )
    models.run(*CHAIN[before:])


@pytest.mark.parametrize(
    ("contact", "customer"),
    [
        ("+82 10-1111-2222", "cust_1"),
        ("０１０．１１１１．２２２２", "cust_1"),
        ("0082 10 1111 2222", "cust_1"),
        ("tel: 8210 1111 2222", "cust_1"),
        ("+1 (617) 494-6002", "cust_2"),
        ("617.494.6002", "cust_2"),
        (" KimMin+sale@GoogleMail.com", "cust_1"),
        ("ann＠example.com", "cust_2"),
        ("010-1111-2223", None),
        ("ask my wife", None),
    ],
)
def test_a_visit_finds_its_customer(models: CompiledModels, contact: str, customer: str | None) -> None:
    build(models, [("V1", contact)], [])
    match = "contact" if customer else "unresolved"
    assert models.rows("select customer_id, customer_match from int_store_visits_keyed") == [(customer, match)]


@pytest.mark.parametrize(
    ("withdrawn_by", "contact", "state"),
    [
        # By nobody we know, in other spellings; by another customer; by herself, unreadable.
        (None, "+82 10 1111 2222", "contact_withdrawn"),
        (None, "０１０-１１１１-２２２２", "contact_withdrawn"),
        ("C2", "+82 10 1111 2222", "contact_withdrawn"),
        ("C1", "ask my wife", "customer_withdrawn"),
        # By a record abroad, where nobody has such a number: the one that is typed alike.
        ("C2", "010 1111 2222", "contact_withdrawn"),
        (None, "ask my wife", "granted"),
        (None, "010-1111-2223", "granted"),
    ],
)
def test_a_withdrawal_blocks_in_any_spelling(
    models: CompiledModels, withdrawn_by: str | None, contact: str, state: str
) -> None:
    grant = ("E1", "C1", "010-1111-2222", "sms", "grant", GRANTED_AT)
    build(models, [], [grant, ("E2", withdrawn_by, contact, "sms", "withdraw", WITHDRAWN_AT)])
    assert models.rows("select customer_id, consent_state from int_consents_resolved") == [("cust_1", state)]


@pytest.mark.parametrize("contact", ["617 494 6002", "(617) 494-6002", "+16174946002", None])
def test_a_contact_from_abroad_is_its_record_s_own(models: CompiledModels, contact: str | None) -> None:
    grant = ("E1", "C2", contact, "sms", "grant", GRANTED_AT)
    build(models, [], [grant])
    consents = models.rows("select contact_value, consent_state from int_consents_resolved")
    assert consents == [("+16174946002", "granted")]
    build(models, [], [grant, ("E2", None, "617-494 6002", "sms", "withdraw", WITHDRAWN_AT)])
    assert models.rows("select consent_state from int_consents_resolved") == [("contact_withdrawn",)]
