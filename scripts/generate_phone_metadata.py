"""Write the numbering plans of REGIONS, as libphonenumber states them, as Jinja macros.

Run from the repository root after an update of `phonenumbers`, and commit what it writes.
Patterns use only what RE2 and PostgreSQL share: `[0-9]` for a digit, no look-ahead.
"""

import json
from pathlib import Path

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

FOLDER = Path(__file__).parent.parent / "macros" / "normalize"

REGIONS = """
    KR US CA GB JP DE FR CN TW HK MO SG AU NZ IN ID MY TH VN PH KH MN BD PK LK
    IT ES PT NL BE LU CH AT SE NO DK FI IS IE PL CZ SK GR HU RO BG HR SI RS LT LV EE
    RU UA KZ TR IL AE SA QA KW EG MA NG KE ZA BR MX AR CL CO PE
"""

# Our class of a number -> libphonenumber's type, in the order in which libphonenumber asks.
CLASSES = {
    "premium": "premium_rate",
    "toll_free": "toll_free",
    "shared_cost": "shared_cost",
    "voip": "voip",
    "virtual": "personal_number",
    "pager": "pager",
    "uan": "uan",
    "voicemail": "voicemail",
    "fixed_line": "fixed_line",
    "mobile": "mobile",
}


def portable(pattern):
    """The pattern with digits spelled out; refuse what an engine would read differently."""
    if "(?!" in pattern or "(?=" in pattern or "(?<" in pattern:
        raise ValueError(f"look-around in {pattern}")
    out, in_class = [], False
    i = 0
    while i < len(pattern):
        if pattern.startswith(r"\d", i):
            out.append("0-9" if in_class else "[0-9]")
            i += 2
            continue
        if pattern[i] == "\\":
            raise ValueError(f"unknown escape in {pattern}")
        in_class = {"[": True, "]": False}.get(pattern[i], in_class)
        out.append(pattern[i])
        i += 1
    return "".join(out)


def region_facts(region):
    """How a number dialled inside the region is read."""
    plan = PhoneMetadata.metadata_for_region(region)
    prefix = plan.national_prefix_for_parsing
    transform = plan.national_prefix_transform_rule
    groups = 0
    if prefix and transform:
        groups = prefix.replace("(?:", "").count("(")
    return {
        "code": str(plan.country_code),
        "exit": portable(plan.international_prefix or ""),
        "prefix": portable(prefix or ""),
        "transform": transform or "",
        "group": groups,
        "general": portable(plan.general_desc.national_number_pattern),
        "lengths": list(plan.general_desc.possible_length),
    }


def code_facts(code):
    """What the numbers behind a country calling code are: patterns by class, over its regions."""
    patterns = {name: [] for name in CLASSES}
    lengths, both_alike = set(), True
    for region in COUNTRY_CODE_TO_REGION_CODE[code]:
        plan = PhoneMetadata.metadata_for_region(region)
        lengths.update(plan.general_desc.possible_length)
        both_alike &= plan.fixed_line.national_number_pattern == plan.mobile.national_number_pattern
        for name, kind in CLASSES.items():
            description = getattr(plan, kind)
            pattern = description and description.national_number_pattern
            if pattern and portable(pattern) not in patterns[name]:
                patterns[name].append(portable(pattern))
    found = {name: "|".join(texts) for name, texts in patterns.items() if texts}
    if both_alike:
        found["fixed_or_mobile"] = found.pop("fixed_line")
        del found["mobile"]
    return {
        "main": COUNTRY_CODE_TO_REGION_CODE[code][0],
        "classes": found,
        "lengths": sorted(lengths),
    }


def jinja_macro(name, comment, rows):
    """A macro that returns a dict, one entry a line."""
    note = f"libphonenumber {phonenumbers.__version__}, by scripts/generate_phone_metadata.py"
    lines = [f"{{#- {comment} Generated: {note}. -#}}", f"{{% macro {name}() -%}}", "{%- set facts = {"]
    lines += [f"    {json.dumps(key)}: {json.dumps(value)}," for key, value in rows]
    lines += ["} -%}", "{{ return(facts) }}", "{%- endmacro %}", ""]
    return "\n".join(lines)


def calling_codes_pattern():
    """Every country calling code there is; none is the beginning of another."""
    codes = set(COUNTRY_CODE_TO_REGION_CODE)
    return "|".join(str(code) for code in sorted(codes))


def main():
    codes = sorted({PhoneMetadata.metadata_for_region(region).country_code for region in REGIONS.split()})
    (FOLDER / "phone_region_facts.sql").write_text(
        jinja_macro(
            "phone_region_facts",
            "How each region dials.",
            [(region, region_facts(region)) for region in REGIONS.split()],
        )
    )
    (FOLDER / "phone_code_facts.sql").write_text(
        jinja_macro(
            "phone_code_facts",
            "The classes of number behind each country calling code.",
            [(str(code), code_facts(code)) for code in codes],
        )
        + "\n\n"
        + "{#- Pattern of every country calling code in use, covered here or not. -#}\n"
        + "{% macro phone_calling_codes_pattern() -%}\n"
        + f"{{{{ return('{calling_codes_pattern()}') }}}}\n"
        + "{%- endmacro %}\n"
    )


if __name__ == "__main__":
    main()
