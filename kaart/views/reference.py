"""Pages to look things up in, and what stands around every page: terms, sources, the 404 page, the safety box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.schema.phones import phone_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.schema.site import SafetyNumber, Support
from kaart.schema.wording import GlossaryEntry
from kaart.source.register import sort_key
from kaart.views.shared.citations import SourceLine, source_line
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, link_to, links_to


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
    return frame_of(
        context,
        voice._("Wie kan helpen zoeken?"),
        voice._("Bij wie u terecht kunt met een vraag over uw gezin, in gewone woorden."),
    ), view


@dataclass(frozen=True)
class WordView:
    """A word and what it means; `own` is how the texts in this language say it, where that is another word."""

    key: str
    word: Phrase
    own: str
    explanation: Phrase


@dataclass(frozen=True)
class GlossaryView:
    """The words that not everyone knows."""

    words: tuple[WordView, ...]


def glossary(context: Context) -> tuple[Frame, GlossaryView]:
    """The list of words, in the order of the alphabet."""
    voice = context.voice
    words = [
        WordView(key, voice.dutch(entry.word), _own_word(context, entry), voice.phrase(entry.explanation))
        for key, entry in context.site.content.glossary.items()
    ]
    view = GlossaryView(tuple(sorted(words, key=lambda each: sort_key(str(each.word)))))
    return frame_of(context, voice._("Woordenlijst"), voice._("Woorden op deze site die niet iedereen kent.")), view


def _own_word(context: Context, entry: GlossaryEntry) -> str:
    found = context.voice.words(entry.every_form)
    return found[0] if found and found[0] != entry.word else ""


@dataclass(frozen=True)
class SourceUse:
    """A source with the pages that lean on it."""

    line: SourceLine
    uses: tuple[Link, ...]


@dataclass(frozen=True)
class SourcesView:
    """Every source of the site, and those of the numbers that stand on each page, by number."""

    safety: tuple[SafetyLine, ...]
    safety_word: str
    sources: tuple[SourceUse, ...]


def sources(context: Context) -> tuple[Frame, SourcesView]:
    """The list of sources, by publisher, each with what it is used for."""
    site, voice = context.site, context.voice
    ordered = sorted(site.content.sources.items(), key=lambda item: (item[1].publisher.lower(), item[1].title.lower()))
    listed = []
    for key, _ in ordered:
        uses = tuple(link for kind, slug in site.uses.get(key, ()) if (link := _use_link(context, kind, slug)))
        if uses:
            listed.append(SourceUse(source_line(context, key), uses))
    description = voice._("Waar de feiten op deze site vandaan komen, met de datum van elke bron.")
    return frame_of(context, voice._("Bronnen"), description), SourcesView(
        safety_lines(context), urls.SAFETY, tuple(listed)
    )


def _use_link(context: Context, kind: str, slug: str) -> Link | None:
    site, voice = context.site, context.voice
    match kind:
        case "safety":
            label, address = voice._("nummers bij gevaar of nood"), urls.HOME
        case "flyers":
            label, address = voice._("Flyers"), urls.FLYERS
        case "referrers":
            label, address = voice._("Wie kan helpen zoeken?"), urls.REFERRERS
        case "initiative":
            label, address = site.content.initiatives[slug].name, urls.initiative(slug)
        case "municipality":
            if slug not in site.localities:
                return None
            label, address = site.localities[slug].area.name, site.municipality_address(slug)
        case _:
            head = site.content.pages[(slug, SOURCE_LANGUAGE)].head
            label, address = head.title if head else slug, urls.prose(slug)
    return link_to(context, label, address)


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
        (voice._("Flyers"), urls.FLYERS),
    )
    links = links_to(context, wanted)
    return frame_of(
        context, voice._("Deze pagina is er niet"), voice._("Het adres klopt niet, of de pagina is weg.")
    ), NotFoundView(links)


@dataclass(frozen=True)
class SafetyLine:
    """A number for danger or great need."""

    name: Phrase
    when: Phrase
    phone: str | None
    phone_href: str | None
    website: str | None
    details: tuple[Phrase | str, ...]
    cites: tuple[Link, ...]
    checked: str


def safety_lines(context: Context) -> tuple[SafetyLine, ...]:
    """The safety box, with its sources as links to the list of sources: it is the same on every page."""
    return tuple(_safety_line(context, number) for number in context.site.content.safety.numbers)


def _safety_details(context: Context, number: SafetyNumber) -> Iterator[Phrase | str]:
    """What a call costs, when somebody answers, and what else to know; with its year where one source alone says so."""
    voice = context.voice
    yield from (voice.phrase(text) for text in (number.cost, number.hours, number.details) if text)
    if said := year_of_one_source(context, number):
        yield said


def year_of_one_source(context: Context, number: SafetyNumber) -> str:
    """The year of a number that one source alone names, and that nobody has checked."""
    year = max(context.site.content.sources[key].year for key in number.source)
    if number.support is Support.ONE_SOURCE and year and number.checked_on is None:
        return context.voice._("Zo genoemd in %(year)s.", year=year)
    return ""


def _safety_line(context: Context, number: SafetyNumber) -> SafetyLine:
    voice, sources = context.voice, context.site.content.sources
    return SafetyLine(
        name=voice.phrase(number.name),
        when=voice.phrase(number.when),
        phone=number.phone,
        phone_href=phone_link(number.phone) if number.phone else None,
        website=number.website,
        details=tuple(_safety_details(context, number)),
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
