"""The day that a build reckons with, which notes for how long what it says stays true.

Whoever asks it something (how fresh is this, is that over?) gets the same answers on every day of its interval. So
what was made with these answers is made again only on another day than those.
"""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class Day:
    """A day; `since` and `until` are the first and the last on which all that it was asked has the same answers."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.since, self.until = date.min, date.max

    def has_come(self, day: date) -> bool:
        """True on a day and after it. All that one can ask comes down to this."""
        if day <= self._today:
            self.since = max(self.since, day)
            return True
        self.until = min(self.until, day - ONE_DAY)
        return False

    def has_passed(self, last: date) -> bool:
        """True after the last day of something."""
        return last < date.max and self.has_come(last + ONE_DAY)

    def is_within(self, first: date, last: date) -> bool:
        """True from a first day to a last day."""
        return self.has_come(first) and not self.has_passed(last)

    def is_more_than(self, days: int, before: date) -> bool:
        """True where it takes more than a number of days until another day."""
        return not self.has_come(date.fromordinal(max(1, before.toordinal() - days)))

    @property
    def shown(self) -> date:
        """The day itself, for who shows it: true today only."""
        self.since = self.until = self._today
        return self._today

    @property
    def year(self) -> int:
        """The year, for who asks for no more than that."""
        self.has_come(date(self._today.year, 1, 1))
        self.has_passed(date(self._today.year, 12, 31))
        return self._today.year

    def again(self) -> Day:
        """The same day, of which nothing was asked yet."""
        return Day(self._today)

    def add(self, other: Day) -> None:
        """Takes over what another was asked, which was about the same day."""
        self.since, self.until = max(self.since, other.since), min(self.until, other.until)

    def is_between(self, since: int, until: int) -> bool:
        """True in an interval that another day of an earlier build noted, by the numbers of these days."""
        return since <= self._today.toordinal() <= until
