"""One maker a channel: (world, person, slot, created, the person's records so far) -> Record."""

from generator import contacts, places, writing
from generator.record import Record, text
from generator.record_parts import (
    contact_email,
    contact_phone,
    home_address,
    known_member_no,
    person_ci,
    start,
    updated_at,
)


def make_store_customer(world, person, slot, created, records):
    """A row of store_crm/customers: typed by a cashier, phone first, little else checked."""
    dice, number = start(world, person, "store_crm", slot)
    hazards = set(person.hazards)
    updated = updated_at(world, dice, person, created)
    store = dice.weighted(places.STORE_WEIGHTS)
    name, tags = writing.write_name(dice, person.name, person.sex)
    if dice.chance(0.012):
        name, tags = "", ("missing_name",)
    hazards.update(tags)
    birth, tags = "", ()
    if dice.chance(0.62):
        birth, tags = writing.write_birth(dice, person.birth, "%Y.%m.%d", ("%Y%m%d", "%y%m%d", "%Y-%m-%d"))
    hazards.update(tags)
    mobile = ""
    if dice.chance(0.93):
        mobile = contact_phone(dice, person, updated, hazards, True)
    if dice.chance(places.STORES[store][1]):
        mobile = places.STORES[store][0]
        hazards.add("shop_phone")
    email = ""
    if dice.chance(0.36):
        email = contact_email(dice, person, 0.18, hazards)
    elif dice.chance(0.05):
        email = dice.pick(contacts.PLACEHOLDER_EMAILS)
        hazards.add("placeholder_email")
    postal_code, street, city = home_address(dice, person, 0.45)
    if slot:
        hazards.add("second_store_record")
    deleted = dice.chance(0.01)
    if deleted:
        hazards.add("withdrawn_account")
    fields = {
        "customer_no": f"C{number:09d}",
        "name": name,
        "birth": birth,
        "gender": dice.pick(({"F": "F", "M": "M"}[person.sex], {"F": "여", "M": "남"}[person.sex], "")),
        "mobile": mobile,
        "email": email,
        "zip": postal_code,
        "addr": street,
        "city": city,
        "member_no": known_member_no(dice, records, 0.45, hazards),
        "sms_verified": "Y" if mobile and "shop_phone" not in hazards and dice.chance(0.4) else "N",
        "store_code": store,
        "registered_at": text(created),
        "modified_at": text(updated),
        "deleted": "Y" if deleted else "N",
    }
    return Record("store_crm__customers", fields["customer_no"], person, created, fields, hazards, not deleted)


def make_account(world, person, slot, created, records):
    """A row of online_shop/accounts: typed by the customer, e-mail always there."""
    dice, number = start(world, person, "online_shop", slot)
    hazards = set(person.hazards)
    updated = updated_at(world, dice, person, created)
    email = contact_email(dice, person, 1.0 if slot else 0.07, hazards)
    name, tags = writing.write_name(dice, person.name, person.sex)
    hazards.update(tags)
    birth, tags = "", ()
    if dice.chance(0.68):
        birth, tags = writing.write_birth(dice, person.birth, "%Y-%m-%d")
    hazards.update(tags)
    phone = ""
    if dice.chance(0.84):
        phone = contact_phone(dice, person, updated, hazards, False)
    verified = phone and person.region == "KR" and dice.chance(0.45)
    postal_code, street, city = home_address(dice, person, 0.6)
    status = dice.weighted((("active", 90), ("dormant", 6), ("withdrawn", 4)))
    if status != "active":
        hazards.add(f"{status}_account")
    if slot:
        hazards.add("second_account")
    fields = {
        "account_id": f"U{number:09d}",
        "login_id": email.strip().partition("@")[0].lower() if dice.chance(0.4) else f"user{number:09d}",
        "email": email,
        "email_verified": "true" if dice.chance(0.7) else "false",
        "name": name,
        "birth_date": birth,
        "gender": {"F": "female", "M": "male"}[person.sex] if dice.chance(0.6) else "",
        "phone": phone,
        "phone_verified": "true" if verified else "false",
        "ci": person_ci(world, person) if verified and dice.chance(0.8) else "",
        "member_no": known_member_no(dice, records, 0.4, hazards),
        "postal_code": postal_code,
        "address": street,
        "city": city,
        "country": person.region,
        "created_at": text(created),
        "updated_at": text(updated),
        "status": status,
    }
    return Record(
        "online_shop__accounts",
        fields["account_id"],
        person,
        created,
        fields,
        hazards,
        status != "withdrawn",
    )


def make_member(world, person, slot, created, records):
    """A row of membership/members. A second membership replaces the first, is of another programme,
    or (a mistake of the programme) lives beside it."""
    dice, number = start(world, person, "membership", slot)
    hazards = set(person.hazards)
    updated = updated_at(world, dice, person, created)
    surname, given, tags = writing.write_name_parts(dice, person.name)
    hazards.update(tags)
    programme = "student" if world.as_of.year - person.birth.year < 25 and dice.chance(0.4) else "plus"
    status = "closed" if dice.chance(0.02) else "live"
    if slot:
        hazards.add("two_memberships")
        first = records[0]
        first.hazards.add("two_memberships")
        kind = dice.weighted((("closed", 50), ("programme", 30), ("both_live", 20)))
        if kind == "closed":
            first.fields["status"], first.is_live = "closed", False
        elif kind == "programme":
            programme = "student" if first.fields["programme"] == "plus" else "plus"
        else:
            programme = first.fields["programme"]
    if status == "closed":
        hazards.add("withdrawn_account")
    birth, tags = "", ()
    if dice.chance(0.95):
        usual = "%Y%m%d" if programme == "student" else "%y%m%d"
        birth, tags = writing.write_birth(dice, person.birth, usual)
    hazards.update(tags)
    mobile = contact_phone(dice, person, updated, hazards, True) if dice.chance(0.95) else ""
    email = contact_email(dice, person, 0.12, hazards) if dice.chance(0.55) else ""
    postal_code, street, _ = home_address(dice, person, 0.5)
    fields = {
        "member_no": f"88{number:010d}",
        "programme": programme,
        "family_name": surname,
        "given_name": given,
        "birth_ymd": birth,
        "sex": {"F": "2", "M": "1"}[person.sex],
        "mobile": mobile,
        "email": email,
        "ci": person_ci(world, person) if person.region == "KR" and dice.chance(0.5) else "",
        "postal_code": postal_code,
        "address": street,
        "joined_at": text(created),
        "updated_at": text(updated),
        "status": status,
    }
    return Record(
        "membership__members",
        fields["member_no"],
        person,
        created,
        fields,
        hazards,
        status == "live",
    )


def make_partner_profile(world, person, slot, created, records):
    """A row of external/partner_profiles: bought or shared data, thin."""
    dice, number = start(world, person, "external", slot)
    hazards = set(person.hazards)
    name, tags = writing.write_name(dice, person.name, person.sex)
    hazards.update(tags)
    fields = {
        "profile_id": f"X{number:09d}",
        "partner": dice.pick(("mall_partner", "card_partner")),
        "full_name": name,
        "email": contact_email(dice, person, 0.15, hazards) if dice.chance(0.7) else "",
        "phone": contact_phone(dice, person, created, hazards, True) if dice.chance(0.7) else "",
        "birth_year": str(person.birth.year) if dice.chance(0.7) else "",
        "interests": dice.pick(("shoes", "bags", "kids", "knitwear|bags", "outerwear|shoes", "")),
        "obtained_at": text(created),
        "licence": dice.pick(("contract-2025-03", "consented-sharing")),
    }
    return Record("external__partner_profiles", fields["profile_id"], person, created, fields, hazards)


def make_event_guest(world, person, slot, created, records):
    """A row of conformed/customers: a guest of a pop-up event."""
    dice, number = start(world, person, "popup_event", slot)
    hazards = set(person.hazards)
    name, tags = writing.write_name(dice, person.name, person.sex)
    hazards.update(tags)
    birth, tags = "", ()
    if dice.chance(0.5):
        birth, tags = writing.write_birth(dice, person.birth, "%Y-%m-%d")
    hazards.update(tags)
    fields = {
        "channel": "popup_event",
        "source_record_id": f"E{number:09d}",
        "full_name": name,
        "birth_date": birth,
        "gender": person.sex if dice.chance(0.5) else "",
        "email": contact_email(dice, person, 0.1, hazards) if dice.chance(0.75) else "",
        "phone": contact_phone(dice, person, created, hazards, False) if dice.chance(0.8) else "",
        "postal_code": person.address.postal_code if dice.chance(0.4) else "",
        "city": person.address.city if dice.chance(0.6) else "",
        "country": person.region,
        "is_verified_email": "true" if dice.chance(0.3) else "false",
        "created_at": text(created),
        "updated_at": text(created),
    }
    return Record("conformed__customers", fields["source_record_id"], person, created, fields, hazards)
