"""One customer record, and how times are drawn and written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Record:
    """A customer row: `fields` by column of table `table`, in file order; `created` is the true
    time; `gone_on` the day (1, 2, ...) on which a later change deleted it, if any."""

    table: str
    record_id: str
    person: object
    created: datetime
    fields: dict
    hazards: set = field(default_factory=set)
    is_live: bool = True
    is_in_file: bool = True
    gone_on: int | None = None

    @property
    def channel(self):
        """The channel as the customer-record contract names it."""
        if self.table == "conformed__customers":
            return self.fields["channel"]
        return self.table.partition("__")[0]

    def contact(self, kind):
        """The e-mail or phone as typed (kind `email` or `phone`); empty where there is none."""
        if kind == "email":
            return self.fields.get("email", "")
        return self.fields.get("mobile", "") or self.fields.get("phone", "")


def moment(dice, start, end, hours=(0, 23)):
    """A second between two dates (end excluded, at least one day), within the UTC hours."""
    days = max((end - start).days, 1)
    day = start + timedelta(days=dice.between(0, days - 1))
    return datetime(day.year, day.month, day.day, dice.between(*hours), dice.between(0, 59), dice.between(0, 59))


def text(when):
    """A timestamp as every channel writes it: `YYYY-MM-DD HH:MM:SS`, UTC."""
    return when.isoformat(sep=" ")


def midnight(day):
    """The first second of a date."""
    return datetime(day.year, day.month, day.day)
