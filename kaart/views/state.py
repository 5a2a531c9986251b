"""The page about the state of the map: how fresh its facts are, and how far each language is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kaart.languages.voice import TranslationStatus
from kaart.model.contacts import known_contacts
from kaart.model.freshness import Freshness, rate
from kaart.plan import Page
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.shared.context import Context, Progress
from kaart.views.shared.frames import Frame, frame_of


@dataclass(frozen=True)
class LanguageRow:
    """How far a language is: the words for numbers of pages."""

    code: str
    name: str
    pages: str
    complete: str
    fallen_back: str
    outdated: str
    unchecked: str


@dataclass(frozen=True)
class FreshnessRow:
    """How many facts of one kind were checked how long ago: the words for the numbers."""

    what: str
    fresh: str
    muted: str
    stale: str


@dataclass(frozen=True)
class StateView:
    """The state of the map. `day` is that of the build; no other page says it."""

    day: str
    facts: tuple[FreshnessRow, ...]
    languages: tuple[LanguageRow, ...]


def progress_of(states: Mapping[Page, TranslationStatus]) -> Progress:
    """For each language the number of pages in each state."""
    counts: dict[str, Counter[str]] = {}
    for page, state in states.items():
        found = counts.setdefault(page.language, Counter())
        found["pages"] += 1
        found["complete"] += state.is_complete
        found["fallen_back"] += state.is_fallen_back
        found["outdated"] += state.is_outdated
        found["unchecked"] += state.is_unchecked
    return counts


def state(context: Context) -> tuple[Frame, StateView]:
    """The page about the state of the map."""
    site, voice = context.site, context.voice
    offers = [offer for locality in site.real_localities() for offer in locality.current_offers]
    contacts = [contact for locality in site.real_localities() for contact in known_contacts(locality)]
    registered = [area.switchboard.dated for area in (each.area for each in site.real_localities()) if area.switchboard]
    facts = (
        _freshness(context, voice._("Aanbod in gemeenten"), (offer.checked_on for offer in offers)),
        _freshness(context, voice._("Contacten"), (contact.checked_on for contact in contacts)),
        _freshness(context, voice._("Sites en nummers van gemeenten, volgens het overheidsregister"), registered),
        _freshness(
            context, voice._("Nummers bij gevaar"), (number.checked_on for number in site.content.safety.numbers)
        ),
    )
    languages = tuple(_language(context, code) for code in site.voices if code != SOURCE_LANGUAGE)
    description = voice._("Wat is nagekeken, en in welke talen is de kaart klaar?")
    return frame_of(context, voice._("De stand van de kaart"), description), StateView(
        voice.day(site.today.shown), facts, languages
    )


def _freshness(context: Context, what: str, days: Iterable[date | None]) -> FreshnessRow:
    counts = Counter(rate(day, context.site.today) for day in days)
    fresh, muted, stale = (context.voice.number(counts[each]) for each in Freshness)
    return FreshnessRow(what, fresh, muted, stale)


def _language(context: Context, code: str) -> LanguageRow:
    counts, number = context.progress.get(code, Counter[str]()), context.voice.number
    keys = ("pages", "complete", "fallen_back", "outdated", "unchecked")
    return LanguageRow(code, context.voice.name_of(code), *(number(counts[key]) for key in keys))
