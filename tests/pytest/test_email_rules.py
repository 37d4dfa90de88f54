"""E-mail addresses: one hash per destination, and syntax as email-validator judges it."""

import csv
import json

import duckdb
import pytest
from support.compiled_models import CompiledModels
from support.workspace import ROOT, Workspace

REFERENCE = ROOT.parent / "shared" / "data" / "oracles"
EXPRESSION = (
    "{{ email_for_uid2('email') }} as for_uid2, {{ sha256_hex(email_for_uid2('email')) }} as hash_for_uid2, "
    "{{ email_for_google('email') }} as for_google, {{ sha256_hex(email_for_google('email')) }} as hash_for_google, "
    "{{ email_for_meta('email') }} as for_meta"
)
# From the documentation of UID2, Google Customer Match and Meta: typed, for UID2, for Google, for Meta.
RULES = [
    (" Jane.Doe@GMAIL.com ", "janedoe@gmail.com", "janedoe@gmail.com", "jane.doe@gmail.com"),
    ("jane.doe+shop@gmail.com", "janedoe@gmail.com", "janedoe+shop@gmail.com", "jane.doe+shop@gmail.com"),
    ("Jane.Doe@googlemail.com", "jane.doe@googlemail.com", "janedoe@googlemail.com", "jane.doe@googlemail.com"),
    (
        "Jane.Doe+shop@example.com",
        "jane.doe+shop@example.com",
        "jane.doe+shop@example.com",
        "jane.doe+shop@example.com",
    ),
    ("user@Example.COM", "user@example.com", "user@example.com", "user@example.com"),
]
HASHES = {
    "user@example.com": "b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514",
    "janedoe@gmail.com": "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
}
# email-validator accepts three local parts longer than SMTP carries, the full-width at sign and a
# masked address; it knows the length of domains in Punycode, and letters that IDNA forbids.
MIN_AGREEMENT = 0.86


@pytest.fixture(scope="module")
def for_destinations(tmp_path_factory):
    """The addresses as each destination wants them, by typed address."""
    workspace = Workspace(tmp_path_factory.mktemp("rules"))
    text = workspace.dbt("-q", "compile", "--output", "json", "--inline", EXPRESSION).output
    sql = json.loads(text[text.index("{\n") : text.rindex("}") + 1])["compiled"]

    def read(emails: list[str]) -> dict[str, dict[str, str]]:
        connection = duckdb.connect()
        connection.execute("create table emails (email varchar)")
        connection.executemany("insert into emails values (?)", [(email,) for email in emails])
        found = connection.execute(f"select email, {sql} from emails")
        names = [column[0] for column in found.description]
        return {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}

    return read


def test_each_destination_has_its_own_rule(for_destinations):
    read = for_destinations([rule[0] for rule in RULES])
    assert [(typed, row["for_uid2"], row["for_google"], row["for_meta"]) for typed, row in read.items()] == RULES
    for row in read.values():
        assert row["hash_for_uid2"] == HASHES.get(row["for_uid2"], row["hash_for_uid2"])


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference lists are not on this machine")
def test_reference_lists_of_hashes(for_destinations):
    with (REFERENCE / "uid2_normalization_sha256.csv").open(encoding="utf-8", newline="") as file:
        uid2 = {row["input"]: row for row in csv.DictReader(file) if row["kind"] == "email"}
    with (REFERENCE / "email_rule_disagreements.csv").open(encoding="utf-8", newline="") as file:
        rules = {row["input"]: row for row in csv.DictReader(file)}
    read = for_destinations([*uid2, *rules])
    for email, row in uid2.items():
        assert (read[email]["for_uid2"], read[email]["hash_for_uid2"]) == (row["normalized"], row["sha256_hex"])
    for email, row in rules.items():
        said = (row["uid2_rule"], row["google_doc_rule"], row["google_doc_sha256"], row["meta_rule"])
        names = ("for_uid2", "for_google", "hash_for_google", "for_meta")
        assert tuple(read[email][name] for name in names) == said


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference lists are not on this machine")
def test_reference_list_of_syntax(tmp_path):
    with (REFERENCE / "email_validator_syntax.csv").open(encoding="utf-8", newline="") as file:
        said = {row["input"]: row["valid"] == "True" for row in csv.DictReader(file)}
    models = CompiledModels(Workspace(tmp_path), ("int_emails_normalised",))
    models.give(
        "int_identifiers_unpivoted",
        "identifier_type varchar, raw_value varchar",
        [("email", email) for email in said],
    )
    models.give("int_contacts_unpivoted", "contact_type varchar, raw_value varchar", [])
    models.run("int_emails_normalised")
    ours = dict(models.rows("select raw_value, is_valid from int_emails_normalised"))
    agreeing = [email for email, valid in said.items() if ours[email] == valid]
    assert len(agreeing) >= MIN_AGREEMENT * len(said)
