"""Whom to call on a flyer. Where nobody is known, the flyer has room to type or write it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kaart.languages.voice import Voice
from kaart.model.contacts import Call, is_sure_on_paper, sure_until, whom_to_call
from kaart.model.site import Locality
from kaart.schema.flyer_kinds import READERS, FlyerKind
from kaart.schema.hours import WEEKDAYS
from kaart.schema.municipality import Contact
from kaart.schema.records import Reader
from kaart.views.shared.contacts import contact_checked, general_in_words
from kaart.views.shared.context import Context

LARGEST_CONTACTS = 5  # on the card for professionals
MOST_LANGUAGES = 4  # in one line
LONGEST_HOURS = 60  # in letters: what is more complicated stands on the page


@dataclass(frozen=True)
class Desk:
    """Whom to call: each line of it is there, or it is left out. `reached` is the number, or else mail or a site."""

    phone: str
    reached: str
    name: str
    lines: tuple[str, ...]
    languages: str
    checked: str


def _as_typed(address: str) -> str:
    """A web address as people type it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def calls_on(context: Context, kind: FlyerKind, locality: Locality | None) -> tuple[Call, ...]:
    """Whom a flyer names: the one to call first; the card for professionals has room for several.

    A flyer names the one for which it is made, if there is such a one.
    """
    reader, today = READERS.get(kind, Reader.PARENT), context.site.today
    calls = whom_to_call(locality, reader, today)
    if reader is Reader.PROFESSIONAL:
        return calls[:LARGEST_CONTACTS]
    return tuple(sorted(calls, key=lambda call: not is_sure_on_paper(call.contact, today))[:1])


def desk_on_paper(context: Context, call: Call) -> Desk:
    """A desk in a few lines; days on which it is closed pass, and are not for paper."""
    voice, contact = context.voice, call.contact
    address = contact.address
    where = f"{address.street}, {address.postcode} {address.city}" if address else ""
    site = _as_typed(contact.website) if contact.website else ""
    reached = contact.phone or contact.email or site or where
    lines = [voice._("Alleen op afspraak") if contact.by_appointment else hours_in_short(voice, contact)]
    lines += [str(voice.apart(each)) for each in (contact.email, where) if each and each != reached][:1]
    lines += [general_in_words(context, contact, call.initiative)]
    return Desk(
        phone=str(voice.apart(contact.phone)) if contact.phone else "",
        reached=str(voice.apart(reached)),
        name=str(voice.apart(contact.name)),
        lines=tuple(filter(None, lines)),
        languages=_languages(voice, contact),
        checked=contact_checked(context, contact).label,
    )


def _languages(voice: Voice, contact: Contact) -> str:
    """The languages of who answers: that of the flyer first."""
    found = sorted(contact.languages, key=lambda code: code != voice.code)
    return voice.join(voice.name_of(code) for code in found[:MOST_LANGUAGES])


def hours_in_short(voice: Voice, contact: Contact) -> str:
    """When somebody answers: days with the same hours together. Nothing where it is not known, or too much to say."""
    days = [(day, getattr(contact.hours, day, None)) for day in WEEKDAYS]
    said = []
    for hours, found in groupby(days, key=lambda each: each[1]):
        if hours:
            names = [voice.weekday(day) for day, _ in found]
            span = names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"
            said.append(f"{span} {voice.apart(hours.replace('-', '–'))}")
    line = ", ".join(said)
    return line if len(line) <= LONGEST_HOURS else ""


def validity(context: Context, contact: Contact | None) -> tuple[str, str]:
    """The day on which a contact was checked, and the day on which paper may not name it any more, as they are printed.

    Nothing where paper may not name it: a flyer that has it is a proof.
    """
    if contact is None or contact.checked_on is None or not is_sure_on_paper(contact, context.site.today):
        return "", ""
    days = (contact.checked_on, sure_until(contact))
    return f"{days[0]:%-d-%-m-%Y}", f"{days[1]:%-d-%-m-%Y}"
