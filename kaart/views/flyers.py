"""The page with the flyers of a municipality, or of the whole country: each with its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.plan import Flyer
from kaart.schema.flyer_kinds import FlyerKind
from kaart.schema.flyer_words import FlyerTexts
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link

PIXELS = {FlyerKind.CARD: (151, 107)}  # of the pictures that press.py makes
PIXELS_OF_A4 = (215, 304)


@dataclass(frozen=True)
class OtherLanguage:
    """The same flyer in another language."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class FlyerEntry:
    """A flyer in the list."""

    key: str
    name: Phrase
    what: str
    information: str
    href: str
    picture: str
    width: int
    height: int
    others: tuple[OtherLanguage, ...]


@dataclass(frozen=True)
class FlyersView:
    """All flyers of one place; the national ones lead to those of the municipalities."""

    place: Link | None
    flyers: tuple[FlyerEntry, ...]
    municipalities: tuple[Link, ...]
    municipalities_href: str | None
    national_href: str | None


def flyers(context: Context) -> tuple[Frame, FlyersView]:
    """The page with the flyers of a municipality, or with those of the whole country."""
    site, voice, page = context.site, context.voice, context.page
    slug = page.slug
    place = municipality_link(context, slug) if slug else None
    view = FlyersView(
        place=place,
        flyers=tuple(_entry(context, flyer) for flyer in page.flyers),
        municipalities=() if slug else tuple(_municipalities(context)),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        national_href=context.href(urls.FLYERS) if slug and not site.options.only else None,
    )
    description = voice._("Om te printen en mee te geven, of op te hangen. Elke flyer past op gewoon papier.")
    if place is None:
        return frame_of(context, voice._("Flyers"), description), view
    crumbs = () if site.options.only else (place,)
    title = voice._("Flyers voor %(place)s", place=place.label)
    return frame_of(context, title, description, crumbs, voice._("Flyers"), site.localities[slug].is_example), view


def _entry(context: Context, flyer: Flyer) -> FlyerEntry:
    voice, content = context.voice, context.site.content
    texts: FlyerTexts = getattr(content.flyers, flyer.kind.value)
    sheet = context.sheets[flyer]
    paper = voice._("A6") if flyer.kind is FlyerKind.CARD else voice._("A4")
    if flyer.kind is FlyerKind.REFERRAL:
        paper = voice._("A4, twee kanten")
    width, height = PIXELS.get(flyer.kind, PIXELS_OF_A4)
    return FlyerEntry(
        key=flyer.kind.value,
        name=voice.phrase(texts.name),
        what=voice._(
            "PDF, %(language)s, %(paper)s, %(size)s KB",
            language=voice.name_of(voice.code),
            paper=paper,
            size=voice.number(max(1, round(sheet.size / 1000))),
        ),
        information=sheet.information,
        href=context.root + quote(flyer.pdf),
        picture=context.root + quote(flyer.picture),
        width=width,
        height=height,
        others=tuple(_others(context, flyer)),
    )


def _others(context: Context, flyer: Flyer) -> Iterator[OtherLanguage]:
    """The same flyer in the other languages, each named in itself."""
    for code, voice in context.site.voices.items():
        other = context.plan.flyer(context.page.address, code, flyer.kind)
        if other and code != context.page.language:
            yield OtherLanguage(code, voice.own_name, context.root + quote(other.pdf))


def _municipalities(context: Context) -> Iterator[Link]:
    """The municipalities that have flyers of their own."""
    for locality in context.site.real_localities():
        address = urls.flyers(context.site.municipality_address(locality.area.slug))
        if context.has(address):
            yield Link(locality.area.name, context.href(address))
