"""Phones and e-mails: one number and mailbox per person, and the many ways people type them.

The `write_*` functions return (text, hazards): what stands in the file, and the tags of
RECORD_HAZARDS.
"""

from generator.randomness import scramble

COUNT_MOBILES = 79_700_000
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CALLING_CODE = {"KR": "82", "US": "1", "GB": "44", "DE": "49", "FR": "33", "JP": "81"}
US_AREAS = ("212", "415", "617", "312", "206", "404", "713", "305")
PLACEHOLDER_EMAILS = (
    "none@none.com",
    "test@test.com",
    "noemail@noemail.com",
    "no@email.com",
    "a@a.com",
    "없음",
    "x@x",
)
MAIL_DOMAINS = (
    ("example.com", 40),
    ("example.org", 16),
    ("example.net", 14),
    ("gmail.com", 30),
)
DOMAIN_TYPOS = {
    "gmail.com": ("gmial.com", "gmai.com", "gmail.con"),
    "example.com": ("eaxmple.com", "example.co", "example.con"),
    "example.org": ("eaxmple.org", "example.ogr"),
    "example.net": ("eaxmple.net", "example.ne"),
}


def korean_subscriber(digits):
    """The eight digits after 010 for 0 <= digits < COUNT_MOBILES: 2000-0000 to 9999-9999 without
    5970-0000 to 5999-9999, which are not given out."""
    return 20_000_000 + digits + (300_000 if digits >= 39_700_000 else 0)


def mobile_number(number, which, region):
    """The national digits (with trunk zero) of a person's mobile; `which` 0 is the present one, 1
    the former."""
    digits = scramble(number * 2 + which, f"mobile {region}", COUNT_MOBILES)
    if region == "KR":
        return f"010{korean_subscriber(digits)}"
    if region == "US":
        exchange = 220 + digits // 10_000 % 680
        if exchange % 100 == 11:
            exchange += 1
        return f"{US_AREAS[digits % 8]}{exchange}{digits % 10_000:04d}"
    if region == "GB":
        return f"074{digits:08d}"
    if region == "DE":
        return f"0151{10_000_000 + digits}"
    if region == "FR":
        return f"06{10_000_000 + digits}"
    return f"090{10_000_000 + digits}"


def mailbox(dice, number, which, name, birth):
    """A person's e-mail; `which` 0 is the main one. Numbers keep local parts unique across
    persons."""
    given = "".join(letter for letter in name.latin_given.lower() if letter.isascii() and letter.isalpha())
    surname = "".join(letter for letter in name.latin_surname.lower() if letter.isascii() and letter.isalpha())
    unique = scramble(number * 2 + which, "mailbox", 100_000_000)
    local = dice.pick(
        (
            f"{given}.{surname}{unique}",
            f"{surname}{given}{unique}",
            f"{given}{birth.year % 100:02d}.{unique}",
            f"{given[:1]}{surname}_{unique}",
            f"{given}{unique}",
        )
    )
    return f"{local}@{dice.weighted(MAIL_DOMAINS)}"


def plain_phone(digits, region):
    """The usual way to write a number in its own country."""
    if region == "KR":
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    if region == "US":
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    if region == "GB":
        return f"{digits[:5]} {digits[5:]}"
    return f"{digits[:4]} {digits[4:]}"


def write_phone(dice, digits, region, abroad=False):
    """A phone as typed. `abroad`: the channel does not know the country, so it is mostly
    international."""
    code = CALLING_CODE[region]
    national = digits if region == "US" else digits[1:]
    if region != "KR":
        if not abroad and dice.chance(0.4):
            return plain_phone(digits, region), ()
        form = dice.weighted((("+{0}{1}", 60), ("+{0} {1}", 25), ("00{0}{1}", 15)))
        return form.format(code, national), ()
    style = dice.weighted(
        (
            ("hyphen", 50),
            ("bare", 20),
            ("dots", 5),
            ("spaces", 5),
            ("plus", 6),
            ("plus_bare", 5),
            ("full_width", 3),
            ("lost_zero", 1.5),
            ("trunk_zero", 1.5),
            ("padded", 3),
        )
    )
    left, middle, right = digits[:3], digits[3:7], digits[7:]
    if style == "hyphen":
        return f"{left}-{middle}-{right}", ()
    if style == "bare":
        return digits, ()
    if style == "dots":
        return f"{left}.{middle}.{right}", ("dotted_phone",)
    if style == "spaces":
        return f"{left} {middle} {right}", ("dotted_phone",)
    if style == "plus":
        return f"+82 10 {middle} {right}", ("international_format",)
    if style == "plus_bare":
        return f"+82{national}", ("international_format",)
    if style == "trunk_zero":
        return f"+82 (0)10-{middle}-{right}", ("international_format",)
    if style == "full_width":
        return f"{left}-{middle}-{right}".translate(FULL_WIDTH), ("full_width_digits",)
    if style == "lost_zero":
        return digits[1:], ("lost_leading_zero",)
    return f" {left}-{middle}-{right} ", ()


def other_phone(dice):
    """A Korean number that is no mobile, or None for most people."""
    roll = dice.roll()
    middle, right = dice.between(200, 999), dice.between(0, 9999)
    if roll < 0.022:
        return f"{dice.pick(('02', '031', '051', '053', '064'))}-{middle}-{right:04d}", ("landline",)
    if roll < 0.034:
        return f"0507-1{middle}-{right:04d}", ("virtual_phone",)
    if roll < 0.040:
        return f"070-4{middle}-{right:04d}", ("voip_phone",)
    if roll < 0.044:
        return f"02-{middle}-{right:04d} 내선 {dice.between(1, 99)}", (
            "landline",
            "phone_extension",
        )
    if roll < 0.047:
        return f"{dice.pick(('1588', '1644', '1800'))}-{right:04d}", ("uan_phone",)
    return None


def write_email(dice, email, typo_share=0.01):
    """A mailbox as typed, with its owner's dots, tags, case and typos."""
    local, _, domain = email.partition("@")
    roll = dice.roll()
    if roll < typo_share:
        return f"{local}@{dice.pick(DOMAIN_TYPOS[domain])}", ("email_typo",)
    if domain == "gmail.com" and roll < 0.30:
        form = dice.between(0, 3)
        if form == 0:
            return f"{local.replace('.', '')}@{domain}", ("gmail_dots",)
        if form == 1:
            return f"{local[0]}.{local[1:]}@{domain}", ("gmail_dots",)
        if form == 2:
            return f"{local}+shop@{domain}", ("gmail_dots",)
        return f"{local}@googlemail.com", ("gmail_dots",)
    if roll > 0.985:
        return email.upper(), ("upper_case_email",)
    if roll > 0.965:
        return f"{email.capitalize()} ", ("upper_case_email",)
    return email, ()
