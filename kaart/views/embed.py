"""Pages for a frame on other sites, and the page where a municipality finds the code for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import N_
from kaart.model.contacts import whom_to_call
from kaart.model.site import Locality
from kaart.schema.fields import mail_link
from kaart.schema.flyer_kinds import FlyerKind
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.views.local import Near, NextStep, StepKind, WayIn, near_of, way_in_of
from kaart.views.shared.answers import FlyerRow, offers_title, row_of
from kaart.views.shared.cells import Column
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.parts import ContactView, OfferView, flyers_link, offer_view
from kaart.views.signpost import SignpostView, signpost

TITLE = N_("Steun voor gezinnen in %(place)s")
SIGNPOST_WORD = urls.SIGNPOST.rstrip("/")  # of the frame with questions, on the page for municipalities
SHORT_TOPICS = ("place", "ages", "frequency", "family_cost")
FIXED_HEIGHT = 900  # pixels of a frame that cannot grow: what does not fit scrolls inside it
SANDBOX = (  # a flyer is a download, and a page in a new tab is no part of the frame any more
    "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
LINK_CODE = Markup('<a href="{page}" lang="{language}">{title}</a>')
FRAME_CODE = (
    Markup(
        '<iframe class="sociale-kaart" src="{embed}" title="{title}" lang="{language}"\n'
        '  width="100%" height="{height}" loading="lazy" referrerpolicy="no-referrer"\n'
        '  sandbox="{sandbox}"></iframe>\n<p>'
    )
    + LINK_CODE
    + Markup("</p>")
)
SCRIPT_CODE = Markup('<script src="{script}"\n  integrity="{integrity}"\n  crossorigin="anonymous" defer></script>')
CODES = {  # what can be copied
    "folder": Markup("python build.py build --only {slug} --out {slug}/"),
    "link": LINK_CODE,
    "frame": FRAME_CODE,
    "growing": Markup("\n").join((FRAME_CODE, SCRIPT_CODE)),
}


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
    flyers: tuple[Link, ...]
    flyers_link: Link | None
    how_href: str
    source_parts: Mapping[str, str]
    source_classes: str


@dataclass(frozen=True)
class _Shown:
    """What is shown of a municipality by one part, or with no part by the whole."""

    way_in: WayIn
    offers: tuple[OfferView, ...]

    @property
    def cited(self) -> Iterator[Cite]:
        """The sources of it."""
        contact = self.way_in.next_step.contact
        desks = (*self.way_in.contacts, *self.way_in.professional_contacts, *((contact,) if contact else ()))
        for each in (*self.offers, *desks):
            yield from each.cites


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
        flyers=tuple(_flyers(context)),
        flyers_link=flyers_link(context, locality),
        how_href=context.how_href(),
        source_parts=_parts_by_source(shown),
        source_classes=_classes_of(word for word, each in shown.items() if any(each.cited)),
    )
    title = voice._(TITLE, place=place)
    return frame_of(context, title, title, is_example=locality.is_example), view


def _shown_by_part(context: Context, locality: Locality, offers: tuple[OfferView, ...]) -> dict[str, _Shown]:
    """What the whole shows (with an empty word), then each part; there are none where nobody is known to call."""
    whole = _Shown(_way_in(context, locality, offers), offers)
    if whole.way_in.next_step.kind is StepKind.ASK:
        return {"": whole}
    ones = {offer.slug: _Shown(_way_in(context, locality, (offer,), offer.slug), (offer,)) for offer in offers}
    return {"": whole, urls.CONTACTS_WORD: _Shown(whole.way_in, ()), **ones}


def _way_in(context: Context, locality: Locality, offers: tuple[OfferView, ...], initiative: str = "") -> WayIn:
    """Whom to call; a step that shows a number shows no offers, so it is the same for more than one part."""
    way_in = way_in_of(context, locality, offers, initiative)
    step = way_in.next_step
    is_same = step.kind is StepKind.CALL
    return replace(way_in, next_step=replace(step, offers=(), names="", is_checked=True)) if is_same else way_in


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


@dataclass(frozen=True)
class EmbedTarget:
    """A municipality that can be shown: its name, the initiatives there, whether a parent can reach somebody, the sites
    that may show it, and its ZIP.
    """

    slug: str
    name: str
    initiatives: tuple[str, ...]
    has_contacts: bool
    hosts: tuple[str, ...]
    folder: str


@dataclass(frozen=True)
class Code:
    """A text to copy: that for the choice that is shown first, and the same with the names of what changes."""

    key: str
    text: str
    pattern: str


@dataclass(frozen=True)
class PartChoice:
    """A part that can be chosen: its word, its words for people, and its address with {slug} for the municipality.

    `where` says which municipalities have it: an initiative, `contacts`, or each.
    """

    word: str
    label: str
    address: str
    where: str = ""


@dataclass(frozen=True)
class EmbedGuideView:
    """The ways to show a municipality, with the codes for `shown`, and what can be chosen."""

    choices: tuple[EmbedTarget, ...]
    shown: EmbedTarget
    parts: tuple[PartChoice, ...]
    initiatives: tuple[PartChoice, ...]
    languages: tuple[tuple[str, str], ...]
    titles: Mapping[str, str]
    codes: Mapping[str, Code]
    base_url: str
    preview_href: str
    municipalities_href: str
    accessibility_href: str
    editors_href: str


def embed_guide(context: Context) -> tuple[Frame, EmbedGuideView]:
    """Where a municipality chooses what it shows, and copies the code."""
    site, voice = context.site, context.voice
    choices = tuple(_choice(context, slug, locality) for slug, locality in site.localities.items())
    shown = next((each for each in choices if site.localities[each.slug].is_example), choices[0])
    titles = {code: each._(TITLE, place="{place}") for code, each in site.voices.items()}
    own = urls.embed(urls.municipality("{slug}"))
    questions = f"{urls.EMBED_SIGNPOST}#{urls.answer_of_place('{slug}')}"
    view = EmbedGuideView(
        choices=choices,
        shown=shown,
        parts=(
            PartChoice("", voice._("Alles van de gemeente"), own),
            PartChoice(
                urls.CONTACTS_WORD, voice._("Alleen wie u kunt bellen"), f"{own}#{urls.CONTACTS_WORD}", "contacts"
            ),
            PartChoice(SIGNPOST_WORD, voice._("Alleen de vragen: wat past bij ons?"), questions),
        ),
        initiatives=tuple(
            PartChoice(slug, each.name, f"{own}#{slug}", slug) for slug, each in site.content.initiatives.items()
        ),
        languages=tuple((code, each.own_name) for code, each in site.voices.items()),
        titles=titles,
        codes={code.key: code for code in _codes(context, shown, titles[SOURCE_LANGUAGE])},
        base_url=site.base_url,
        preview_href=context.href(urls.embed(site.municipality_address(shown.slug)), SOURCE_LANGUAGE),
        municipalities_href=context.href(urls.MUNICIPALITIES),
        accessibility_href=context.href(urls.ACCESSIBILITY),
        editors_href=mail_link(email) if (email := site.content.site.email) else context.href(urls.FOR_MUNICIPALITIES),
    )
    description = voice._("Kies uw gemeente en kopieer wat u nodig heeft. Zonder cookies, en in uw eigen huisstijl.")
    crumbs = [Link(voice._("Voor gemeenten"), context.href(urls.FOR_MUNICIPALITIES))]
    return frame_of(context, voice._("Onze pagina in uw site"), description, crumbs, voice._("Insluiten")), view


def _choice(context: Context, slug: str, locality: Locality) -> EmbedTarget:
    record = locality.municipality
    folder = context.plan.folders.get(slug)
    return EmbedTarget(
        slug=slug,
        name=locality.area.name,
        initiatives=tuple(each.initiative for each in locality.current_offers),
        has_contacts=bool(locality.current_offers or whom_to_call(locality, Reader.PARENT, context.site.today)),
        hosts=record.embed_on if record else (),
        folder=context.root + folder if folder else "",
    )


def _codes(context: Context, shown: EmbedTarget, title: str) -> Iterator[Code]:
    """Each code that can be copied. It has no style or script inside, which a strict site would refuse."""
    base_url, address = context.site.base_url, context.site.municipality_address(shown.slug)
    values = {
        "slug": shown.slug,
        "page": base_url + address,
        "embed": base_url + urls.embed(address),
        "title": title.replace("{place}", shown.name),
        "language": SOURCE_LANGUAGE,
    }
    fixed = {
        "height": FIXED_HEIGHT,
        "sandbox": SANDBOX,
        "script": base_url + urls.EMBED_SCRIPT,
        "integrity": context.script_integrity,
    }
    names = {name: f"{{{name}}}" for name in values}  # embed-guide.js fills them in
    for key, code in CODES.items():
        text, pattern = code.format(**values, **fixed), code.format(**names, **fixed)
        yield Code(key, str(text), str(pattern))  # on this page they are words, no HTML
