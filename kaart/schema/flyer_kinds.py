"""The kinds of flyers: who each is for, its Dutch word in the names of files, and how many pages it has."""

from __future__ import annotations

from enum import StrEnum

from kaart.schema.records import Reader


class FlyerKind(StrEnum):
    """The kinds of flyers; each has words in `content/flyers.yaml` and a template in `templates/flyers/`."""

    SCHOOL = "school"
    GP = "gp"
    POSTER = "poster"
    CARD = "card"
    REFERRAL = "referral"
    VOLUNTEERS = "volunteers"


READERS = {FlyerKind.REFERRAL: Reader.PROFESSIONAL, FlyerKind.VOLUNTEERS: Reader.VOLUNTEER}  # else for parents
DUTCH_WORDS = {  # in the names of files, which are for ever
    FlyerKind.SCHOOL: "school",
    FlyerKind.GP: "huisarts",
    FlyerKind.POSTER: "poster",
    FlyerKind.CARD: "kaartje",
    FlyerKind.REFERRAL: "verwijskaart",
    FlyerKind.VOLUNTEERS: "vrijwilligers",
}
TWO_SIDES = (FlyerKind.CARD, FlyerKind.REFERRAL)
MOST_IN_A_TABLE = 5  # initiatives side by side, in letters of 8 points or more; of more, half stand on a page more


def page_count(kind: FlyerKind, columns: int) -> int:
    """The pages of a flyer with so many initiatives."""
    return 1 + (kind in TWO_SIDES) + (kind is FlyerKind.REFERRAL and columns > MOST_IN_A_TABLE)


SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")  # the letters that the fonts of press.py have
