"""The catalogue and money: 36 products in 6 categories, prices in KRW, amounts in four
currencies."""

CATEGORIES = {
    "outerwear": ("OUT", 189_000),
    "knitwear": ("KNT", 79_000),
    "shoes": ("SHO", 119_000),
    "bags": ("BAG", 149_000),
    "accessories": ("ACC", 29_000),
    "kids": ("KID", 45_000),
}
PRODUCTS = tuple(
    (f"{code}-{1001 + place}", category, price + place * (price // 20_000) * 1_000)
    for category, (code, price) in CATEGORIES.items()
    for place in range(6)
)
# KRW per unit, digits after the point
CURRENCIES = {"KRW": (1, 0), "JPY": (9, 0), "USD": (1_350, 2), "EUR": (1_480, 2)}


def minor_units(price, currency):
    """A KRW price in the smallest unit of another currency, a whole number."""
    rate, digits = CURRENCIES[currency]
    return price * 10**digits // rate


def money(units, currency):
    """An amount of smallest units as text: `12900` or `-9.55`."""
    if CURRENCIES[currency][1] == 0:
        return str(units)
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(units) // 100}.{abs(units) % 100:02d}"


def draw_lines(dice, currency, favourite):
    """1 to 3 lines: [(product, category, quantity, unit price, amount), ...], money in smallest
    units."""
    lines = []
    for _ in range(dice.weighted(((1, 62), (2, 28), (3, 10)))):
        product, category, price = dice.pick(PRODUCTS)
        if dice.chance(0.5):
            product, category, price = PRODUCTS[favourite * 6 + dice.between(0, 5)]
        quantity = dice.weighted(((1, 85), (2, 12), (3, 3)))
        unit_price = minor_units(price, currency)
        amount = unit_price * quantity
        if dice.chance(0.15):
            amount = amount * 9 // 10
        lines.append((product, category, quantity, unit_price, amount))
    return lines


def draw_return(dice, lines):
    """Which lines come back: [(position from 0, quantity, amount), ...]; amount is of the quantity
    returned."""
    if len(lines) == 1 or dice.chance(0.4):
        places = range(len(lines))
    else:
        places = (dice.between(0, len(lines) - 1),)
    returned = []
    for place in places:
        quantity, amount = lines[place][2], lines[place][4]
        back = dice.between(1, quantity)
        returned.append((place, back, amount * back // quantity))
    return returned
