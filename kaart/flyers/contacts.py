"""Whom to call on a flyer, or the way that leads to someone where no number is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaart.model.contacts import Call
from kaart.model.freshness import Freshness
from kaart.model.paper import named_on_paper
from kaart.model.site import Locality
from kaart.schema.flyer_kinds import READERS, FlyerKind
from kaart.schema.records import Reader
from kaart.views.shared.cells import Column
from kaart.views.shared.contacts import contact_checked, general_in_words
from kaart.views.shared.context import Context


@dataclass(frozen=True)
class Desk:
    """Whom to call: each line of it is there, or it is left out."""

    title: str
    name: str
    phone: str | None
    lines: tuple[str, ...]
    languages: str
    checked: str


@dataclass(frozen=True)
class SignUp:
    """Where an initiative takes applications."""

    name: str
    website: str


@dataclass(frozen=True)
class Route:
    """The way on where no number is known: it always leads to someone."""

    title: str
    sites: tuple[SignUp, ...]
    advice: str


def _website(context: Context, column: Column) -> str:
    """The site of an offer or else of its initiative, as people type it."""
    address = (column.offer.website if column.offer else None) or column.initiative.website
    return str(context.voice.apart(_as_typed(address)))


def _as_typed(address: str) -> str:
    """A web address as people type it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def calls_on(context: Context, kind: FlyerKind, locality: Locality | None) -> tuple[Call, ...]:
    """Whom a flyer names: the one to call first; the card for professionals has room for several."""
    return named_on_paper(locality, READERS.get(kind, Reader.PARENT), context.site.today)


def desk_on_paper(context: Context, call: Call, says_how_old: bool) -> Desk:
    """A desk in a few lines. Where it was not checked lately, the card for professionals says so."""
    voice, contact = context.voice, call.contact
    languages = voice.join(voice.name_of(code) for code in contact.languages) or voice._("niet bekend, vraag ernaar")
    checked = contact_checked(context, contact)
    is_shown = says_how_old or checked.freshness is not Freshness.STALE
    address = contact.address
    first = [voice._("Alleen op afspraak")] if contact.by_appointment else []  # days that pass are not for paper
    first += [str(voice.apart(contact.email))] if contact.email else []
    general = general_in_words(context, contact, call.initiative)
    lines = [general] if general else []
    if not contact.phone:
        lines += [_as_typed(contact.website)] if contact.website else []
        lines += [f"{address.street}, {address.postcode} {address.city}"] if address else []
    return Desk(
        title=voice._("Bel gerust") if contact.phone else voice._("Neem gerust contact op"),
        name=str(voice.apart(contact.name)),
        phone=str(voice.apart(contact.phone)) if contact.phone else None,
        lines=(*([" · ".join(first)] if first else []), *(str(voice.apart(line)) for line in lines)),
        languages=voice._("Talen: %(languages)s", languages=languages),
        checked=checked.label if is_shown else "",
    )


def route_of(context: Context, columns: Sequence[Column], label: str, locality: Locality | None) -> Route:
    """The way that leads to someone where no number is known."""
    voice = context.voice
    people = voice._("Of vraag het aan de huisarts, op het consultatiebureau of op school.")
    if locality:
        title = voice._("Aanmelden kan hier")
        advice = voice._("Alles over steun in %(place)s: %(address)s.", place=locality.area.name, address=label)
    else:
        title = voice._("Zoek wat er dichtbij is")
        advice = voice._("Vul de woonplaats in op %(address)s.", address=label)
    return Route(
        title=title,
        sites=tuple(SignUp(str(voice.apart(column.initiative.name)), _website(context, column)) for column in columns)
        if locality
        else (),
        advice=f"{advice} {people}",
    )
