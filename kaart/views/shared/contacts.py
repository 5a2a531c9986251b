"""Desks that can be reached: numbers as links, hours and days on which they are closed in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kaart.languages.voice import N_, Phrase
from kaart.schema.fields import mail_link
from kaart.schema.hours import WEEKDAYS
from kaart.schema.municipality import Contact
from kaart.schema.phones import phone_link
from kaart.schema.records import Text
from kaart.source.register import Area, Switchboard
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.facts import OLD_CONTACT, OLD_NUMBER, Checked, checked_view, registered_view
from kaart.views.shared.made_once import made_once

PAID = "0900"
MAY_COST = N_("Dit is een 0900-nummer: bellen kan geld kosten.")
CLOSING_IS_NEAR = timedelta(weeks=2)


@dataclass(frozen=True)
class ClosingView:
    """Days on which a desk is closed, and why or who can be reached then."""

    days: str
    note: Phrase | None


@dataclass(frozen=True)
class ContactView:
    """A desk that can be reached."""

    kind: Phrase | str
    name: str
    phone: str | None
    phone_href: str | None
    email: str | None
    email_href: str | None
    website: str | None
    address: tuple[str, ...]
    hours: tuple[tuple[str, str], ...]
    is_by_appointment: bool
    closed: tuple[ClosingView, ...]
    languages: str
    general: str
    note: Phrase | str | None
    checked: Checked
    cites: tuple[Cite, ...]


def switchboard_view(context: Context, area: Area) -> ContactView | None:
    """What anybody can call or open in a municipality, with what it is: no helpline, but it knows the way."""
    found = area.switchboard
    if found is None:
        return None
    key = ("switchboard", area.slug)
    return made_once(context, key, lambda shared: _switchboard_view(shared, area, found), area.slug)


def _switchboard_view(context: Context, area: Area, found: Switchboard) -> ContactView:
    voice = context.voice
    if found.phone:
        kind = voice._("De telefooncentrale van de gemeente")
        ask = voice._("Vraag naar het team voor jeugd en gezin.")
        note = voice._(
            "Dit is geen hulplijn. Vraag of zij u doorverbinden. U mag eerst iets vragen zonder uw naam te zeggen."
        )
        note += f" {voice._(MAY_COST)}" if found.phone.startswith(PAID) else ""
    else:
        kind = voice._("De site van de gemeente")
        ask = voice._("Zoek daar naar: jeugd en gezin.")
        note = voice._("Wij hebben geen nummer dat zeker klopt. Kijk op de site welk nummer u kunt bellen.")
    return ContactView(
        kind=kind,
        name=voice._("Gemeente %(place)s", place=area.name),
        phone=found.phone or None,
        phone_href=phone_link(found.phone) if found.phone else None,
        email=None,
        email_href=None,
        website=found.website,
        address=(),
        hours=(),
        is_by_appointment=False,
        closed=(),
        languages="",
        general=ask,
        note=note,
        checked=registered_view(context, found),
        cites=(),
    )


def contact_view(context: Context, contact: Contact, initiative: str = "") -> ContactView:
    """A desk, with its number as a link and its hours in words. Of an offer it has the name of the initiative."""
    place = context.page.municipality
    if not place:
        return _contact_view(context, contact, initiative)
    key = ("contact", contact, initiative)
    return made_once(context, key, lambda shared: _contact_view(shared, contact, initiative), place)


def general_in_words(context: Context, contact: Contact, initiative: str) -> str:
    """That a number is of a whole organisation, and what to ask for there."""
    voice = context.voice
    if not contact.general:
        return ""
    if not initiative:
        return voice._("Dit is algemeen: van de hele organisatie.")
    name = context.site.content.initiatives[initiative].name
    return voice._("Dit is algemeen: van de hele organisatie. Vraag naar %(name)s.", name=name)


def _contact_view(context: Context, contact: Contact, initiative: str) -> ContactView:
    voice = context.voice
    address = contact.address
    hours = [
        (voice.weekday(day), hours.replace("-", "–"))
        for day in WEEKDAYS
        if (hours := getattr(contact.hours, day, None))
    ]
    return ContactView(
        kind=voice.phrase(context.site.content.terms[contact.kind].label),
        name=contact.name,
        phone=contact.phone,
        phone_href=phone_link(contact.phone) if contact.phone else None,
        email=contact.email,
        email_href=mail_link(contact.email) if contact.email else None,
        website=contact.website,
        address=(address.street, f"{address.postcode} {address.city}") if address else (),
        hours=tuple(hours),
        is_by_appointment=contact.by_appointment,
        closed=closings_near(context, contact),
        languages=voice.join(voice.name_of(code) for code in contact.languages),
        general=general_in_words(context, contact, initiative),
        note=voice.phrase(contact.note) if contact.note else None,
        checked=contact_checked(context, contact, contact.checked_by),
        cites=context.cite(contact.source),
    )


def contact_checked(context: Context, contact: Contact, checked_by: Text | None = None) -> Checked:
    """How fresh a desk is, in words."""
    return checked_view(context, contact.checked_on, checked_by, OLD_NUMBER if contact.phone else OLD_CONTACT)


def closings_near(context: Context, contact: Contact) -> tuple[ClosingView, ...]:
    """The days on which a desk is closed, from two weeks before the first until the last."""
    voice, today = context.voice, context.site.today
    near = []
    for closing in sorted(contact.closed, key=lambda closing: closing.first_day):
        if today.is_within(closing.first_day - CLOSING_IS_NEAR, closing.until):
            first, last = voice.day(closing.first_day), voice.day(closing.until)
            if closing.first_day == closing.until:
                days = voice._("Gesloten op %(day)s.", day=first)
            else:
                days = voice._("Gesloten van %(first)s tot en met %(last)s.", first=first, last=last)
            near.append(ClosingView(days, voice.phrase(closing.note) if closing.note else None))
    return tuple(near)
