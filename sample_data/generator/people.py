"""Persons in blocks of households. A block is a pure function of the seed and its number."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from generator import contacts, names, places
from generator.randomness import Dice

BLOCK_SIZE = 20
HISTORY_DAYS = 730
REGIONS = (("KR", 920), ("US", 28), ("JP", 20), ("GB", 12), ("DE", 12), ("FR", 8))


@dataclass(frozen=True)
class World:
    """What a run asks for. `as_of` is the base day; files hold what happened before `as_of` + `day`
    at 00:00."""

    seed: int
    persons: int
    as_of: date
    day: int = 0

    @property
    def today(self):
        """The date the files are for."""
        return self.as_of + timedelta(days=self.day)

    @property
    def base_blocks(self):
        """How many blocks the persons of the base day fill."""
        return -(-self.persons // BLOCK_SIZE)

    @property
    def blocks_per_day(self):
        """How many blocks of new persons a later day brings: 1 % of the persons, at least one
        block."""
        return max(1, self.base_blocks // 100)


@dataclass
class Person:
    """A made-up person. `mobile` are national digits; before `mobile_since` it was `old_mobile` (or
    None)."""

    number: int
    region: str
    sex: str
    name: names.Name
    birth: date
    address: places.Address
    joined: date
    join_day: int
    level: float
    mobile: str = ""
    old_mobile: str | None = None
    mobile_since: date | None = None
    email: str = ""
    other_email: str = ""
    device: str = ""
    hazards: set = field(default_factory=set)

    @property
    def person_id(self):
        """The id in the truth files."""
        return f"P{self.number:07d}"

    def mobile_on(self, day):
        """The number in use on a date."""
        if self.old_mobile and day < self.mobile_since:
            return self.old_mobile
        return self.mobile


def blocks(world):
    """Yields the persons of every block that exists on the world's day, block by block."""
    for block in range(world.base_blocks):
        persons = make_block(world, block, 0)
        yield [person for person in persons if person.number < world.persons]
    for day in range(1, world.day + 1):
        first = world.base_blocks + (day - 1) * world.blocks_per_day
        for block in range(first, first + world.blocks_per_day):
            yield make_block(world, block, day)


def make_block(world, block, join_day):
    """BLOCK_SIZE persons; `join_day` 0 is before the base day, else the day that brings them."""
    dice = Dice(world.seed, "block", block)
    persons = []
    while len(persons) < BLOCK_SIZE:
        size = dice.weighted(((1, 45), (2, 24), (3, 16), (4, 15)))
        size = min(size, BLOCK_SIZE - len(persons))
        number = block * BLOCK_SIZE + len(persons)
        persons.extend(_household(world, dice, number, size, join_day))
    if join_day == 0:
        _recycle_a_number(world, dice, persons)
    _plant_namesakes(dice, persons)
    for person in persons:
        person.email = contacts.mailbox(dice, person.number, 0, person.name, person.birth)
        person.other_email = contacts.mailbox(dice, person.number, 1, person.name, person.birth)
    return persons


def _household(world, dice, number, size, join_day):
    region = dice.weighted(REGIONS)
    if region == "KR":
        address = places.korean_address(dice)
    else:
        address = places.foreign_address(dice, region)
    surname = names.korean_surname(dice)
    oldest = dice.between(1950, 2003) if size == 1 else dice.between(1955, 1982)
    twins = size >= 2 and dice.chance(0.04)
    family_phone = size >= 2 and dice.chance(0.09)
    shared_device = size >= 2 and dice.chance(0.25)
    members = []
    for place in range(size):
        child = place >= 2
        year = oldest + (dice.between(24, 33) if child else dice.between(-3, 3))
        birth = date(year, 1, 1) + timedelta(days=dice.between(0, 364))
        member = _person(world, dice, number + place, region, birth, address, join_day)
        if region == "KR" and (child or place == 0):
            member.name = names.korean_name(dice, member.sex, surname)
        members.append(member)
    if twins:
        _make_twins(dice, members[-2], members[-1])
    if family_phone:
        for member in members:
            member.mobile, member.old_mobile = members[0].mobile, None
            member.hazards.add("family_phone")
    if shared_device:
        for member in members[:2]:
            member.device = members[0].device
    return members


def _person(world, dice, number, region, birth, address, join_day):
    sex = dice.pick("FFM")
    korean = region == "KR"
    name = names.korean_name(dice, sex) if korean else names.foreign_name(dice, region, sex)
    if join_day:
        joined = world.as_of + timedelta(days=join_day - 1)
    else:
        joined = world.as_of - timedelta(days=1 + int(2000 * dice.roll() ** 1.3))
    person = Person(
        number,
        region,
        sex,
        name,
        birth,
        address,
        joined,
        join_day,
        dice.roll() + 0.5,
        mobile=contacts.mobile_number(number, 0, region),
        device=f"{dice.between(0, 2**48 - 1):012x}",
    )
    if join_day == 0 and dice.chance(0.09):
        person.old_mobile = contacts.mobile_number(number, 1, region)
        person.mobile_since = world.as_of - timedelta(days=dice.between(30, 1200))
    if region != "KR":
        person.hazards.add("international")
    return person


def _make_twins(dice, first, second):
    if first.region != second.region:
        return
    second.birth, second.sex = first.birth, first.sex
    second.mobile, second.old_mobile = first.mobile, None
    first.old_mobile = None
    given = first.name.given
    while given == first.name.given:
        if first.region == "KR":
            other = names.korean_name(dice, second.sex)
        else:
            other = names.foreign_name(dice, second.region, second.sex)
        given = other.given
    second.name = first.name._replace(
        given=other.given,
        latin_given=other.latin_given,
        kana_given=other.kana_given,
        latin_cut=other.latin_cut,
    )
    first.hazards.add("twins")
    second.hazards.add("twins")


def _recycle_a_number(world, dice, persons):
    """The first person gives up a number some 500 days before the base day; the last gets it 100
    days later."""
    giver, taker = persons[0], persons[-1]
    plain = not {"family_phone", "twins"} & (giver.hazards | taker.hazards)
    if not dice.chance(0.25) or giver.region != taker.region or not plain:
        return
    ended = world.as_of - timedelta(days=dice.between(450, 600))
    giver.joined = min(giver.joined, ended - timedelta(days=dice.between(60, 400)))
    giver.old_mobile = contacts.mobile_number(giver.number, 1, giver.region)
    giver.mobile_since = ended
    taker.mobile, taker.old_mobile = giver.old_mobile, None
    taker.joined = max(taker.joined, ended + timedelta(days=dice.between(90, 150)))
    giver.hazards.add("recycled_phone")
    taker.hazards.add("recycled_phone")


def _plant_namesakes(dice, persons):
    """Two persons of different households with one name, now and then with one birth date too."""
    if not dice.chance(0.3):
        return
    first, second = persons[2], persons[-3]
    if first.region != second.region or first.address == second.address:
        return
    if "twins" in first.hazards | second.hazards:
        return
    second.name, second.sex = first.name, first.sex
    tag = "namesake"
    if dice.chance(0.25):
        second.birth = first.birth
        tag = "namesake_same_birthday"
    first.hazards.add(tag)
    second.hazards.add(tag)
