"""The answer of a comparison in sentences: when to choose which, and what really differs.

A reason to choose an initiative is what it has and the others have not, by where it is, by the rules of its profile
(`fit`), or else by what it does. Nothing is ranked: each has a sentence of the same form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kaart.languages.voice import N_, Phrase, Voice
from kaart.model.facts import Agreement, fact_that_holds
from kaart.schema.facts import Ages, Place
from kaart.schema.initiative import Initiative, Verdict
from kaart.schema.records import SOURCE_LANGUAGE, Text
from kaart.views.shared.cells import Column, Group, TopicRow
from kaart.views.shared.context import Context

CHOOSE = N_("Kies %(name)s als %(reasons)s.")
CHOOSE_FOR = N_("Kies %(name)s als u dit zoekt: %(reasons)s.")
WHERE = {
    Place.VOLUNTEER_HOME: N_("uw kind naar een ander gezin mag"),
    Place.FAMILY_HOME: N_("er iemand bij u thuis mag komen"),
}
YOUNG = N_("uw kind hoogstens %(max)s jaar is")
NAME = "\0"
SUMS = {
    Agreement.DIFFERENT: N_("Verschil: %(topics)s."),
    Agreement.SAME: N_("Hetzelfde: %(topics)s."),
    Agreement.PARTLY_UNKNOWN: N_("Niet van elk bekend: %(topics)s."),
}
Reason = Text | str | tuple[str, int]  # a text of the content, or words of the interface with a number


@dataclass(frozen=True)
class Sentence:
    """When to choose an initiative, beside the one that is `against`, or beside all that are compared."""

    against: str
    before: str
    name: str
    after: str
    language: str | None
    direction: str | None


@dataclass(frozen=True)
class Sum:
    """The topics of which the facts agree in one way, as a sentence; empty where there are none."""

    agreement: Agreement
    text: str


def sentences_of(context: Context, columns: Sequence[Column]) -> tuple[tuple[Sentence, ...], ...]:
    """For each column when to choose it: beside all others, and where there are more, beside each of them alone."""
    if len(columns) < 2:
        return tuple(() for _ in columns)
    beside_all = _beside(context, columns, "")
    if len(columns) == 2:
        return tuple((sentence,) for sentence in beside_all)
    alone = {
        (column.slug, other.slug): _beside(context, (column, other), other.slug)[0]
        for column in columns
        for other in columns
        if other is not column
    }
    return tuple(
        (sentence, *(alone[column.slug, other.slug] for other in columns if other is not column))
        for column, sentence in zip(columns, beside_all, strict=True)
    )


def sums_of(context: Context, groups: Iterable[Group]) -> tuple[Sum, ...]:
    """What differs, what is the same and what is not known of each, of what a parent asks first."""
    rows = [row for group in groups for row in group.rows if row.is_short or row.topic == "sign_up"]
    return tuple(Sum(agreement, _sum(context, rows, agreement)) for agreement in SUMS)


def sums_for_scripts(context: Context) -> dict[str, str]:
    """The same sentences with a gap for the topics."""
    return {agreement.value: context.voice._(words, topics="{topics}") for agreement, words in SUMS.items()}


def _sum(context: Context, rows: Sequence[TopicRow], agreement: Agreement) -> str:
    topics = [row.what for row in rows if row.agreement is agreement]
    return context.voice._(SUMS[agreement], topics=context.voice.join(topics)) if topics else ""


def _beside(context: Context, columns: Sequence[Column], against: str) -> tuple[Sentence, ...]:
    """When to choose each of these; those with the same reasons are told apart by what the volunteer does."""
    found = [tuple(_reasons(context, column, columns)) for column in columns]
    return tuple(
        _sentence(context, CHOOSE, column, reasons, against)
        if reasons and found.count(reasons) == 1
        else _sentence(context, CHOOSE_FOR, column, (_support(column),), against)
        for column, reasons in zip(columns, found, strict=True)
    )


def _reasons(context: Context, column: Column, columns: Sequence[Column]) -> Iterator[Reason]:
    """What sets an initiative apart from these others, in two reasons at most."""
    others = [each for each in columns if each.slug != column.slug]
    place, places = _value(column, "place"), [_value(each, "place") for each in others]
    is_elsewhere = isinstance(place, Place) and any(each not in (None, place) for each in places)
    if isinstance(place, Place) and is_elsewhere:
        yield WHERE[place]
    answers = _answers(context, column, others)
    yield from answers[:1]
    ages, ages_of_others = _value(column, "ages"), [_value(each, "ages") for each in others]
    is_full = is_elsewhere and bool(answers)
    if isinstance(ages, Ages) and not is_full and all(_is_much_older(each, ages) for each in ages_of_others):
        yield YOUNG, ages.max


def _answers(context: Context, column: Column, others: Sequence[Column]) -> list[Text]:
    """What the answers of the signpost say that fit an initiative and not all of the others, the rarest first."""
    everyone = [_fits(record) for record in context.site.content.initiatives.values()]
    own = {
        answer for answer in _fits(column.initiative) if any(answer not in _fits(each.initiative) for each in others)
    }
    found = [each for each in context.site.content.signpost.help if each.choose and each.key in own]
    found.sort(key=lambda answer: sum(answer.key in fits for fits in everyone))
    return [answer.choose for answer in found if answer.choose]


def _is_much_older(value: object, ages: Ages) -> bool:
    return isinstance(value, Ages) and value.max > 2 * ages.max


def _fits(initiative: Initiative) -> set[str]:
    return {rule.answer for rule in initiative.fit if rule.verdict is Verdict.FITS}


def _value(column: Column, topic: str) -> object:
    fact = fact_that_holds(column.initiative, column.offer, topic)[0]
    return fact.value if fact else None


def _support(column: Column) -> Text:
    fact = fact_that_holds(column.initiative, column.offer, "support")[0]
    return (fact and fact.short) or column.initiative.summary


def _sentence(context: Context, words: str, column: Column, reasons: Sequence[Reason], against: str) -> Sentence:
    """A sentence around a name; all of it is Dutch where one of its reasons has no translation."""
    voice = context.voice
    spoken = [_spoken(voice, reason) for reason in reasons]
    fallback = next((each for each in spoken if isinstance(each, Phrase) and each.language), None)
    if fallback:
        voice = context.site.voices[SOURCE_LANGUAGE]
        spoken = [_spoken(voice, reason) for reason in reasons]
    reason = voice.join(str(each).rstrip(".") for each in spoken)
    before, _, after = (voice.gettext(words) % {"name": NAME, "reasons": reason}).partition(NAME)
    language, direction = (fallback.language, fallback.direction) if fallback else (None, None)
    return Sentence(against, before, column.initiative.name, after, language, direction)


def _spoken(voice: Voice, reason: Reason) -> Phrase | str:
    match reason:
        case Text():
            return voice.phrase(reason)
        case (words, number):
            return voice._(words, max=number)
        case words:
            return voice._(words)
