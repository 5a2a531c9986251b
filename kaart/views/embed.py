"""Pages of a municipality for a frame on other sites, and the signpost in a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from kaart import urls
from kaart.model.site import Locality
from kaart.schema.flyer_kinds import FlyerKind
from kaart.views.embed_guide import TITLE
from kaart.views.shared.answers import FlyerRow, offers_title, row_of
from kaart.views.shared.cells import Column
from kaart.views.shared.contacts import ContactView
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.next_step import Near, NextStep, WayIn, near_of, way_in_of
from kaart.views.shared.offers import FlyersWay, OfferView, flyers_way, offer_view, refer_link
from kaart.views.signpost import SignpostView, signpost

SHORT_TOPICS = ("place", "ages", "frequency", "family_cost")
T = TypeVar("T")


@dataclass(frozen=True)
class Shown(Generic[T]):
    """Something that a frame shows with all of a municipality or with a part of it: `classes` name these parts."""

    value: T
    classes: str


@dataclass(frozen=True)
class EmbedPart:
    """A part that can be shown alone, by its word after the # of the address."""

    word: str
    title: str
    classes: str


@dataclass(frozen=True)
class EmbedView:
    """A municipality in a frame, and its parts. `names` are the heads of the rows of the comparison in short.

    `source_parts` has the classes of the parts that cite a source, by its key.
    """

    place: Link
    parts: tuple[EmbedPart, ...]
    next_steps: tuple[Shown[NextStep], ...]
    signpost: Link
    signpost_answers: str
    offers_title: str
    offers: tuple[OfferView, ...]
    offer_classes: str
    one_offer_classes: str
    names: tuple[str, ...]
    rows: tuple[FlyerRow, ...]
    compare_href: str | None
    near: tuple[Near, ...]
    contacts: tuple[ContactView, ...]
    contact_classes: str
    professional_contacts: tuple[Shown[ContactView], ...]
    professional_classes: str
    refer: Link | None
    flyers: tuple[Link, ...]
    flyers_way: FlyersWay | None
    source_parts: Mapping[str, str]
    source_classes: str


@dataclass(frozen=True)
class _Shown:
    """The content of one part of a municipality, or with no part of the whole."""

    way_in: WayIn
    offers: tuple[OfferView, ...]

    @property
    def cited(self) -> Iterator[Cite]:
        """The sources of it."""
        desks = (*self.way_in.next_step.desks, *self.way_in.contacts, *self.way_in.professional_contacts)
        yield from chain.from_iterable(each.cites for each in self.offers)
        yield from chain.from_iterable(desk.cites for desk in desks)


def embed(context: Context) -> tuple[Frame, EmbedView]:
    """A municipality: all of it, or by the address only its contacts or one of its initiatives."""
    site, voice, page = context.site, context.voice, context.page
    locality = site.localities[page.slug]
    place = locality.area.name
    offers = tuple(offer_view(context, locality, each) for each in locality.current_offers)
    shown = _shown_by_part(context, locality, offers)
    whole = shown[""]
    compared = locality.current_offers if len(offers) > 1 else ()
    records = site.content.initiatives
    columns = [Column(each.initiative, records[each.initiative], each) for each in compared]
    address = site.municipality_address(page.slug)
    professional = {word: each.way_in.professional_contacts for word, each in shown.items()}
    view = EmbedView(
        place=municipality_link(context, page.slug),
        parts=tuple(_parts(context, place, shown)),
        next_steps=_once({word: (each.way_in.next_step,) for word, each in shown.items()}),
        signpost=Link(voice._("Wat past bij ons?"), context.href(urls.EMBED_SIGNPOST)),
        signpost_answers=urls.answer_of_place(page.slug),
        offers_title=offers_title(context, locality) if offers else "",
        offers=offers,
        offer_classes=_classes_of(("", *(offer.slug for offer in offers))),
        one_offer_classes=_classes_of(offer.slug for offer in offers),
        names=tuple(column.initiative.name for column in columns),
        rows=tuple(row_of(context, topic, columns) for topic in SHORT_TOPICS) if columns else (),
        compare_href=context.href(urls.local_compare(address)) if compared else None,
        near=near_of(context, locality) if len(offers) < 2 else (),
        contacts=whole.way_in.contacts,
        contact_classes=_classes_of(word for word, each in shown.items() if each.way_in.contacts),
        professional_contacts=_once(professional),
        professional_classes=_classes_of(word for word, contacts in professional.items() if contacts),
        refer=refer_link(context, locality),
        flyers=tuple(_flyers(context)),
        flyers_way=flyers_way(context, locality),
        source_parts=_parts_by_source(shown),
        source_classes=_classes_of(word for word, each in shown.items() if any(each.cited)),
    )
    title = voice._(TITLE, place=place)
    return frame_of(context, title, title, is_example=locality.is_example), view


def _shown_by_part(context: Context, locality: Locality, offers: tuple[OfferView, ...]) -> dict[str, _Shown]:
    """The whole (with an empty word), then each part; there are none where nobody is known to call."""
    whole = _Shown(way_in_of(context, locality, offers), offers)
    step = whole.way_in.next_step
    if not (step.desks or offers):
        return {"": whole}
    ones = {offer.slug: _Shown(way_in_of(context, locality, (offer,), offer.slug), (offer,)) for offer in offers}
    return {"": whole, urls.CONTACTS_WORD: _Shown(whole.way_in, ()), **ones}


def _parts(context: Context, place: str, shown: Mapping[str, _Shown]) -> Iterator[EmbedPart]:
    for word, each in shown.items():
        if word == urls.CONTACTS_WORD:
            yield EmbedPart(word, context.voice._("Wie u in %(place)s kunt bellen", place=place), _classes_of([word]))
        elif word:
            name = each.offers[0].name
            title = context.voice._("%(initiative)s in %(place)s", initiative=name, place=place)
            yield EmbedPart(word, title, _classes_of([word]))


def _classes_of(words: Iterable[str]) -> str:
    """The classes by which a style shows something with the whole (an empty word), or with these parts."""
    return " ".join(("embed__part", *(f"of-{word}" if word else "in-all" for word in words)))


def _once(shown: Mapping[str, Iterable[T]]) -> tuple[Shown[T], ...]:
    """Each thing once, in the order in which it is first shown, with the classes of all that show it."""
    words: dict[T, list[str]] = {}
    for word, things in shown.items():
        for thing in things:
            words.setdefault(thing, []).append(word)
    return tuple(Shown(thing, _classes_of(found)) for thing, found in words.items())


def _parts_by_source(shown: Mapping[str, _Shown]) -> dict[str, str]:
    sources = {word: dict.fromkeys(cite.key for cite in each.cited) for word, each in shown.items()}
    return {each.value: each.classes for each in _once(sources)}


def _flyers(context: Context) -> Iterator[Link]:
    """The flyers of the municipality in the language of the page."""
    address = urls.flyers(context.site.municipality_address(context.page.slug))
    words = context.site.content.flyers
    for kind in FlyerKind:
        flyer = context.plan.flyer(address, context.page.language, kind)
        if flyer:
            yield Link(context.voice.phrase(getattr(words, kind.value).name), context.root + flyer.pdf)


@dataclass(frozen=True)
class EmbedSignpostView:
    """The signpost in a frame, for the municipality in its address. In `words` its name comes in place of {place}."""

    signpost: SignpostView
    municipalities: Link
    whole: Link
    words: Mapping[str, str]
    source_parts: Mapping[str, str]
    source_classes: str


def embed_signpost(context: Context) -> tuple[Frame, EmbedSignpostView]:
    """The questions about what fits, for the municipality that the address of the frame names."""
    voice = context.voice
    _, shown = signpost(context)
    words = {
        "back": voice._("Alles in %(place)s", place="{place}"),
        "place": voice._("Alles over steun in %(place)s op de sociale kaart", place="{place}"),
    }
    view = EmbedSignpostView(
        signpost=shown,
        municipalities=Link(voice._("Alle gemeenten"), context.href(urls.MUNICIPALITIES)),
        whole=Link(voice._("Deze vragen op een hele pagina"), context.href(urls.SIGNPOST)),
        words=words,
        source_parts={},
        source_classes="",
    )
    title = voice._("Wat past bij ons?")
    return frame_of(context, title, title), view
