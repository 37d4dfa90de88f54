"""The naive rule: same e-mail, phone digits, or given name with surname and birth date; then connected components."""

from collections.abc import Iterable, Iterator, Mapping


def naive_keys(record: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """The values of a conformed record on which the rule joins it to others."""
    email = (record.get("email") or "").strip().lower()
    if email:
        yield ("email", email)
    digits = "".join(character for character in record.get("phone") or "" if character.isdecimal())
    if digits:
        yield ("phone", digits)
    person = (record.get("given_name"), record.get("surname"), record.get("birth_date"))
    if all(person):
        yield ("person", *person)


def naive_clusters(records: Iterable[Mapping[str, str | None]]) -> dict[str, int]:
    """The cluster of each source_record_id: the place of its first record."""
    parents: list[int] = []

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    first: dict[tuple[str, ...], int] = {}
    ids = []
    for place, record in enumerate(records):
        parents.append(place)
        ids.append(record["source_record_id"])
        for key in naive_keys(record):
            one, other = root(first.setdefault(key, place)), root(place)
            parents[max(one, other)] = min(one, other)
    return {record_id: root(place) for place, record_id in enumerate(ids)}
