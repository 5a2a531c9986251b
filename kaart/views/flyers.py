"""The page with the flyers of a municipality, or of the whole country: each with its picture, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.paper import is_read_by_a_native_speaker, named_on_paper, valid_until
from kaart.model.site import Locality
from kaart.plan import Flyer
from kaart.schema.flyer_kinds import READERS, FlyerKind
from kaart.schema.flyer_words import FlyerTexts
from kaart.schema.records import Reader
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.reports import Report, report_of, report_of_place

PIXELS = {FlyerKind.CARD: (151, 107)}  # of the pictures that press.py makes
PIXELS_OF_A4 = (215, 304)
FOR_WHOM = {
    "school": N_("Voor een ouder, via school of de opvang."),
    "gp": N_("Voor een ouder, via de praktijk of het consultatiebureau."),
    "poster": N_("Voor aan de muur: in de wachtkamer, op school, in het buurthuis."),
    "card": N_("Voor een ouder die liever iets kleins meeneemt."),
    "referral": N_("Voor uzelf: wat past, en hoe u verwijst."),
    "volunteers": N_("Voor wie zelf een gezin wil helpen."),
}


@dataclass(frozen=True)
class FlyerEntry:
    """A flyer in the list. `until` says how long one of a municipality holds."""

    key: str
    name: Phrase
    for_whom: str
    what: str
    until: str
    href: str
    picture: str
    width: int
    height: int


@dataclass(frozen=True)
class OtherLanguage:
    """The flyers in another language, which is named in the language of the page and in itself."""

    code: str
    name: str
    own_name: str
    is_draft: bool
    flyers: tuple[Link, ...]


@dataclass(frozen=True)
class FlyersView:
    """All flyers of one place; the national ones lead to those of the municipalities.

    `is_draft` where nobody who speaks the language of the page from home has read them.
    """

    place: Link | None
    flyers: tuple[FlyerEntry, ...]
    is_draft: bool
    languages: tuple[OtherLanguage, ...]
    municipalities: tuple[Link, ...]
    municipalities_href: str | None
    national_href: str | None
    report: Report | None


def flyers(context: Context) -> tuple[Frame, FlyersView]:
    """The page with the flyers of a municipality, or with those of the whole country."""
    site, voice, page = context.site, context.voice, context.page
    slug = page.slug
    place = municipality_link(context, slug) if slug else None
    locality = site.localities[slug] if slug else None
    view = FlyersView(
        place=place,
        flyers=tuple(_entry(context, flyer, locality) for flyer in page.flyers),
        is_draft=_is_draft(context, page.language),
        languages=tuple(_other_languages(context)),
        municipalities=() if slug else tuple(_municipalities(context)),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        national_href=context.href(urls.FLYERS) if slug and not site.options.only else None,
        report=_report(context, locality),
    )
    description = voice._("Om te printen en mee te geven, of op te hangen. Elke flyer past op gewoon papier.")
    if place is None:
        return frame_of(context, voice._("Flyers"), description), view
    crumbs = () if site.options.only else (place,)
    title = voice._("Flyers voor %(place)s", place=place.label)
    return frame_of(context, title, description, crumbs, voice._("Flyers"), site.localities[slug].is_example), view


def _entry(context: Context, flyer: Flyer, locality: Locality | None) -> FlyerEntry:
    voice, content = context.voice, context.site.content
    texts: FlyerTexts = getattr(content.flyers, flyer.kind.value)
    paper = voice._("A6") if flyer.kind is FlyerKind.CARD else voice._("A4")
    if flyer.kind is FlyerKind.REFERRAL:
        paper = voice._("A4, twee kanten")
    until = valid_until(locality, context.site.today, READERS.get(flyer.kind, Reader.PARENT)) if locality else None
    width, height = PIXELS.get(flyer.kind, PIXELS_OF_A4)
    return FlyerEntry(
        key=flyer.kind.value,
        name=voice.phrase(texts.name),
        for_whom=voice._(FOR_WHOM[flyer.kind.value]),
        what=voice._(
            "PDF, %(language)s, %(paper)s, %(size)s KB",
            language=voice.name_of(voice.code),
            paper=paper,
            size=voice.number(max(1, round(context.sheets[flyer] / 1000))),
        ),
        until=voice._("Geldig tot %(day)s.", day=voice.day(until)) if until else "",
        href=context.root + quote(flyer.pdf),
        picture=context.root + quote(flyer.picture),
        width=width,
        height=height,
    )


def _is_draft(context: Context, language: str) -> bool:
    return not is_read_by_a_native_speaker(context.site, language)


def _other_languages(context: Context) -> Iterator[OtherLanguage]:
    """The same flyers in the other languages: each kind by its name in the language of who looks for it."""
    for code, voice in context.site.voices.items():
        if code == context.page.language:
            continue
        made = {kind: context.plan.flyer(context.page.address, code, kind) for kind in FlyerKind}
        links = tuple(
            Link(
                context.voice.phrase(getattr(context.site.content.flyers, kind.value).name),
                context.root + quote(flyer.pdf),
            )
            for kind, flyer in made.items()
            if flyer
        )
        if links:
            name = context.voice.name_of(code)
            yield OtherLanguage(code, name[:1].upper() + name[1:], voice.own_name, _is_draft(context, code), links)


def _municipalities(context: Context) -> Iterator[Link]:
    """The municipalities that have flyers of their own."""
    for locality in context.site.real_localities():
        address = urls.flyers(context.site.municipality_address(locality.area.slug))
        if context.has(address):
            yield Link(locality.area.name, context.href(address))


def _report(context: Context, locality: Locality | None) -> Report | None:
    if locality is None:
        label = context.voice._("De initiatieven")
        return report_of(
            context, "landelijke flyers", context.page.origin, (), (Link(label, context.href(urls.INITIATIVES)),)
        )
    calls = named_on_paper(locality, Reader.PARENT, context.site.today)
    return report_of_place(context, locality, [call.contact for call in calls], what="flyers van ")
