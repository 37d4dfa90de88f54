"""Phone numbers against libphonenumber: its example numbers of every configured region and class."""

import csv
from collections import defaultdict

import phonenumbers
import pytest
import yaml
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from support.compiled_models import CompiledModels
from support.workspace import ROOT, Workspace

REGIONS = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["phone_regions"]
REFERENCE = ROOT.parent / "shared" / "data" / "oracles"
# libphonenumber's type -> our class.
CLASSES = {
    PhoneNumberType.FIXED_LINE: "fixed_line",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed_or_mobile",
    PhoneNumberType.TOLL_FREE: "toll_free",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "shared_cost",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.PERSONAL_NUMBER: "virtual",
    PhoneNumberType.PAGER: "pager",
    PhoneNumberType.UAN: "uan",
    PhoneNumberType.VOICEMAIL: "voicemail",
}
Read = tuple[str | None, str, bool]


@pytest.fixture(scope="module")
def read_phones(tmp_path_factory):
    """Reads (text, region) pairs: E.164, class and validity of each."""
    models = CompiledModels(
        Workspace(tmp_path_factory.mktemp("phones")), ("int_phone_readings", "int_phones_normalised")
    )

    def read(texts: list[tuple[str, str]]) -> dict[tuple[str, str], Read]:
        models.give(
            "int_identifiers_unpivoted",
            "record_key bigint, identifier_type varchar, raw_value varchar, region varchar",
            [(number, "phone", *text) for number, text in enumerate(texts)],
        )
        models.give("int_contacts_unpivoted", "contact_type varchar, raw_value varchar, region varchar", [])
        models.run("int_phone_readings", "int_phones_normalised")
        found = models.rows(
            "select raw_value, region, match_value, identifier_class, is_valid from int_phones_normalised"
        )
        return {row[:2]: row[2:] for row in found}

    return read


def spellings(number: phonenumbers.PhoneNumber) -> list[str]:
    """How people write a number at home and abroad."""
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    full_width = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in national)
    return [
        e164, e164[1:], national, abroad, f"tel:{e164}", f" {national.replace(' ', '.')} ",
        national.replace("-", " "), national.replace(" ", ""), full_width,
    ]  # fmt: skip


def verdicts() -> dict[tuple[str, str], Read]:
    """What libphonenumber says about every spelling of every example number."""
    said = {}
    for region in REGIONS:
        for kind in CLASSES:
            example = phonenumbers.example_number_for_type(region, kind)
            for text in spellings(example) if example else []:
                try:
                    number = phonenumbers.parse(text, region)
                except phonenumbers.NumberParseException:
                    continue
                said[text, region] = (
                    phonenumbers.format_number(number, PhoneNumberFormat.E164),
                    CLASSES.get(phonenumbers.number_type(number)),
                    phonenumbers.is_valid_number(number),
                )
    return said


def agrees(ours: Read, said: Read) -> bool:
    """The same number and validity; the same class where the number is valid."""
    return ours[0] == said[0] and ours[2] == said[2] and (not said[2] or ours[1] == said[1])


def test_example_numbers_read_as_libphonenumber_reads_them(read_phones):
    said = verdicts()
    ours = read_phones(list(said))
    by_region = defaultdict(list)
    for text, verdict in said.items():
        by_region[text[1]].append((text[0], ours[text], verdict))
    assert len(by_region) == len(REGIONS) >= 30
    home = [row for row in by_region["KR"] if not agrees(*row[1:])]
    assert not home, home
    others = [row for region, rows in by_region.items() if region != "KR" for row in rows]
    differing = [row for row in others if not agrees(*row[1:])]
    assert len(differing) <= 0.01 * len(others), differing


@pytest.mark.parametrize("lead", ["+", "00"])
def test_numbers_from_abroad_read_the_same_in_every_home(read_phones, lead):
    """Mobile numbers of every region, typed in Korea and in Germany; 0082 is Korea's own affair."""
    texts = {}
    for region in REGIONS:
        number = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        for home in ("KR", "DE"):
            if not (lead == "00" and region == home):
                texts[lead + e164[1:], home] = e164
    ours = read_phones(list(texts))
    assert {text: ours[text][0] for text in texts} == texts


def test_extension_is_part_of_the_number(read_phones):
    texts = ["02-2112-3456 내선 77", "02-2112-3456 ext. 77", "02-2112-3456x77", "+82221123456;ext=77"]
    ours = read_phones([(text, "KR") for text in texts])
    assert {read[0] for read in ours.values()} == {"+82221123456;ext=77"}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference lists are not on this machine")
def test_reference_list_of_korean_numbers(read_phones):
    with (REFERENCE / "phonenumbers_e164_KR.csv").open(encoding="utf-8", newline="") as file:
        said = {
            (row["input"], "KR"): (
                row["e164"],
                CLASSES.get(int(float(row["number_type"]))),
                row["valid"] == "True",
            )
            for row in csv.DictReader(file)
            if row["e164"]
        }
    ours = read_phones(list(said))
    assert not [(text, ours[text], verdict) for text, verdict in said.items() if not agrees(ours[text], verdict)]


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference lists are not on this machine")
def test_reference_list_of_all_regions(read_phones):
    with (REFERENCE / "phonenumbers_e164_all_regions.csv").open(encoding="utf-8", newline="") as file:
        said = {
            (row["input"], row["region"]): row["e164"]
            for row in csv.DictReader(file)
            if row["e164"] and row["region"] in REGIONS
        }
    ours = read_phones(list(said))
    differing = [(text, ours[text], e164) for text, e164 in said.items() if ours[text][0] != e164]
    assert len(said) > 1000
    assert len(differing) <= 0.01 * len(said), differing
