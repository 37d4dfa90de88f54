"""Made-up names: Korean from surname and syllables, others from common given names and surnames."""

from typing import NamedTuple


def _words(text):
    return tuple(text.split())


def _pairs(text):
    return tuple(tuple(pair.split(":")) for pair in text.split())


# (Hangul, usual romanisation, other romanisations, weight)
SURNAMES = (
    ("김", "Kim", ("Gim",), 21),
    ("이", "Lee", ("Yi", "Rhee"), 15),
    ("박", "Park", ("Bak",), 8),
    ("최", "Choi", ("Choe",), 5),
    ("정", "Jung", ("Jeong", "Chung"), 5),
    ("강", "Kang", ("Gang",), 3),
    ("조", "Cho", ("Jo",), 3),
    ("윤", "Yoon", ("Yun",), 2),
    ("장", "Jang", ("Chang",), 2),
    ("임", "Lim", ("Im",), 2),
    ("한", "Han", ("Hahn",), 2),
    ("오", "Oh", ("O",), 2),
    ("서", "Seo", ("Suh",), 2),  # codespell:ignore
    ("신", "Shin", ("Sin",), 2),
    ("권", "Kwon", ("Gwon",), 2),
    ("황", "Hwang", ("Whang",), 1),
    ("안", "Ahn", ("An",), 1),
    ("송", "Song", ("Song",), 1),
    ("류", "Ryu", ("Yoo",), 1),
    ("홍", "Hong", ("Hong",), 1),
    ("남궁", "Namgung", ("Namkoong",), 0.2),
)
FIRST_SYLLABLES = _pairs(
    "민:Min 서:Seo 지:Ji 현:Hyun 수:Soo 예:Ye 하:Ha 도:Do 준:Jun 은:Eun 유:Yu 태:Tae 정:Jung "
    "영:Young 성:Sung 재:Jae 승:Seung 다:Da 채:Chae 소:So 나:Na "
    "가:Ga 주:Ju 시:Si 윤:Yun 혜:Hye 경:Kyung 상:Sang 동:Dong 진:Jin"
)
LAST_SYLLABLES = {
    "F": _pairs(
        "은:Eun 지:Ji 연:Yeon 희:Hee 아:A 윤:Yun 영:Young 진:Jin 민:Min 원:Won 현:Hyun 경:Kyung "
        "미:Mi 서:Seo 린:Rin 나:Na 주:Ju 정:Jung"  # codespell:ignore
    ),
    "M": _pairs(
        "준:Jun 우:Woo 호:Ho 민:Min 현:Hyun 진:Jin 수:Soo 석:Seok 훈:Hoon 혁:Hyuk 빈:Bin "
        "성:Sung 태:Tae 환:Hwan 규:Kyu 재:Jae 원:Won 철:Chul"
    ),
}
LATIN = {
    "US": {
        "F": _words("Emily Olivia Ava Sophia Grace Hannah Abigail Natalie Zoe Claire Megan Paige"),
        "M": _words("James Ethan Logan Mason Lucas Henry Owen Caleb Wyatt Aaron Dylan Miles"),
        "surnames": _words("Smith Johnson Miller Davis Wilson Moore Taylor Carter Reed Brooks Hayes Foster"),
    },
    "GB": {
        "F": _words("Amelia Isla Poppy Freya Imogen Daisy Phoebe Harriet Matilda Florence"),
        "M": _words("Oliver Harry George Alfie Archie Freddie Callum Rupert Toby Duncan"),
        "surnames": _words("Jones Hughes Clarke Walsh Turner O'Brien Bennett Palmer Webb Smith-Hall"),
    },
    "DE": {
        "F": _words("Anna Lena Jürgine Greta Käthe Mia Frieda Johanna Antje Heike"),
        "M": _words("Lukas Jonas Jürgen Björn Felix Moritz Till Stefan Günther Anton"),
        "surnames": _words("Müller Schmidt Schäfer Weiß Köhler Vogel Braun Lange Böhm Krüger"),
    },
    "FR": {
        "F": _words("Chloé Camille Léa Manon Inès Zoé Élodie Margaux"),
        "M": _words("Louis Hugo Théo Rémi Étienne Noé François Gaël"),
        "surnames": _words("Martin Bernard Lefèvre Moreau Girard Faure Chevalier Dupré"),
    },
}
# (kanji, romaji, katakana)
JAPANESE = {
    "F": (
        ("陽菜", "Hina", "ヒナ"),
        ("美咲", "Misaki", "ミサキ"),
        ("葵", "Aoi", "アオイ"),
        ("さくら", "Sakura", "サクラ"),
        ("結衣", "Yui", "ユイ"),
        ("千夏", "Chinatsu", "チナツ"),
    ),
    "M": (
        ("翔太", "Shota", "ショウタ"),
        ("大輝", "Daiki", "ダイキ"),
        ("蓮", "Ren", "レン"),
        ("健太", "Kenta", "ケンタ"),
        ("直樹", "Naoki", "ナオキ"),
        ("悠斗", "Yuto", "ユウト"),
    ),
    "surnames": (
        ("佐藤", "Sato", "サトウ"),
        ("鈴木", "Suzuki", "スズキ"),
        ("高橋", "Takahashi", "タカハシ"),
        ("田中", "Tanaka", "タナカ"),
        ("渡辺", "Watanabe", "ワタナベ"),
        ("小林", "Kobayashi", "コバヤシ"),
        ("加藤", "Kato", "カトウ"),
        ("山田", "Yamada", "ヤマダ"),
    ),
}


class Name(NamedTuple):
    """A person's name. `script` is hangul, latin or japanese; `latin_*` is the romanised form,
    `kana_*` the katakana of Japanese names (else empty); `surname_variants` are other
    romanisations; `latin_cut` is where the first syllable of a Korean given name ends."""

    script: str
    surname: str
    given: str
    latin_surname: str
    latin_given: str
    surname_variants: tuple = ()
    kana_surname: str = ""
    kana_given: str = ""
    latin_cut: int = 0

    @property
    def full(self):
        """Surname first without space in Hangul and Japanese, given name first in Latin."""
        if self.script == "latin":
            return f"{self.given} {self.surname}"
        return self.surname + self.given


def korean_name(dice, sex, surname=None):
    """A Korean name; `surname` is a row of SURNAMES for members of one family."""
    hangul, latin, variants, _ = surname or korean_surname(dice)
    first, last = dice.pick(FIRST_SYLLABLES), dice.pick(LAST_SYLLABLES[sex])
    while last[0] == first[0]:
        last = dice.pick(LAST_SYLLABLES[sex])
    return Name(
        "hangul",
        hangul,
        first[0] + last[0],
        latin,
        first[1] + last[1].lower(),
        variants,
        latin_cut=len(first[1]),
    )


def korean_surname(dice):
    """A row of SURNAMES by its weight."""
    return dice.weighted(tuple((row, row[3]) for row in SURNAMES))


def foreign_name(dice, region, sex):
    """A name usual in region (US, GB, DE, FR or JP)."""
    if region == "JP":
        surname, given = dice.pick(JAPANESE["surnames"]), dice.pick(JAPANESE[sex])
        return Name(
            "japanese",
            surname[0],
            given[0],
            surname[1],
            given[1],
            (),
            surname[2],
            given[2],
        )
    surname, given = dice.pick(LATIN[region]["surnames"]), dice.pick(LATIN[region][sex])
    return Name("latin", surname, given, surname, given)
