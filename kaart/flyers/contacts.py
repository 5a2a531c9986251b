"""Whom to call on a flyer. Where nobody is known, the flyer has room to type or write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from kaart.languages.voice import Voice
from kaart.model.contacts import Call
from kaart.model.freshness import AGING_DAYS
from kaart.model.paper import named_on_paper, valid_until
from kaart.model.site import Locality
from kaart.schema.flyer_kinds import READERS, FlyerKind
from kaart.schema.hours import WEEKDAYS
from kaart.schema.municipality import Contact
from kaart.schema.records import Reader
from kaart.views.shared.contacts import contact_checked, general_in_words
from kaart.views.shared.context import Context

LONGEST_HOURS = 60  # in letters: what is more complicated stands on the page


@dataclass(frozen=True)
class Desk:
    """Whom to call: each line of it is there, or it is left out. `reached` is the number, or else mail or a site.

    `is_other_language`: it is known which languages they speak, and that of the flyer is not one of them.
    """

    phone: str
    reached: str
    name: str
    lines: tuple[str, ...]
    languages: str
    is_other_language: bool
    checked: str


def _as_typed(address: str) -> str:
    """A web address as people type it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def calls_on(context: Context, kind: FlyerKind, locality: Locality | None) -> tuple[Call, ...]:
    """Whom a flyer names: the one to call first; the card for professionals has room for several."""
    return named_on_paper(locality, READERS.get(kind, Reader.PARENT), context.site.today)


def desk_on_paper(context: Context, call: Call) -> Desk:
    """A desk in a few lines; days on which it is closed pass, and are not for paper."""
    voice, contact = context.voice, call.contact
    address = contact.address
    where = f"{address.street}, {address.postcode} {address.city}" if address else ""
    site = _as_typed(contact.website) if contact.website else ""
    reached = contact.phone or contact.email or site or where
    lines = [voice._("Alleen op afspraak") if contact.by_appointment else hours_in_short(voice, contact)]
    lines += [] if contact.phone else [str(voice.apart(each)) for each in (site, where) if each and each != reached][:1]
    if call.is_of_offer and context.page.slug and len(context.site.localities[context.page.slug].current_offers) > 1:
        about = context.site.content.initiatives[call.initiative].name
        lines += [str(voice.apart(about))] * (about.casefold() not in contact.name.casefold())
    lines += [general_in_words(context, contact, call.initiative)]
    return Desk(
        phone=str(voice.apart(contact.phone)) if contact.phone else "",
        reached=str(voice.apart(reached)),
        name=str(voice.apart(contact.name)),
        lines=tuple(filter(None, lines)),
        languages=_languages(voice, contact),
        is_other_language=bool(contact.languages) and voice.code not in contact.languages,
        checked=contact_checked(context, contact).label,
    )


def _languages(voice: Voice, contact: Contact) -> str:
    """The languages of who answers: that of the flyer first."""
    found = sorted(contact.languages, key=lambda code: code != voice.code)
    return voice.join(voice.name_of(code) for code in found)


def hours_in_short(voice: Voice, contact: Contact) -> str:
    """When somebody answers: days with the same hours together. Nothing where it is not known, or too much to say."""
    days = [(day, getattr(contact.hours, day, None)) for day in WEEKDAYS]
    said = []
    for hours, found in groupby(days, key=lambda each: each[1]):
        if hours:
            names = [voice.weekday(day) for day, _ in found]
            span = names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"
            said.append(f"{span} {voice.apart(hours.replace('-', '–'))}")
    line = ("، " if voice.direction == "rtl" else ", ").join(said)
    return line if len(line) <= LONGEST_HOURS else ""


def validity(context: Context, kind: FlyerKind, locality: Locality | None) -> tuple[str, str]:
    """The day on which whom it names was checked, and the day from which a flyer holds no more, as they are printed.

    Nothing for the whole country, where it names nobody, and for a proof, which holds on no day.
    """
    until = valid_until(locality, context.site.today, READERS.get(kind, Reader.PARENT)) if locality else None
    if until is None:
        return "", ""
    checked = until - timedelta(days=AGING_DAYS)
    return f"{checked:%-d-%-m-%Y}", f"{until:%-d-%-m-%Y}"
