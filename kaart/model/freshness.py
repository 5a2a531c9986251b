"""The one rule for how fresh a fact is, wherever it is shown."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from kaart.day import Day

FRESH_DAYS = 180
AGING_DAYS = 365


class Freshness(StrEnum):
    """How much a reader can lean on a fact."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"


def rate(checked_on: date | None, today: Day) -> Freshness:
    """Fresh below 180 days, aging up to 365; older, or never checked, is stale."""
    if checked_on is None:
        return Freshness.STALE
    if not today.has_come(checked_on + timedelta(days=FRESH_DAYS)):
        return Freshness.FRESH
    return Freshness.STALE if today.has_passed(checked_on + timedelta(days=AGING_DAYS)) else Freshness.AGING
