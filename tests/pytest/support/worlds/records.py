"""Customer records as the reference and the conformed channel both read them."""

import hashlib
from dataclasses import dataclass
from datetime import date

IDENTIFIER_TYPES = ("email", "phone", "member_no", "person_ci")


@dataclass(frozen=True)
class Record:
    """One current record; values are in the form in which they are compared."""

    channel: str
    record_id: str
    name: str
    birth_date: str | None = None
    email: str | None = None
    phone: str | None = None
    member_no: str | None = None
    person_ci: str | None = None
    used_from: date | None = None
    used_until: date | None = None

    @property
    def key(self) -> int:
        return record_key(self.channel, self.record_id)

    def identifiers(self) -> list[tuple[str, str]]:
        """(type, value) of each identifier that the record has."""
        return [(kind, getattr(self, kind)) for kind in IDENTIFIER_TYPES if getattr(self, kind) is not None]


@dataclass(frozen=True)
class Decision:
    """What a steward said of two records, by their keys; only those in force are given to the reference."""

    decision_id: str
    is_always: bool
    left: int
    right: int

    @property
    def records(self) -> set[int]:
        return {self.left, self.right}


def record_key(channel: str, record_id: str) -> int:
    """63 bits of the MD5 of channel and id, the channel's length first."""
    digest = hashlib.md5(f"{len(channel)}:{channel}{record_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") & (2**63 - 1)
