"""Pseudo-randomness that depends on nothing but its arguments: same arguments, same values, on any
machine."""

import hashlib
import math
import random
from functools import cache


def _seed_of(parts):
    """64-bit whole number from any values; text and numbers are told apart by their printed form
    only."""
    text = "|".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def unit(*parts):
    """A number in [0, 1) that is a pure function of the arguments."""
    return _seed_of(parts) / 2**64


class Dice:
    """A stream of draws seeded by the arguments.

    Only `random.Random.random` is used: of its methods Python promises the same values across
    versions for that one alone.
    """

    def __init__(self, *parts):
        self.roll = random.Random(_seed_of(parts)).random

    def chance(self, probability):
        """True with the given probability (0 to 1)."""
        return self.roll() < probability

    def between(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def pick(self, values):
        """One element of a non-empty sequence."""
        return values[int(self.roll() * len(values))]

    def weighted(self, pairs):
        """One value of ((value, weight), ...); weights are positive and need not sum to 1."""
        left = self.roll() * sum(weight for _, weight in pairs)
        for value, weight in pairs:
            left -= weight
            if left < 0:
                return value
        return pairs[-1][0]

    def count(self, expected):
        """A whole number whose mean is `expected` (>= 0), spread like an exponential."""
        return int(expected * -math.log(1.0 - self.roll()) + self.roll())


@cache
def stride(size):
    """A step that visits every number below `size` once: coprime, near the golden section."""
    step = int(size * 0.6180339887) | 1
    while math.gcd(step, size) != 1:
        step += 2
    return step


@cache
def _offset(salt, size):
    return int(unit("offset", salt) * size)


def scramble(number, salt, size):
    """A one-to-one map of 0..size-1 onto itself, so that ids do not follow the order of persons.

    Raises ValueError where number lies outside, because ids would then collide.
    """
    if not 0 <= number < size:
        raise ValueError(f"{salt}: {number} does not fit into {size} ids; use fewer persons")
    return (number * stride(size) + _offset(salt, size)) % size
