"""How names and birth dates are typed. Functions return (text, hazards) unless they say
otherwise."""

import unicodedata
from datetime import date, timedelta

PLACEHOLDER_BIRTHS = (date(1900, 1, 1), date(1970, 1, 1), date(2000, 1, 1))
HALF_WIDTH_KANA = str.maketrans(
    dict(
        zip(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンャュョッー",
            "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｬｭｮｯｰ",
            strict=True,
        )
    )
)
KOREAN_STYLES = (
    ("plain", 830),
    ("spaced", 30),
    ("honorific", 25),
    ("nfd", 30),
    ("typo", 20),
    ("latin", 20),
    ("latin_variant", 8),
    ("latin_upper", 12),
    ("latin_hyphen", 8),
    ("comma", 6),
    ("nickname", 4),
)
LATIN_STYLES = (
    ("plain", 760),
    ("swapped", 60),
    ("comma", 50),
    ("upper", 50),
    ("initial", 30),
    ("typo", 30),
    ("honorific", 20),
)
JAPANESE_STYLES = (
    ("plain", 500),
    ("latin", 250),
    ("half_kana", 120),
    ("honorific", 60),
    ("spaced", 70),
)


def misspell(dice, text):
    """One typo: a Hangul vowel changed, or in Latin a letter doubled, dropped or swapped. Returns
    text."""
    place = dice.between(1, len(text) - 1)
    letter = text[place]
    if "가" <= letter <= "힣":
        lead, rest = divmod(ord(letter) - 0xAC00, 588)
        vowel, tail = divmod(rest, 28)
        vowel = (vowel + dice.pick((1, 4, 5))) % 21
        return text[:place] + chr(0xAC00 + lead * 588 + vowel * 28 + tail) + text[place + 1 :]
    kind = dice.between(0, 2)
    if kind == 0:
        return text[:place] + letter + text[place:]
    if kind == 1 and len(text) > 4:
        return text[:place] + text[place + 1 :]
    return text[: place - 1] + letter + text[place - 1] + text[place + 1 :]


def write_name(dice, name, sex):
    """A full name as a person or a cashier types it."""
    latin = f"{name.latin_given} {name.latin_surname}"
    if name.script == "hangul":
        style = dice.weighted(KOREAN_STYLES)
    elif name.script == "japanese":
        style = dice.weighted(JAPANESE_STYLES)
    else:
        style = dice.weighted(LATIN_STYLES)
    if style == "spaced":
        return f"{name.surname} {name.given}", ("spaced_name",)
    if style == "honorific":
        return _with_honorific(dice, name, sex), ("honorific",)
    if style == "nfd":
        return unicodedata.normalize("NFD", name.full), ("nfd_hangul",)
    if style == "typo":
        return misspell(dice, name.full), ("name_typo",)
    if style == "latin":
        return latin, ("romanised_name",)
    if style == "latin_variant":
        surname = dice.pick(name.surname_variants)
        return f"{surname} {name.latin_given}", ("romanised_name", "swapped_name_order")
    if style == "latin_upper":
        return f"{name.latin_surname} {name.latin_given}".upper(), (
            "romanised_name",
            "swapped_name_order",
            "upper_case_name",
        )
    if style == "latin_hyphen":
        cut = name.latin_cut
        return f"{name.latin_given[:cut]}-{name.latin_given[cut:]} {name.latin_surname}", ("romanised_name",)
    if style == "comma":
        text = f"{name.latin_surname}, {name.latin_given}"
        return text, ("comma_name",) + (("romanised_name",) if name.script == "hangul" else ())
    if style == "nickname":
        return f'{name.full} "{name.given[-1]}야"', ("quoted_quote",)
    if style == "half_kana":
        return f"{name.kana_surname} {name.kana_given}".translate(HALF_WIDTH_KANA), ("half_width_kana",)
    if style == "swapped":
        return f"{name.surname} {name.given}", ("swapped_name_order",)
    if style == "upper":
        return name.full.upper(), ("upper_case_name",)
    if style == "initial":
        return f"{name.given[0]}. {name.surname}", ("initial_name",)
    return name.full, ()


def _with_honorific(dice, name, sex):
    if name.script == "hangul":
        return name.full + dice.pick(("님", "씨", " 고객님"))
    if name.script == "japanese":
        return f"{name.full}様"
    return f"{'Ms' if sex == 'F' else 'Mr'} {name.full}"


def write_name_parts(dice, name):
    """(surname, given name, hazards) for systems with two fields."""
    roll = dice.roll()
    surname, given = name.surname, name.given
    if name.script != "latin" and roll < 0.06:
        return (
            name.latin_surname.upper(),
            name.latin_given.upper(),
            ("romanised_name", "upper_case_name"),
        )
    if roll < 0.075:
        return given, surname, ("swapped_name_order",)
    if roll < 0.09:
        return surname, misspell(dice, surname + given)[len(surname) :] or given, ("name_typo",)
    if roll < 0.11 and name.script == "hangul":
        return (
            unicodedata.normalize("NFD", surname),
            unicodedata.normalize("NFD", given),
            ("nfd_hangul",),
        )
    return surname, given, ()


def write_birth(dice, birth, usual, others=()):
    """A birth date in strftime format `usual`, sometimes wrong or in one of `others`."""
    roll = dice.roll()
    if roll < 0.012:
        return dice.pick(PLACEHOLDER_BIRTHS).strftime(usual), ("placeholder_birth",)
    if roll < 0.022 and birth.day <= 12 and birth.day != birth.month:
        return date(birth.year, birth.day, birth.month).strftime(usual), ("swapped_day_month",)
    if roll < 0.030:
        days = dice.pick((1, -1, 10, -10, 365))
        return (birth + timedelta(days=days)).strftime(usual), ("birth_typo",)
    if roll < 0.032:
        return birth.strftime(usual.replace("%m", "13")), ("impossible_birth",)
    if others and roll < 0.12:
        return birth.strftime(dice.pick(others)), ("other_birth_format",)
    return birth.strftime(usual), ()
