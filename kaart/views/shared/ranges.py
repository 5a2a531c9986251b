"""Drawings of numbers: what the initiatives say on one topic, as bars on one axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from kaart.languages.voice import Phrase
from kaart.schema.facts import Ages, EuroRange, Fact
from kaart.views.shared.context import Context

MARGIN = 8  # percent at either end of the axis, for the labels of its first and last number
WEEKS_OF_PREGNANCY = 40
WEEKS_OF_A_YEAR = 52
MOST_STEPS = 4
EURO_STEPS = (100, 250, 500, 1000, 2500, 5000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Stretch:
    """A part of a bar, in percent of the width; `is_sure` is false where the number differs from place to place."""

    start: float
    width: float
    is_sure: bool


@dataclass(frozen=True)
class Bar:
    """The range of one initiative: in words, and drawn where it is known."""

    slug: str
    name: str
    colour_class: str
    words: tuple[Phrase | str, ...]
    origin: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class RangeFigure:
    """A topic drawn on one axis. `ticks` has the place in percent and the number of each line of the axis."""

    topic: str
    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Axis:
    """The numbers from `low` to `high` laid along a line, from the side where the language begins to read."""

    low: float
    high: int
    step: int
    is_mirrored: bool

    def at(self, number: float) -> float:
        """Where a number is, in percent from the left."""
        place = MARGIN + (100 - 2 * MARGIN) * (number - self.low) / (self.high - self.low)
        return round(100 - place if self.is_mirrored else place, 2)

    def stretch(self, start: float, end: float, is_sure: bool) -> Stretch:
        """The part of a bar between two numbers; of no width where they are the same."""
        left, right = sorted((self.at(start), self.at(end)))
        return Stretch(left, round(right - left, 2), is_sure)

    def ticks(self, words: Callable[[int], str]) -> tuple[tuple[float, str], ...]:
        """Every number that the axis names."""
        return tuple((self.at(number), words(number)) for number in range(0, self.high + 1, self.step))


def age_axis(context: Context, facts: Sequence[Fact[Any] | None]) -> Axis:
    """Years from birth, or from just before it, in steps of six."""
    known = [fact.value for fact in facts if fact and isinstance(fact.value, Ages)]
    before_birth = max((_years_before_birth(ages) for ages in known), default=0)
    high = ceil(max((ages.max for ages in known), default=1) / 6) * 6 or 6
    return Axis(-before_birth, high, 6, context.voice.direction == "rtl")


def euro_axis(context: Context, facts: Sequence[Fact[Any] | None]) -> Axis:
    """Euros from nothing, in at most four steps, so that a bar twice as far is twice as dear."""
    highest = max((fact.value.max for fact in facts if fact and isinstance(fact.value, EuroRange)), default=1)
    step = next(step for step in EURO_STEPS if highest <= MOST_STEPS * step)
    return Axis(0, ceil(highest / step) * step or step, step, context.voice.direction == "rtl")


def stretches_of(axis: Axis, value: object) -> tuple[Stretch, ...]:
    """A value as parts of a bar: none where it is not known."""
    match value:
        case Ages():
            before = _years_before_birth(value)
            pregnancy = (axis.stretch(-before, value.min, True),) if before else ()
            return (*pregnancy, axis.stretch(value.min, value.max, not value.varies))
        case EuroRange():
            return (axis.stretch(value.min, value.max, True),)
    return ()


def _years_before_birth(ages: Ages) -> float:
    week = ages.from_pregnancy_week
    return (WEEKS_OF_PREGNANCY - week) / WEEKS_OF_A_YEAR if week else 0
