"""A day gives the same answers on every day of the interval that it notes, and another one just outside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kaart.day import Day
from kaart.model.freshness import Freshness, rate

TODAY = date(2026, 11, 22)
LONG_AGO, LATER = date(2026, 1, 1), date(2027, 3, 31)
QUESTIONS: dict[str, Callable[[Day], object]] = {
    "fresh": lambda day: rate(date(2026, 10, 1), day),
    "aging": lambda day: rate(date(2026, 3, 1), day),
    "stale": lambda day: rate(date(2025, 3, 1), day),
    "its last fresh day": lambda day: rate(TODAY - timedelta(179), day),
    "its first stale day": lambda day: rate(TODAY - timedelta(366), day),
    "over": lambda day: day.has_passed(LONG_AGO),
    "not over": lambda day: day.has_passed(TODAY),
    "within": lambda day: day.is_within(LONG_AGO, LATER),
    "not within yet": lambda day: day.is_within(LATER, LATER),
    "not within any more": lambda day: day.is_within(LONG_AGO, LONG_AGO),
    "more than a year": lambda day: day.is_more_than(366, date(2028, 1, 1)),
    "less than a year": lambda day: day.is_more_than(366, LATER),
    "a year": lambda day: day.year,
    "shown": lambda day: day.shown,
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_an_answer_holds_on_the_days_that_were_noted_and_on_no_other(ask: Callable[[Day], object]) -> None:
    day = Day(TODAY)
    answer = ask(day)
    assert day.since <= TODAY <= day.until
    for edge, beyond in ((day.since, -1), (day.until, 1)):
        if edge not in (date.min, date.max):
            assert answer == ask(Day(edge))
            assert answer != ask(Day(edge + timedelta(beyond)))


def test_nothing_asked_holds_always() -> None:
    assert (date.min, date.max) == (Day(TODAY).since, Day(TODAY).until)
    assert Freshness.STALE is rate(None, day := Day(TODAY))
    assert (date.min, date.max) == (day.since, day.until)


def test_what_two_were_asked_holds_while_both_hold() -> None:
    day, other = Day(TODAY), Day(TODAY)
    day.has_passed(LONG_AGO)
    other.has_come(LATER)
    day.add(other)
    assert (LONG_AGO + timedelta(1), LATER - timedelta(1)) == (day.since, day.until)
    assert day.again().until == date.max
    assert day.is_between(day.since.toordinal(), TODAY.toordinal())
    assert not day.is_between(day.since.toordinal(), TODAY.toordinal() - 1)


def test_a_day_at_the_end_of_the_calendar_can_be_asked_about() -> None:
    day = Day(TODAY)
    assert not day.has_passed(date.max)
    assert not day.is_more_than(366, date.min)
    assert day.is_more_than(366, date.max)
