"""The one rule for how fresh a fact is, wherever it is shown, and the day of the newest information in a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from kaart.day import Day

FRESH_DAYS = 180
AGING_DAYS = 365
UNDATED = date(1980, 1, 1)  # the first day that a file in an XLSX can have, for what has no day


class Freshness(StrEnum):
    """How much a reader can lean on a fact."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"


def rate(checked_on: date | None, today: Day) -> Freshness:
    """Fresh below 180 days, aging up to 365; older, or never checked, is stale.

    The day is one on which a person looked, or of which an official register is: the words differ, the rule does not.
    """
    if checked_on is None:
        return Freshness.STALE
    if not today.has_come(checked_on + timedelta(days=FRESH_DAYS)):
        return Freshness.FRESH
    return Freshness.STALE if is_old(checked_on, today) else Freshness.AGING


def is_old(day: date, today: Day) -> bool:
    """True where the rule calls it stale; all that shows of what a register says."""
    return today.has_passed(day + timedelta(days=AGING_DAYS))


def day_of_newest(checked: Iterable[date | None], dates: Iterable[str | None]) -> date:
    """The newest of days of checking and of dates of sources, for a file that must have a day.

    It is not the day of the build, so the same information gives the same bytes on every day. A source of which only
    the month or year is known counts from its first day.
    """
    whole = (date.fromisoformat(text + "-01-01"[len(text) - 4 :]) for text in dates if text)
    return max((UNDATED, *(day for day in checked if day), *whole))
