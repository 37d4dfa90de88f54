"""Stores, addresses and area statistics."""

from typing import NamedTuple

# (city, district, first three digits of the postal code, median yearly income in KRW)
DISTRICTS = (
    ("서울특별시", "강남구", "061", 68_400_000),
    ("서울특별시", "송파구", "055", 59_800_000),
    ("서울특별시", "마포구", "040", 54_200_000),
    ("서울특별시", "노원구", "017", 45_100_000),
    ("서울특별시", "종로구", "031", 51_700_000),
    ("부산광역시", "해운대구", "480", 47_300_000),
    ("부산광역시", "수영구", "482", 44_900_000),
    ("대구광역시", "수성구", "421", 46_200_000),
    ("인천광역시", "연수구", "219", 48_800_000),
    ("광주광역시", "서구", "619", 42_500_000),
    ("대전광역시", "유성구", "341", 49_600_000),
    ("울산광역시", "남구", "447", 50_300_000),
    ("경기도", "성남시 분당구", "136", 64_700_000),
    ("경기도", "수원시 영통구", "166", 57_900_000),
    ("경기도", "고양시 일산동구", "104", 52_800_000),
    ("제주특별자치도", "제주시", "631", 40_600_000),
)
ROADS = (
    "테헤란로",
    "중앙로",
    "한강대로",
    "백제고분로",
    "월드컵로",
    "동일로",
    "해운대로",
    "광안로",
    "달구벌대로",
    "송도과학로",
    "상무대로",
    "대학로",
    "삼산로",
    "판교역로",
    "광교중앙로",
    "정발산로",
    "연북로",
    "은행나무길",
    "샘물로",
    "꽃마을길",
)
FOREIGN_PLACES = {
    "US": (("New York", "100{:02d}"), ("Seattle", "981{:02d}"), ("Chicago", "606{:02d}")),
    "GB": (("London", "SW{0} {0}AB"), ("Leeds", "LS{0} {0}DQ"), ("Bristol", "BS{0} {0}TR")),
    "DE": (("Berlin", "101{:02d}"), ("Köln", "506{:02d}"), ("München", "803{:02d}")),
    "FR": (("Paris", "750{:02d}"), ("Lyon", "690{:02d}")),
    "JP": (("東京都", "150-00{:02d}"), ("大阪府", "530-00{:02d}")),
}
FOREIGN_STREETS = {
    "US": ("{} Maple Street", "{} Lakeview Ave Apt 4B", "{} 5th Avenue"),
    "GB": ("{} Orchard Road", "Flat 2, {} Mill Lane", "{} Station Road"),
    "DE": ("Lindenstraße {}", "Am Markt {}", "Goethestr. {}"),
    "FR": ("{} rue des Lilas", "{} avenue du Parc"),
    "JP": ("神宮前{}-2-3", "梅田{}-1-1"),
}
# code: (shop's own number, share of its records that carry it, currency)
STORES = {
    "S01": ("02-555-0101", 0.03, "KRW"),
    "S02": ("02-555-0102", 0.0, "KRW"),
    "S03": ("010-2000-1003", 0.12, "KRW"),
    "S04": ("051-555-0104", 0.0, "KRW"),
    "S05": ("032-555-0105", 0.02, "USD"),
    "S06": ("053-555-0106", 0.0, "KRW"),
    "S07": ("1588-0107", 0.04, "KRW"),
    "S08": ("064-555-0108", 0.0, "JPY"),
}
STORE_WEIGHTS = (
    ("S01", 25),
    ("S02", 20),
    ("S03", 18),
    ("S04", 13),
    ("S06", 10),
    ("S07", 9),
    ("S05", 3),
    ("S08", 2),
)


class Address(NamedTuple):
    """A home: `street` as usually written, `short` as a cashier shortens it."""

    postal_code: str
    street: str
    short: str
    city: str
    country: str


def korean_address(dice):
    """A Korean road address with flat number."""
    city, district, prefix, _ = dice.pick(DISTRICTS)
    road, number = dice.pick(ROADS), dice.between(1, 380)
    block, flat = dice.between(101, 118), dice.between(1, 24) * 100 + dice.between(1, 6)
    return Address(
        f"{prefix}{dice.between(0, 5):02d}",
        f"{district} {road} {number}, {block}동 {flat}호",
        f"{road}{number} {block}-{flat}",
        city,
        "KR",
    )


def foreign_address(dice, region):
    """An address in region (a key of FOREIGN_PLACES)."""
    city, postal_code = dice.pick(FOREIGN_PLACES[region])
    street = dice.pick(FOREIGN_STREETS[region]).format(dice.between(1, 99))
    return Address(postal_code.format(dice.between(1, 9)), street, street.replace(",", ""), city, region)


def area_statistics(as_of):
    """Rows of external/area_statistics: every Korean postal code the addresses use, 96 rows."""
    rows = []
    for index, (_, _, prefix, income) in enumerate(DISTRICTS):
        for part in range(6):
            households = 3_000 + (index * 977 + part * 613) % 9_000
            rows.append(
                (
                    f"{prefix}{part:02d}",
                    str(households),
                    str(income + part * 350_000),
                    f"{as_of.year - 1}-12-31",
                )
            )
    return rows
