"""The parts of a customer record that several channels share."""

import base64
import hashlib

from generator import contacts
from generator.randomness import Dice, scramble
from generator.record import moment

SLOTS = 8


def start(world, person, channel, slot):
    """(dice, nine-digit id number) of a person's record in a channel; slot 1 is a second record."""
    number = person.number * SLOTS + slot
    return Dice(world.seed, channel, number), scramble(number, channel, 10**9)


def updated_at(world, dice, person, created):
    """The time of the last change; records of the base day change before it."""
    if person.join_day or created.date() >= world.as_of or dice.chance(0.5):
        return created
    later = moment(dice, created.date(), world.as_of)
    return max(later, created)


def contact_phone(dice, person, updated, hazards, abroad):
    """A phone as typed; adds its tags to `hazards`."""
    if person.region == "KR":
        other = contacts.other_phone(dice)
        if other:
            hazards.update(other[1])
            return other[0]
    digits = person.mobile_on(updated.date())
    if digits == person.old_mobile:
        hazards.add("old_phone")
    phone, tags = contacts.write_phone(dice, digits, person.region, abroad)
    hazards.update(tags)
    return phone


def contact_email(dice, person, other_share, hazards):
    """An e-mail as typed, the second one with the given share; adds its tags to `hazards`."""
    email = person.email
    if dice.chance(other_share):
        email = person.other_email
        hazards.add("other_email")
    email, tags = contacts.write_email(dice, email)
    hazards.update(tags)
    return email


def known_member_no(dice, records, share, hazards):
    """The membership number another channel holds: that of the newest membership, or empty."""
    numbers = [record.record_id for record in records if record.table == "membership__members"]
    if not numbers or not dice.chance(share):
        return ""
    number = numbers[-1]
    if dice.chance(0.15):
        hazards.add("member_no_formatted")
        return "-".join((number[:4], number[4:8], number[8:]))
    return number


def person_ci(world, person):
    """The person's identity-verification code (CI): 24 characters, the same in every channel."""
    raw = hashlib.blake2b(f"ci|{world.seed}|{person.number}".encode(), digest_size=18).digest()
    return base64.b64encode(raw).decode()


def home_address(dice, person, share):
    """(postal code, street, city), all empty unless known."""
    if not dice.chance(share):
        return "", "", ""
    home = person.address
    street = home.short if dice.chance(0.2) else home.street
    return home.postal_code if dice.chance(0.9) else "", street, home.city
