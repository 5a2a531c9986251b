"""The words of a flyer in one language. A flyer in another language has them twice: for the parent, and in Dutch for
who hands it over, so that two people can point at the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaart.languages.voice import N_, Voice
from kaart.model.facts import fact_that_holds
from kaart.schema.facts import EuroRange, Place
from kaart.schema.flyer_kinds import FlyerKind
from kaart.schema.flyer_words import FlyerPicture, Flyers, FlyerTexts
from kaart.schema.records import Record, Text
from kaart.views.shared.answers import Words
from kaart.views.shared.cells import Column

Reassurance = str  # a key of `Reassurances`, and the name of its drawing


@dataclass(frozen=True)
class Moment:
    """A moment with a family in words: what else it gives, and what is drawn, for who does not see it."""

    text: Words
    also: Words
    alt: Words


@dataclass(frozen=True)
class Said:
    """All words of a flyer in one language. `texts` are those of its kind in `content/flyers.yaml`.

    `say` is for who calls; `near` stands below the QR code.
    """

    kicker: str
    words: dict[str, object]
    texts: dict[str, object]
    picture: Moment
    reassurances: tuple[Words, ...]
    say: Words
    near: Words


def said_in(
    voice: Voice, flyers: Flyers, kind: FlyerKind, place: str, picture: FlyerPicture, keys: Sequence[Reassurance]
) -> Said:
    """The words of a flyer in the language of a voice."""
    texts: FlyerTexts = getattr(flyers, kind.value)
    own = flyers.volunteers if kind is FlyerKind.VOLUNTEERS else None
    return Said(
        kicker=kicker(voice, kind, place),
        words=worded(voice, flyers.words),
        texts=worded(voice, texts),
        picture=Moment(
            text=voice.phrase(own.picture if own else picture.text),
            also=voice.phrase(picture.also),
            alt=voice.phrase(picture.alt),
        ),
        reassurances=tuple(voice.phrase(getattr(flyers.reassurances, key)) for key in keys),
        say=voice.phrase(own.say if own else flyers.say),
        near=voice.phrase(own.near if own else flyers.words.near),
    )


def worded(voice: Voice, record: Record) -> dict[str, object]:
    """The texts of a record by their keys; what is no text is left out."""
    found = {key: _worded(voice, getattr(record, key)) for key in type(record).model_fields if key != "source"}
    return {key: value for key, value in found.items() if value is not None}


def _worded(voice: Voice, value: object) -> object:
    match value:
        case Text():
            return voice.phrase(value)
        case Record():
            return worded(voice, value)
        case tuple():
            return tuple(_worded(voice, each) for each in value)
    return None


def kicker(voice: Voice, kind: FlyerKind, place: str) -> str:
    """For whom a flyer is, and where."""
    match kind:
        case FlyerKind.REFERRAL:
            words = (
                N_("Voor school, huisarts en wijkteam in %(place)s")
                if place
                else N_("Voor school, huisarts en wijkteam")
            )
        case FlyerKind.VOLUNTEERS:
            words = N_("Vrijwilliger worden in %(place)s") if place else N_("Vrijwilliger worden")
        case _:
            words = N_("Steun voor gezinnen in %(place)s") if place else N_("Steun voor gezinnen")
    return voice._(words, place=place)


def picture_of(flyers: Flyers, kind: FlyerKind, offered: Sequence[Column]) -> tuple[str, FlyerPicture]:
    """The picture of a flyer and the name of its drawing: one of what is offered, so that paper promises nothing else.

    Via the doctor it is the one at home, elsewhere the one with another family, where that is offered.
    """
    places = [_place_of(column) for column in offered]
    is_at_home = kind is FlyerKind.GP
    wanted, other = Place.FAMILY_HOME, Place.VOLUNTEER_HOME
    if not is_at_home:
        wanted, other = other, wanted
    if wanted not in places and other in places:
        is_at_home = not is_at_home
    return ("home", flyers.pictures.home) if is_at_home else ("away", flyers.pictures.away)


def _place_of(column: Column) -> Place | None:
    fact = fact_that_holds(column.initiative, column.offer, "place")[0]
    return fact.value if fact else None


def reassurances_of(kind: FlyerKind, offered: Sequence[Column]) -> tuple[Reassurance, ...]:
    """Three things that take away a worry. That it is free only where that is known of all that is there."""
    middle, instead = ("beside", "meet") if kind is FlyerKind.GP else ("meet", "beside")
    costs = [fact_that_holds(column.initiative, column.offer, "family_cost")[0] for column in offered]
    is_free = bool(costs) and all(cost is not None and cost.value == EuroRange(min=0, max=0) for cost in costs)
    return ("decide", middle, "free" if is_free else instead)
