"""Desks that can be reached: numbers as links, hours and days on which they are closed in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from kaart.languages.voice import Phrase
from kaart.model.freshness import Freshness
from kaart.schema.fields import mail_link
from kaart.schema.hours import WEEKDAYS
from kaart.schema.municipality import Contact
from kaart.schema.phones import phone_link
from kaart.schema.records import Text
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.facts import Checked, checked_view
from kaart.views.shared.made_once import made_once

CLOSING_IS_NEAR = timedelta(weeks=2)


@dataclass(frozen=True)
class ClosingView:
    """Days on which a desk is closed, and why or who can be reached then."""

    days: str
    note: Phrase | None


@dataclass(frozen=True)
class ContactView:
    """A desk that can be reached."""

    kind: Phrase
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
    note: Phrase | None
    checked: Checked
    cites: tuple[Cite, ...]


def contact_view(context: Context, contact: Contact) -> ContactView:
    """A desk, with its number as a link and its hours in words."""
    place = context.page.municipality
    if not place:
        return _contact_view(context, contact)
    return made_once(context, ("contact", contact), lambda shared: _contact_view(shared, contact), place)


def _contact_view(context: Context, contact: Contact) -> ContactView:
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
        note=voice.phrase(contact.note) if contact.note else None,
        checked=contact_checked(context, contact, contact.checked_by),
        cites=context.cite(contact.source),
    )


def contact_checked(context: Context, contact: Contact, checked_by: Text | None = None) -> Checked:
    """How fresh a desk is, in words. Who should ask first does not read "call first" where there is no number."""
    checked = checked_view(context, contact.checked_on, checked_by)
    if checked.freshness is Freshness.STALE and not contact.phone:
        return replace(checked, label=context.voice._("niet recent gecontroleerd, vraag het eerst na"))
    return checked


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
