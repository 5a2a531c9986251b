"""The cells of the comparison: what each initiative says on each topic, and how these agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.model.facts import Agreement, agreement_of, fact_that_holds, kinds_of
from kaart.model.freshness import Freshness, rate
from kaart.model.site import Locality
from kaart.schema.facts import (
    READERS,
    Ages,
    DurationFact,
    EuroRange,
    Fact,
    FrequencyFact,
    Place,
    label_of,
    question_of,
    topics_of,
)
from kaart.schema.initiative import Initiative
from kaart.schema.municipality import LocalOffer
from kaart.schema.records import Reader, Text
from kaart.views.shared.citations import sources_in_words
from kaart.views.shared.context import Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.facts import FactView, ages_in_short, fact_view, place_label, value_lines
from kaart.views.shared.made_once import made_once

DRAWN_TOPICS = ("ages", "yearly_cost")
WHAT = {  # what differs, or is the same, in the middle of a sentence
    "place": N_("waar het is"),
    "ages": N_("de leeftijd"),
    "frequency": N_("hoe vaak"),
    "match_length": N_("hoe lang"),
    "family_cost": N_("wat het kost"),
    "sign_up": N_("hoe u begint"),
    "support": N_("wat de vrijwilliger doet"),
    "for_whom": N_("voor wie het is"),
    "not_for": N_("wat het niet is"),
    "professional_care": N_("of het naast andere hulp kan"),
    "expectations": N_("wat u kunt verwachten"),
    "supporters": N_("wie de vrijwilligers zijn"),
    "coordinator": N_("wie begeleidt"),
    "funding": N_("wie betaalt"),
    "yearly_cost": N_("wat een koppeling kost"),
    "minimum_cooperation": N_("hoe lang een gemeente meedoet"),
    "minimum_matches": N_("hoeveel koppelingen er minstens zijn"),
    "quality": N_("hoe de kwaliteit is geregeld"),
}


@dataclass(frozen=True)
class Column:
    """A column of the comparison: an initiative, and its offer where the comparison is about a municipality."""

    slug: str
    initiative: Initiative
    offer: LocalOffer | None = None


@dataclass(frozen=True)
class Numbers:
    """A value in numbers, from one to another; the same number twice where there is one, None where it is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Cell:
    """The answer of one initiative on one topic. `kind` is the same where cells say the same, 0 where nothing is known.

    `lines` is the fact with its hard words explained; `core` is what it comes down to, and
    `short` that or else the first line; `foot` says where it holds, where it comes from, and how fresh it is;
    `is_silent` is true where there is not even an explanation.
    """

    slug: str
    name: str
    kind: int
    is_silent: bool
    core: Phrase | str | None
    short: Phrase | str
    fact: FactView
    lines: tuple[Phrase | str, ...]
    origin: str
    is_local: bool
    foot: tuple[str, ...]
    numbers: Numbers | None

    @property
    def has_core(self) -> bool:
        """True where the core stands in front of a list; a single sentence needs none."""
        return self.core is not None and len(self.fact.lines) > 1

    @property
    def is_short(self) -> bool:
        """True where the short answer is all of the fact."""
        return len(self.fact.lines) == 1 and str(self.short).casefold() == str(self.fact.lines[0]).casefold()


@dataclass(frozen=True)
class TopicRow:
    """One topic, with a cell for each column. `what` names it where a sentence sums up what differs.

    It `is_short` where a few words are enough; else it is folded behind its question.
    """

    topic: str
    what: str
    is_short: bool
    label: str
    question: str
    agreement: Agreement
    unit: str
    is_drawn: bool
    mark: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The topics that one kind of reader is the first to ask about. `opens` are the words of a link that opens them."""

    reader: Reader
    word: str
    reader_label: str
    opens: str
    rows: tuple[TopicRow, ...]


def groups_of(context: Context, columns: Sequence[Column], locality: Locality | None) -> tuple[Group, ...]:
    """The topics of the comparison for each kind of reader."""
    voice = context.voice
    words = {
        Reader.PARENT: (voice._("ouder"), voice._("Voor ouders")),
        Reader.PROFESSIONAL: (voice._("professional"), voice._("Ook voor professionals")),
        Reader.MUNICIPALITY: (voice._("gemeente"), voice._("Ook voor gemeenten")),
    }
    groups: list[Group] = []
    for reader in READERS:
        rows = tuple(row for topic in topics_of(reader) if (row := _row(context, topic, columns, locality)))
        label, title = words[reader]
        opens = voice._("%(title)s: toon deze %(count)s", title=title, count=voice.number(len(rows)))
        groups.append(Group(reader, urls.READER_WORDS[reader], label, opens, rows))
    return tuple(groups)


def _row(context: Context, topic: str, columns: Sequence[Column], locality: Locality | None) -> TopicRow | None:
    """A topic, or None where no column says anything about it. Where nothing of it is local, many pages share it."""
    if is_local(topic, columns):
        return _new_row(context, topic, columns, locality)
    key = ("row", topic, locality is None, *(column.slug for column in columns))
    return made_once(context, key, lambda shared: _new_row(shared, topic, columns, locality))


def is_local(topic: str, columns: Sequence[Column]) -> bool:
    """True where one of the facts on a topic holds in a municipality only."""
    return any(fact_that_holds(column.initiative, column.offer, topic)[1] for column in columns)


def _new_row(context: Context, topic: str, columns: Sequence[Column], locality: Locality | None) -> TopicRow | None:
    voice = context.voice
    facts = [fact_that_holds(column.initiative, column.offer, topic)[0] for column in columns]
    if all(_is_silent(fact) for fact in facts):
        return None
    kinds = kinds_of(facts)
    cells = tuple(_cell(context, topic, column, kind, locality) for column, kind in zip(columns, kinds, strict=True))
    numbers = [cell.numbers for cell in cells if cell.numbers]
    agreement = agreement_of(kinds)
    return TopicRow(
        topic=topic,
        what=voice._(WHAT[topic]),
        is_short=topic in topics_of(Reader.PARENT),
        label=voice._(label_of(topic)),
        question=voice._(question_of(topic)),
        agreement=agreement,
        unit=_unit(context, topic) if numbers else "",
        is_drawn=topic in DRAWN_TOPICS and bool(numbers),
        mark=marks_of(context)[agreement] if len(columns) > 1 else "",
        cells=cells,
    )


def marks_of(context: Context) -> dict[str, str]:
    """The words for how the facts of a row agree."""
    voice = context.voice
    return {
        Agreement.SAME.value: voice._("hetzelfde"),
        Agreement.DIFFERENT.value: voice._("verschilt"),
        Agreement.PARTLY_UNKNOWN.value: voice._("niet overal bekend"),
    }


def _is_silent(fact: Fact[Any] | None) -> bool:
    return fact is None or (fact.value is None and fact.note is None)


def _cell(context: Context, topic: str, column: Column, kind: int, locality: Locality | None) -> Cell:
    voice = context.voice
    fact, is_local = fact_that_holds(column.initiative, column.offer, topic)
    shown = fact_view(context, column.initiative, topic, locality, column.offer)
    core = core_of(context, topic, fact)
    short = _short_of(context, fact, core) or shown.lines[0]
    return Cell(
        slug=column.slug,
        name=column.initiative.name,
        kind=kind,
        is_silent=_is_silent(fact),
        core=core,
        short=short if len(shown.lines) > 1 else _as_sentence(short),
        fact=shown,
        lines=tuple(explain(context, line) for line in shown.lines),
        origin="" if not locality else shown.origin or voice._("landelijk"),
        is_local=is_local,
        foot=tuple(_foot(context, shown, fact)) if fact and fact.source else (),
        numbers=_numbers(fact),
    )


def _foot(context: Context, shown: FactView, fact: Fact[Any]) -> Iterator[str]:
    """Where a fact comes from and how fresh it is: the numbers of its sources, their years, and the day of checking."""
    voice = context.voice
    yield from sources_in_words(context, shown.cites)
    yield _years(context, fact)
    if fact.checked_on is None or rate(fact.checked_on, context.site.today) is Freshness.STALE:
        yield voice._("niet kort geleden nagekeken")
    else:
        yield voice._("gecontroleerd op %(day)s", day=voice.day(fact.checked_on))


def core_of(context: Context, topic: str, fact: Fact[Any] | None) -> Phrase | str | None:
    """The core of a fact, in a few words; None where nobody wrote that down."""
    if fact is None or fact.value is None:
        return None
    if fact.short:
        return context.voice.phrase(fact.short)
    match fact.value:
        case Place() as place:
            return place_label(context, place)
        case EuroRange(min=0, max=0):
            return context.voice._("gratis")
        case Text() | tuple():
            return None
        case value:
            return value_lines(context, value, topic)[0]


def _short_of(context: Context, fact: Fact[Any] | None, core: Phrase | str | None) -> Phrase | str | None:
    """The core of a fact; ages are said in fewer words than the fact itself."""
    return ages_in_short(context, fact.value) if fact and isinstance(fact.value, Ages) else core


def _as_sentence(words: Phrase | str) -> Phrase | str:
    """Words with a capital in front, as Dutch writes it: Eén."""
    text = (str(words)[:1].upper() + str(words)[1:]).replace("Éé", "Eé", 1).rstrip(".")
    return replace(words, text=text) if isinstance(words, Phrase) else text


def _years(context: Context, fact: Fact[Any]) -> str:
    """The years of the sources of a fact, and whether one has no date."""
    voice = context.voice
    dates = [context.site.content.sources[key].date for key in fact.source]
    years = sorted({day[:4] for day in dates if day})
    if not years:
        return voice._("zonder datum")
    shown = years[0] if len(years) == 1 else voice.typeset(f"{years[0]}–{years[-1]}")
    return voice._("%(years)s, deels zonder datum", years=shown) if None in dates else shown


def _numbers(fact: Fact[Any] | None) -> Numbers | None:
    match fact:
        case FrequencyFact(half_days=counted) if counted:
            return Numbers(counted.min, counted.max)
        case DurationFact(months=int() as months):
            return Numbers(None, months)
        case Fact(value=Ages() | EuroRange() as span):
            return Numbers(span.min, span.max)
        case Fact(value=int() as number):
            return Numbers(number, number)
    return None


def _unit(context: Context, topic: str) -> str:
    voice = context.voice
    return {
        "ages": voice._("jaar"),
        "frequency": voice._("dagdelen per week"),
        "family_cost": voice._("euro"),
        "match_length": voice._("maanden"),
        "yearly_cost": voice._("euro per koppeling per jaar"),
        "minimum_cooperation": voice._("maanden"),
        "minimum_matches": voice._("koppelingen"),
    }[topic]
