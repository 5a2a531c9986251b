"""The kinds of flyers, as values: who each is for, and the files that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kaart.model import Reader


class FlyerKind(StrEnum):
    """The kinds of flyers; each has words in `content/flyers.yaml` and a template in `templates/flyers/`."""

    SCHOOL = "school"
    GP = "gp"
    POSTER = "poster"
    CARD = "card"
    REFERRAL = "referral"
    VOLUNTEERS = "volunteers"
    COMPARISON = "comparison"


WITH_TABLE = (FlyerKind.COMPARISON, FlyerKind.REFERRAL)
READERS = {FlyerKind.REFERRAL: Reader.PROFESSIONAL, FlyerKind.VOLUNTEERS: Reader.VOLUNTEER}  # else for parents
DUTCH_WORDS = {  # in the names of files, which are for ever
    FlyerKind.SCHOOL: "school",
    FlyerKind.GP: "huisarts",
    FlyerKind.POSTER: "poster",
    FlyerKind.CARD: "kaartje",
    FlyerKind.REFERRAL: "verwijskaart",
    FlyerKind.VOLUNTEERS: "vrijwilligers",
    FlyerKind.COMPARISON: "vergelijking",
}
MOST_IN_A_TABLE = 5  # initiatives side by side, in letters of 8 points or more; of more, half stand on a page more


def page_count(kind: FlyerKind, columns: int) -> int:
    """The pages of a flyer with so many initiatives."""
    return (2 if kind is FlyerKind.REFERRAL else 1) + (kind in WITH_TABLE and columns > MOST_IN_A_TABLE)


@dataclass(frozen=True)
class Flyer:
    """A flyer in one language: the addresses of the PDF and of its picture, from the root of the site."""

    kind: FlyerKind
    pdf: str
    picture: str


@dataclass(frozen=True)
class Sheet:
    """What became of a flyer: how old its information is, in words, and the size of its PDF in bytes."""

    information: str
    size: int


@dataclass(frozen=True)
class Bundle:
    """A ZIP file with all flyers for one desk, in every language: its address, and the addresses of the PDFs in it."""

    word: str
    address: str
    members: tuple[str, ...]


SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")  # the letters that the fonts of press.py have
BUNDLES = {  # the Dutch word in the name of the file, and what is in it
    "school": (FlyerKind.SCHOOL, FlyerKind.POSTER, FlyerKind.REFERRAL),
    "huisartsenpraktijk": (FlyerKind.GP, FlyerKind.CARD, FlyerKind.REFERRAL),
}
