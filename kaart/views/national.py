"""Pages that hold for the whole country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kaart import urls
from kaart.facts import TOPICS
from kaart.fields import phone_link
from kaart.languages import Phrase
from kaart.model import Reader, SafetyNumber
from kaart.register import sort_key
from kaart.views.context import Cite, Context, Frame, Link, SourceLine
from kaart.views.parts import (
    FactView,
    FindingView,
    InitiativeCard,
    fact_view,
    finding_view,
    initiative_card,
    municipality_link,
)


@dataclass(frozen=True)
class Door:
    """A way in for one kind of visitor."""

    reader: Reader
    title: str
    text: str
    href: str


@dataclass(frozen=True)
class Letter:
    """The municipalities whose name starts with a letter."""

    letter: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class HomeView:
    """The front page: who are you, where do you live, what is there."""

    letters: tuple[Letter, ...]
    doors: tuple[Door, ...]
    cards: tuple[InitiativeCard, ...]
    how_href: str
    compare_href: str
    municipality_count: int
    offered_count: int


def home(context: Context) -> tuple[Frame, HomeView]:
    """The front page."""
    site, voice = context.site, context.voice
    real = list(site.real_localities())
    letters = tuple(
        Letter(letter, tuple(municipality_link(context, locality.area.slug) for locality in group))
        for letter, group in groupby(real, key=lambda locality: sort_key(locality.area.name)[0].upper())
    )
    doors = (
        Door(Reader.PARENT, voice._("Ik ben ouder"), voice._("Wat er gebeurt als u belt"), urls.HOW_IT_WORKS),
        Door(
            Reader.PROFESSIONAL,
            voice._("Ik verwijs gezinnen"),
            voice._("Welk initiatief past, in twee minuten"),
            urls.PROFESSIONALS,
        ),
        Door(
            Reader.MUNICIPALITY,
            voice._("Ik werk bij een gemeente"),
            voice._("Wat het vraagt en wat het geeft"),
            urls.FOR_MUNICIPALITIES,
        ),
        Door(
            Reader.VOLUNTEER,
            voice._("Ik wil helpen"),
            voice._("Een gezin bij u in de buurt"),
            urls.VOLUNTEERS,
        ),
    )
    view = HomeView(
        letters=letters,
        doors=tuple(
            Door(door.reader, door.title, door.text, context.href(door.href))
            for door in doors
            if context.has(door.href)
        ),
        cards=tuple(initiative_card(context, slug) for slug in site.content.initiatives),
        how_href=context.href(urls.HOW_IT_WORKS if context.has(urls.HOW_IT_WORKS) else urls.INITIATIVES),
        compare_href=context.href(urls.COMPARE),
        municipality_count=len(real),
        offered_count=sum(1 for locality in real if locality.current_offers),
    )
    return context.frame(voice.phrase(site.content.site.name), voice.phrase(site.content.site.tagline)), view


@dataclass(frozen=True)
class ProseView:
    """A long text from content/pages."""

    reader: Reader | None
    text: Markup
    is_fallback: bool
    headings: tuple[tuple[str, str], ...]


def prose(context: Context) -> tuple[Frame, ProseView]:
    """A page written by authors."""
    html, is_fallback = context.best_prose(dict(context.site.pages), context.page.slug)
    assert html
    texts = context.site.content.pages
    head = texts[(context.page.slug, "nl" if is_fallback else context.page.language)].head
    assert head
    view = ProseView(head.reader, context.prose(html), is_fallback, html.headings)
    title, description = (context.voice.dutch(text) if is_fallback else text for text in (head.title, head.description))
    return context.frame(title, description), view


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
    }
    groups = tuple(
        (place, label, tuple(card for card in cards if card.place == place)) for place, label in labels.items()
    )
    title = voice._("De initiatieven")
    description = voice._("Wat de initiatieven doen, voor wie, en hoe u zich aanmeldt.")
    return context.frame(title, description), InitiativesView(
        tuple(group for group in groups if group[2]), context.href(urls.COMPARE)
    )


@dataclass(frozen=True)
class StepView:
    """One step of the way."""

    title: Phrase
    text: Phrase
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class InitiativeView:
    """A profile: first what a parent asks, then what a professional and a municipality ask."""

    name: str
    colour_class: str
    summary: Phrase
    fits: Phrase
    website: str
    glance: tuple[FactView, ...]
    for_whom: FactView
    not_for: FactView
    expectations: FactView
    steps: tuple[StepView, ...]
    story: Markup
    story_is_fallback: bool
    more: tuple[FactView, ...]
    referral: tuple[Phrase, ...]
    referral_cites: tuple[Cite, ...]
    evidence: tuple[FindingView, ...]
    reach: tuple[FindingView, ...]
    history: tuple[FindingView, ...]
    not_to_confuse: tuple[FindingView, ...]
    owner: str
    owner_text: Phrase | None
    owner_cites: tuple[Cite, ...]
    offered_in: tuple[Link, ...]
    municipalities_href: str
    compare_href: str


GLANCE = ("place", "ages", "frequency", "family_cost")
PROFILE_SECTIONS = ("for_whom", "not_for", "expectations")


def initiative(context: Context) -> tuple[Frame, InitiativeView]:
    """The national page of an initiative."""
    site, voice, slug = context.site, context.voice, context.page.slug
    record = site.content.initiatives[slug]

    def fact(topic: str) -> FactView:
        return fact_view(context, record, topic)

    def findings(group: str) -> tuple[FindingView, ...]:
        return tuple(finding_view(context, finding) for finding in getattr(record, group))

    html, is_fallback = context.best_prose(dict(site.profiles), slug)
    offered = [
        locality
        for locality in site.real_localities()
        if any(offer.initiative == slug for offer in locality.current_offers)
        and site.options.only in (None, locality.area.slug)
    ]
    view = InitiativeView(
        name=record.name,
        colour_class=f"accent-{slug}",
        summary=voice.phrase(record.summary),
        fits=voice.phrase(record.fits),
        website=record.website,
        glance=tuple(fact(topic) for topic in GLANCE),
        for_whom=fact("for_whom"),
        not_for=fact("not_for"),
        expectations=fact("expectations"),
        steps=tuple(
            StepView(voice.phrase(step.title), voice.phrase(step.text), context.cite(step.source))
            for step in record.steps
        ),
        story=context.prose(html) if html else Markup(),
        story_is_fallback=is_fallback,
        more=tuple(fact(topic) for topic in TOPICS if topic not in GLANCE + PROFILE_SECTIONS),
        referral=tuple(voice.phrase(line) for line in record.referral),
        referral_cites=context.cite(record.referral_source),
        evidence=findings("evidence"),
        reach=findings("reach"),
        history=findings("history"),
        not_to_confuse=findings("not_to_confuse"),
        owner=record.owner.name,
        owner_text=voice.phrase(record.owner.text) if record.owner.text else None,
        owner_cites=context.cite(record.owner.source),
        offered_in=tuple(municipality_link(context, locality.area.slug) for locality in offered),
        municipalities_href=context.href(urls.MUNICIPALITIES if context.has(urls.MUNICIPALITIES) else urls.HOME),
        compare_href=context.href(urls.COMPARE),
    )
    crumbs = [Link(voice._("De initiatieven"), context.href(urls.INITIATIVES))]
    return context.frame(record.name, voice.phrase(record.summary), crumbs), view


@dataclass(frozen=True)
class CompareRow:
    """One topic, with the fact of each initiative in the order of the columns."""

    topic: str
    label: str
    question: str
    cells: tuple[FactView, ...]


@dataclass(frozen=True)
class CompareView:
    """All initiatives on all topics."""

    columns: tuple[InitiativeCard, ...]
    rows: tuple[CompareRow, ...]


def compare(context: Context) -> tuple[Frame, CompareView]:
    """The comparison of all initiatives; a row disappears only if no initiative has it."""
    records, voice = context.site.content.initiatives, context.voice
    rows = []
    for topic in TOPICS:
        if all(getattr(record.facts, topic) is None for record in records.values()):
            continue
        cells = tuple(fact_view(context, record, topic) for record in records.values())
        rows.append(CompareRow(topic, cells[0].label, cells[0].question, cells))
    title = voice._("Vergelijk de initiatieven")
    description = voice._("Alle initiatieven naast elkaar: wat ze doen, voor wie, hoe vaak en wat het kost.")
    return context.frame(title, description), CompareView(
        tuple(initiative_card(context, slug) for slug in records), tuple(rows)
    )


@dataclass(frozen=True)
class TermView:
    """A kind of person or desk who can help."""

    key: str
    label: Phrase
    explanation: Phrase
    reach: Phrase
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class ReferrersView:
    """Who can point a family the way."""

    terms: tuple[TermView, ...]


def terms_view(context: Context, keys: Iterable[str]) -> tuple[TermView, ...]:
    """Terms with their explanation."""
    terms, voice = context.site.content.terms, context.voice
    return tuple(
        TermView(
            key,
            voice.phrase(terms[key].label),
            voice.phrase(terms[key].explanation),
            voice.phrase(terms[key].reach),
            context.cite(terms[key].source),
        )
        for key in keys
        if key in terms
    )


def referrers(context: Context) -> tuple[Frame, ReferrersView]:
    """The kinds of referral contacts."""
    voice = context.voice
    view = ReferrersView(terms_view(context, context.site.content.terms))
    return context.frame(
        voice._("Wie kan helpen zoeken?"),
        voice._("Bij wie u terecht kunt met een vraag over uw gezin, in gewone woorden."),
    ), view


@dataclass(frozen=True)
class SourceUse:
    """A source with the pages that lean on it."""

    line: SourceLine
    uses: tuple[Link, ...]


@dataclass(frozen=True)
class SourcesView:
    """Every source of the site."""

    sources: tuple[SourceUse, ...]


def sources(context: Context) -> tuple[Frame, SourcesView]:
    """The list of sources, by publisher, each with what it is used for."""
    site, voice = context.site, context.voice
    ordered = sorted(site.content.sources.items(), key=lambda item: (item[1].publisher.lower(), item[1].title.lower()))
    listed = []
    for key, _ in ordered:
        uses = tuple(link for kind, slug in site.uses.get(key, ()) if (link := _use_link(context, kind, slug)))
        if uses:
            listed.append(SourceUse(context.source_line(0, key), uses))
    description = voice._("Waar de feiten op deze site vandaan komen, met de datum van elke bron.")
    return context.frame(voice._("Bronnen"), description), SourcesView(tuple(listed))


def _use_link(context: Context, kind: str, slug: str) -> Link | None:
    site, voice = context.site, context.voice
    match kind:
        case "safety":
            label, address = voice._("nummers bij gevaar of nood"), urls.HOME
        case "referrers":
            label, address = voice._("Wie kan helpen zoeken?"), urls.REFERRERS
        case "initiative":
            label, address = site.content.initiatives[slug].name, urls.initiative(slug)
        case "municipality":
            if slug not in site.localities:
                return None
            label, address = site.localities[slug].area.name, site.municipality_address(slug)
        case _:
            head = site.content.pages[(slug, "nl")].head
            label, address = head.title if head else slug, urls.prose(slug)
    return Link(label, context.href(address)) if context.has(address) else None


@dataclass(frozen=True)
class NotFoundView:
    """The page for an address that does not exist."""

    links: tuple[Link, ...]


def not_found(context: Context) -> tuple[Frame, NotFoundView]:
    """The 404 page."""
    voice = context.voice
    wanted = (
        (voice._("Naar de start"), urls.HOME),
        (voice._("Alle gemeenten"), urls.MUNICIPALITIES),
        (voice._("De initiatieven"), urls.INITIATIVES),
    )
    links = tuple(Link(label, context.href(address)) for label, address in wanted if context.has(address))
    return context.frame(
        voice._("Deze pagina is er niet"), voice._("Het adres klopt niet, of de pagina is weg.")
    ), NotFoundView(links)


@dataclass(frozen=True)
class SafetyLine:
    """A number for danger or great need."""

    name: str
    when: Phrase
    phone: str | None
    phone_href: str | None
    website: str | None
    details: Phrase | None
    cites: tuple[Link, ...]
    checked: str


def safety_lines(context: Context) -> tuple[SafetyLine, ...]:
    """The safety box, with its sources as links to the list of sources: it is the same on every page."""
    return tuple(_safety_line(context, number) for number in context.site.content.safety.numbers)


def _safety_line(context: Context, number: SafetyNumber) -> SafetyLine:
    voice, sources = context.voice, context.site.content.sources
    return SafetyLine(
        name=number.name,
        when=voice.phrase(number.when),
        phone=number.phone,
        phone_href=phone_link(number.phone) if number.phone else None,
        website=number.website,
        details=voice.phrase(number.details) if number.details else None,
        cites=tuple(
            Link(
                f"{sources[key].publisher}, {voice.partial_date(sources[key].date)}",
                context.href(urls.SOURCES) + f"#{key}",
            )
            for key in number.source
        ),
        checked=voice._("gecontroleerd op %(day)s", day=voice.day(number.checked_on))
        if number.checked_on
        else voice._("niet gecontroleerd"),
    )
