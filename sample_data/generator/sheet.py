"""Collects activity rows of the run's time window, table by table."""

from datetime import datetime, timedelta

from generator.people import HISTORY_DAYS
from generator.randomness import scramble
from generator.record import midnight
from generator.tables import TABLES

# How many things of one kind one person can have in one batch.
PER_PERSON = 512


class Sheet:
    """Rows by table as (time, row) and row truth; what lies outside the window is dropped.

    The files of day 0 hold everything before the base day; those of day N only what day N brought.
    """

    def __init__(self, world):
        self.start = midnight(world.today - timedelta(days=1)) if world.day else datetime.min
        self.end = midnight(world.today)
        self.rows = {key: [] for key, table in TABLES.items() if table.load == "delta"}
        self.truth = []

    def holds(self, when):
        """True where the window contains the time."""
        return self.start <= when < self.end

    def add(self, table, when, *row):
        """Add one row, a text per column of the table."""
        if self.holds(when):
            self.rows[table].append((when, row))

    def mark(self, table, when, row_id, person, hazards, expected=""):
        """Add row truth; `expected` is the reason with which the row must be refused, if it
        must."""
        if self.holds(when):
            person_id = person.person_id if person else ""
            self.truth.append((table, row_id, "", person_id, hazards, expected))


class Batch:
    """One stretch of activity: number 0 is the two years before the base day, number N is day N.

    Later days compute earlier batches again, because a return may come days after its sale.
    """

    def __init__(self, world, number):
        self.number = number
        self.end = world.as_of + timedelta(days=number)
        days = 1 if number else HISTORY_DAYS
        self.start = self.end - timedelta(days=days)
        self.share = days / HISTORY_DAYS

    def known(self, records, table):
        """The person's records of a table that exist when the batch begins to matter."""
        end = midnight(self.end)
        return [
            record
            for record in records
            if record.table == table
            and record.created < end
            and (record.gone_on is None or record.gone_on > self.number)
        ]

    def new_id(self, prefix, person_number, sequence):
        """An id that is unique over persons, batches and sequence; ValueError at PER_PERSON and
        above."""
        if sequence >= PER_PERSON:
            raise ValueError(f"{prefix}: person {person_number} has more than {PER_PERSON} in one batch")
        number = scramble(person_number * PER_PERSON + sequence, prefix, 10**10)
        return f"{prefix}{number:010d}" + (f"-{self.number}" if self.number else "")
