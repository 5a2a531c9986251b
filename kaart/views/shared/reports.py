"""The way to tell that something on a page is wrong ("Klopt dit niet?"), filled in as far as the page knows it.

With an address of the editors that is a mail, in Dutch, as they read it; the choices stand in it in the language
of the page too, as the visitor takes away what does not fit. Without one it is who knows better. What the editors do
with it, and how soon, is their promise in `content/site.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kaart import urls
from kaart.languages.voice import N_
from kaart.model.site import Locality
from kaart.schema.fields import mail_link
from kaart.schema.municipality import Contact
from kaart.schema.phones import phone_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.register import FOLDER, SWITCHBOARDS
from kaart.views.shared.context import Context
from kaart.views.shared.facts import oldest_check
from kaart.views.shared.links import Link

MOST_WAYS = 3
CHOICES = (N_("Het nummer werkt niet"), N_("Het is verhuisd"), N_("Het is gestopt"), N_("Iets anders:"))


@dataclass(frozen=True)
class Report:
    """A mail to the editors with what they do with it, or where they have no address, who can be asked."""

    mail_href: str | None
    promise: str
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class Told:
    """Something that can be wrong: what it is, and when a person looked at it; `dated` is what a register says."""

    what: str
    checked_on: date | None
    dated: date | None = None

    @property
    def line(self) -> str:
        """It in Dutch, with its day."""
        if self.dated:
            return f"- {self.what}: volgens het register van {self.dated.isoformat()}"
        return f"- {self.what}: " + (
            f"nagekeken op {self.checked_on.isoformat()}" if self.checked_on else "niet nagekeken"
        )


def report_of(
    context: Context, name: str, file: str, told: Iterable[Told] = (), ways: Iterable[Link] = ()
) -> Report | None:
    """The way to tell what is wrong on a page about `name`, which is written in `file`; none in a frame of others."""
    if context.page.is_framed:
        return None
    site, voice = context.site, context.voice
    email, days = site.content.site.email, site.content.site.answer_within_days
    if email is None:
        by_href = {way.href: way for way in reversed(tuple(ways))}
        found = tuple(reversed(by_href.values()))[:MOST_WAYS]
        return Report(None, "", found or (Link(voice._("De initiatieven"), context.href(urls.INITIATIVES)),))
    promise = (
        voice.counted(
            "De redactie kijkt het na en antwoordt binnen %(number)s dag.",
            "De redactie kijkt het na en antwoordt binnen %(number)s dagen.",
            days,
        )
        if days
        else ""
    )
    lines = (
        "Wat klopt er niet? Laat staan wat past, en haal de rest weg.",
        *(f"- {choice}" for choice in _choices(context)),
        "",
        f"Over: {name} ({file})",
        *(each.line for each in told),
        f"Pagina: {site.base_url}{context.page.path}",
        f"Taal: {site.voices[SOURCE_LANGUAGE].name_of(voice.code)}",
    )
    return Report(mail_link(email, f"Klopt niet: {name}", lines), promise, ())


def _choices(context: Context) -> Iterator[str]:
    """The choices in Dutch, and in the language of the page."""
    for choice in CHOICES:
        own = context.voice._(choice)
        yield choice if own == choice else f"{choice} / {own}"


def report_of_initiatives(context: Context, slugs: Iterable[str], what: str = "") -> Report | None:
    """The same of the facts of initiatives in the whole country. `what` stands before their names, in Dutch."""
    records = {slug: context.site.content.initiatives[slug] for slug in slugs}
    name = what + ", ".join(record.name for record in records.values())
    told = (Told(f"landelijke feiten {record.name}", oldest_check([record])) for record in records.values())
    files = ", ".join(f"initiatives/{slug}.yaml" for slug in records)
    return report_of(context, name, files, told, (Link(record.name, record.website) for record in records.values()))


def report_of_place(
    context: Context, locality: Locality, contacts: Iterable[Contact], initiative: str = "", what: str = ""
) -> Report | None:
    """The same of a municipality with these contacts; with an initiative only of what is offered of that one.

    `what` stands before the name, in Dutch, where the page is about something of the municipality.
    """
    records, area = context.site.content.initiatives, locality.area
    offers = [each for each in locality.offers if initiative in ("", each.initiative)]
    found = tuple(contacts)
    switchboard = None if initiative and found else area.switchboard
    told = [Told(f"aanbod {records[each.initiative].name}", each.checked_on) for each in offers]
    told += [Told(" ".join(filter(None, ("contact", each.name, each.phone))), each.checked_on) for each in found]
    if switchboard:
        told.append(Told(f"Gemeente {area.name} {switchboard.phone}".strip(), None, switchboard.dated))
    ways = [Link(each.name, _way_to(each)) for each in found if not each.address or _way_to(each)]
    sites = ((records[each.initiative], each) for each in offers)
    ways += [Link(record.name, offer.website or record.website) for record, offer in sites]
    if area.switchboard:
        ways.append(Link(context.voice._("Gemeente %(place)s", place=area.name), area.switchboard.website))
    of_authors = urls.file_of_municipality(area.slug)
    name = what + (f"{records[initiative].name} in {area.name}" if initiative else f"gemeente {area.name}")
    return report_of(context, name, of_authors if locality.municipality else f"{FOLDER}/{SWITCHBOARDS}", told, ways)


def _way_to(contact: Contact) -> str:
    """The way to ask a desk; its number last, as that may be what is wrong."""
    mail = mail_link(contact.email) if contact.email else ""
    return contact.website or mail or (phone_link(contact.phone) if contact.phone else "")
