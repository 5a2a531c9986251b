"""Pages that hold for the whole country."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.prose import FACTS_LINE
from kaart.plan import Kind
from kaart.schema.facts import label_of
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.source.register import sort_key
from kaart.views.compare import pair_links
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.facts import (
    FactView,
    FindingView,
    explained_fact,
    fact_view,
    facts_checked,
    finding_view,
)
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, links_to, municipality_link
from kaart.views.shared.long_texts import LongTextPart, best_prose, long_text, parts_of
from kaart.views.shared.profile import (
    FOR_OTHERS,
    Profile,
    WeekView,
    at_a_glance,
    glance_facts,
    profile_of,
    week_view,
)
from kaart.views.shared.reports import Report, report_of_initiatives
from kaart.views.signpost import SKIPPED, way_in


@dataclass(frozen=True)
class WayIn:
    """A start in a parent's words: the answer of the signpost that it gives, and the drawing in its window."""

    label: str
    text: str
    href: str
    drawing: str


@dataclass(frozen=True)
class Letter:
    """The municipalities whose name starts with a letter."""

    letter: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class HomeView:
    """The front page: where do you live, or what is going on; then what there is."""

    letters: tuple[Letter, ...]
    ways: tuple[WayIn, ...]
    others: tuple[Link, ...]
    cards: tuple[InitiativeCard, ...]
    places_href: str
    search_href: str


WAYS_IN = (  # the answer to the signpost's "what helps"; the words; the drawing
    ("rust", N_("Even een middag vrij"), N_("Uw kind heeft het ergens fijn, u komt op adem."), "rest"),
    ("opvoeden", N_("Iemand die met mij meedenkt"), N_("Over opvoeden, en wat dat van u vraagt."), "think-along"),
    ("veel", N_("Alles komt tegelijk"), N_("Post, geld, taal, school: samen beginnen."), "everything"),
    ("zelf", N_("Ik heb zelf klachten"), N_("Somber, angstig, of veel meegemaakt."), "self"),
    (SKIPPED, N_("Ik weet het niet"), N_("Een paar korte vragen wijzen de weg."), "not-sure"),
)


def home(context: Context) -> tuple[Frame, HomeView]:
    """The front page."""
    site, voice = context.site, context.voice
    real = list(site.real_localities())
    letters = tuple(
        Letter(letter, tuple(municipality_link(context, locality.area.slug) for locality in group))
        for letter, group in groupby(real, key=lambda locality: sort_key(locality.area.name)[0].upper())
    )
    others = (
        (voice._("professionals"), urls.PROFESSIONALS),
        (voice._("gemeenten"), urls.FOR_MUNICIPALITIES),
        (voice._("vrijwilligers"), urls.VOLUNTEERS),
    )
    view = HomeView(
        letters=letters,
        ways=tuple(
            WayIn(voice._(label), voice._(text), href, drawing)
            for answer, label, text, drawing in WAYS_IN
            if (href := way_in(context, answer))
        ),
        others=links_to(context, others),
        cards=tuple(initiative_card(context, slug) for slug in site.content.initiatives),
        places_href=context.href(urls.PLACES),
        search_href=context.href(urls.SEARCH),
    )
    return frame_of(context, voice.phrase(site.content.site.name), voice.phrase(site.content.site.tagline)), view


@dataclass(frozen=True)
class FactsTable:
    """A table of facts on some topics, within a long text: the facts themselves, so that they stand once."""

    labels: tuple[str, ...]
    rows: tuple[tuple[InitiativeCard, tuple[FactView, ...]], ...]


@dataclass(frozen=True)
class ProseBlock:
    """A part of a long text, and the table that follows it."""

    text: Markup
    table: FactsTable | None


@dataclass(frozen=True)
class ProseView:
    """A long text from content/pages."""

    blocks: tuple[ProseBlock, ...]
    parts: tuple[LongTextPart, ...]  # for parents and ways in: what is below a heading folds
    is_fallback: bool
    headings: tuple[tuple[str, str], ...]


def prose(context: Context) -> tuple[Frame, ProseView]:
    """A page written by authors."""
    html, is_fallback = best_prose(context, context.site.pages, context.page.slug)
    assert html
    texts = context.site.content.pages
    head = texts[(context.page.slug, SOURCE_LANGUAGE if is_fallback else context.page.language)].head
    assert head
    title, description = (context.voice.dutch(text) if is_fallback else text for text in (head.title, head.description))
    if head.reader is Reader.PARENT or context.page.kind is Kind.DOOR:
        parts = tuple(parts_of(context, html, is_fallback))
        return frame_of(context, title, description), ProseView((), parts, is_fallback, ())
    pieces = [*FACTS_LINE.split(html.html), ""]
    blocks = tuple(
        ProseBlock(long_text(context, text, is_fallback), _facts_table(context, topics.split()) if topics else None)
        for text, topics in zip(pieces[::2], pieces[1::2], strict=True)
    )
    return frame_of(context, title, description), ProseView(blocks, (), is_fallback, html.headings)


def _facts_table(context: Context, topics: list[str]) -> FactsTable:
    rows = tuple(
        (initiative_card(context, slug), tuple(fact_view(context, record, topic) for topic in topics))
        for slug, record in context.site.content.initiatives.items()
    )
    return FactsTable(tuple(context.voice._(label_of(topic)) for topic in topics), rows)


@dataclass(frozen=True)
class InitiativesView:
    """The initiatives side by side, by where the support is."""

    groups: tuple[tuple[str, str, tuple[InitiativeCard, ...]], ...]
    compare_href: str


def initiatives(context: Context) -> tuple[Frame, InitiativesView]:
    """The list of initiatives."""
    voice = context.voice
    cards = [initiative_card(context, slug) for slug in context.site.content.initiatives]
    labels = {
        "volunteer_home": voice._("Uw kind gaat naar een ander gezin"),
        "family_home": voice._("Iemand komt bij u thuis"),
        "unknown": voice._("Waar de steun is, is niet bekend"),
    }
    groups = tuple(
        (place, label, tuple(card for card in cards if (card.place or "unknown") == place))
        for place, label in labels.items()
    )
    title = voice._("De initiatieven")
    description = voice._("Wat de initiatieven doen, voor wie, en hoe u zich aanmeldt.")
    return frame_of(context, title, description), InitiativesView(
        tuple(group for group in groups if group[2]), context.href(urls.COMPARE)
    )


@dataclass(frozen=True)
class Here:
    """Whether the one municipality that the site is about has the initiative: the way to it, or none."""

    place: str
    offer: Link | None


def _here(context: Context, slug: str) -> Here | None:
    only = context.site.options.only
    if only is None:
        return None
    locality, name = context.site.localities[only], context.site.content.initiatives[slug].name
    label = context.voice._("%(initiative)s in %(place)s", initiative=name, place=locality.area.name)
    is_offered = any(offer.initiative == slug for offer in locality.current_offers)
    return Here(
        locality.area.name, Link(label, context.href(context.site.offer_address(only, slug))) if is_offered else None
    )


@dataclass(frozen=True)
class InitiativeView:
    """A profile: first what a parent asks, then what a professional and a municipality ask."""

    slug: str
    name: str
    colour_class: str
    summary: Phrase | str
    fits: Phrase | str
    website: str
    checked: str
    glance: tuple[Phrase | str, ...]
    glance_facts: tuple[FactView, ...]
    week: WeekView | None
    profile: Profile
    story: tuple[LongTextPart, ...]
    story_is_fallback: bool
    more: tuple[FactView, ...]
    referral: tuple[Phrase, ...]
    referral_cites: tuple[Cite, ...]
    evidence: tuple[FindingView, ...]
    reach: tuple[FindingView, ...]
    history: tuple[FindingView, ...]
    not_to_confuse: tuple[FindingView, ...]
    in_collective: bool
    owner: str
    owner_text: Phrase | None
    owner_cites: tuple[Cite, ...]
    offered_in: tuple[Link, ...]
    here: Here | None
    pairs: tuple[Link, ...]
    municipalities_href: str | None
    compare_href: str
    report: Report | None
    refer_href: str | None


def initiative(context: Context) -> tuple[Frame, InitiativeView]:
    """The national page of an initiative."""
    site, voice, slug = context.site, context.voice, context.page.slug
    record = site.content.initiatives[slug]

    def findings(group: str) -> tuple[FindingView, ...]:
        return tuple(finding_view(context, finding) for finding in getattr(record, group))

    html, is_fallback = best_prose(context, site.profiles, slug)
    offered = [
        locality
        for locality in site.real_localities()
        if any(offer.initiative == slug for offer in locality.current_offers)
        and site.options.only in (None, locality.area.slug)
    ]
    view = InitiativeView(
        slug=slug,
        name=record.name,
        colour_class=f"accent-{slug}",
        summary=explain(context, voice.phrase(record.summary)),
        fits=explain(context, voice.phrase(record.fits)),
        website=record.website,
        checked=facts_checked(context, [slug]),
        glance=at_a_glance(context, record),
        week=week_view(context, slug),
        profile=profile_of(context, slug),
        story=tuple(parts_of(context, html, is_fallback)) if html else (),
        story_is_fallback=is_fallback,
        glance_facts=glance_facts(context, slug),
        more=tuple(explained_fact(context, slug, topic) for topic in FOR_OTHERS),
        referral=tuple(voice.phrase(line) for line in record.referral),
        referral_cites=context.cite(record.referral_source),
        evidence=findings("evidence"),
        reach=findings("reach"),
        history=findings("history"),
        not_to_confuse=findings("not_to_confuse"),
        in_collective=record.in_collective,
        owner=record.owner.name,
        owner_text=voice.phrase(record.owner.text) if record.owner.text else None,
        owner_cites=context.cite(record.owner.source),
        offered_in=tuple(municipality_link(context, locality.area.slug) for locality in offered),
        here=_here(context, slug),
        pairs=pair_links(context, ((slug, other) for other in site.content.initiatives if other != slug)),
        municipalities_href=context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
        compare_href=context.href(urls.COMPARE),
        report=report_of_initiatives(context, [slug]),
        refer_href=context.href(sheet) if context.has(sheet := urls.refer_to_initiative(slug)) else None,
    )
    crumbs = [Link(voice._("De initiatieven"), context.href(urls.INITIATIVES))]
    return frame_of(context, record.name, voice.phrase(record.summary), crumbs), view
