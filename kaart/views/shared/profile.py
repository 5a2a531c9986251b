"""What a profile tells a parent: the same on the page of an initiative, and on that of it in a municipality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kaart.languages.voice import N_, Phrase
from kaart.model.facts import fact_that_holds
from kaart.model.site import Locality
from kaart.schema.facts import TOPICS
from kaart.schema.initiative import Initiative, PartOfDay, Week, Weekday
from kaart.schema.municipality import LocalOffer
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.facts import FactView, ages_in_short, explained_fact, place_label, value_lines
from kaart.views.shared.made_once import made_once

GLANCE = ("family_cost", "ages", "place")
MONEY_TOPICS = ("funding", "yearly_cost", "minimum_cooperation", "minimum_matches")  # between municipality and owner
FOR_OTHERS = ("sign_up", "coordinator", "quality", *MONEY_TOPICS)  # the steps say to a parent what is left
WHO = ("for_whom", "not_for")
FOLDED = ("support", "frequency", "expectations", "professional_care", "match_length", "supporters")
OF_THE_WEEK = ("frequency", "place")  # where one of these is local, the week of the whole country says too much
PARTS_OF_DAY = {
    PartOfDay.MORNING: N_("ochtend"),
    PartOfDay.AFTERNOON: N_("middag"),
    PartOfDay.EVENING: N_("avond"),
}


@dataclass(frozen=True)
class WeekRow:
    """A part of the day, and for each day whether there is support: `often`, `sometimes` or nothing."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class WeekView:
    """An example of a week, to draw and in words; the days with their short and their full name."""

    days: tuple[tuple[str, str], ...]
    rows: tuple[WeekRow, ...]
    often: Phrase | str
    sometimes: Phrase | str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class StepView:
    """One step of the way."""

    title: Phrase
    text: Phrase | str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Profile:
    """For whom it is, the way to it, and the answers behind questions; `cites` are those of all steps, each once."""

    for_whom: FactView
    not_for: FactView
    steps: tuple[StepView, ...]
    cites: tuple[Cite, ...]
    folded: tuple[FactView, ...]


def at_a_glance(context: Context, initiative: Initiative, offer: LocalOffer | None = None) -> tuple[Phrase | str, ...]:
    """Costs, ages and place in a few words each; what nobody states is said to be unknown."""
    voice = context.voice
    cost, ages, place = (fact_that_holds(initiative, offer, topic)[0] for topic in GLANCE)
    return (
        value_lines(context, cost.value, "family_cost")[0] if cost and cost.value else voice._("Kosten: niet bekend"),
        ages_in_short(context, ages.value) if ages and ages.value else voice._("Leeftijd: niet bekend"),
        place_label(context, place.value) if place and place.value else voice._("Waar: niet bekend"),
    )


def glance_facts(
    context: Context, slug: str, locality: Locality | None = None, offer: LocalOffer | None = None
) -> tuple[FactView, ...]:
    """The same in full, with where it comes from."""
    return tuple(explained_fact(context, slug, topic, locality, offer) for topic in GLANCE)


def week_view(context: Context, slug: str, offer: LocalOffer | None = None) -> WeekView | None:
    """The example of a week; none where the profile has none, or where a municipality has it another way."""
    initiative = context.site.content.initiatives[slug]
    week = initiative.week
    if week is None or any(fact_that_holds(initiative, offer, topic)[1] for topic in OF_THE_WEEK):
        return None
    return made_once(context, ("week", slug), lambda shared: _week_view(shared, week))


def _week_view(context: Context, week: Week) -> WeekView:
    voice = context.voice
    often, sometimes = week.often.cells, week.sometimes.cells if week.sometimes else frozenset()

    def cell(day: Weekday, part: PartOfDay) -> str:
        return "often" if (day, part) in often else "sometimes" if (day, part) in sometimes else ""

    return WeekView(
        days=tuple((voice.short_weekday(day.value), voice.weekday(day.value)) for day in Weekday),
        rows=tuple(
            WeekRow(voice._(name), tuple(cell(day, part) for day in Weekday)) for part, name in PARTS_OF_DAY.items()
        ),
        often=explain(context, voice.phrase(week.often.text)),
        sometimes=explain(context, voice.phrase(week.sometimes.text)) if week.sometimes else "",
        cites=context.cite(week.source),
    )


def profile_of(
    context: Context, slug: str, locality: Locality | None = None, offer: LocalOffer | None = None
) -> Profile:
    """What a profile tells a parent; pages share it where no fact of it is local."""
    initiative = context.site.content.initiatives[slug]
    local = [topic for topic in TOPICS if fact_that_holds(initiative, offer, topic)[1]]
    folded = (*FOLDED, *(topic for topic in local if topic in FOR_OTHERS and topic not in MONEY_TOPICS))
    if set(local).intersection((*WHO, *folded)):
        return _profile(context, slug, folded, locality, offer)
    return made_once(context, ("profile", slug), lambda shared: _profile(shared, slug, folded))


def _profile(
    context: Context,
    slug: str,
    folded: tuple[str, ...],
    locality: Locality | None = None,
    offer: LocalOffer | None = None,
) -> Profile:
    def fact(topic: str) -> FactView:
        return explained_fact(context, slug, topic, locality, offer)

    steps = tuple(_steps(context, context.site.content.initiatives[slug]))
    return Profile(
        for_whom=fact("for_whom"),
        not_for=fact("not_for"),
        steps=steps,
        cites=tuple({cite.key: cite for step in steps for cite in step.cites}.values()),
        folded=tuple(fact(topic) for topic in folded),
    )


def _steps(context: Context, initiative: Initiative) -> Iterable[StepView]:
    phrase = context.voice.phrase
    for step in initiative.steps:
        yield StepView(phrase(step.title), explain(context, phrase(step.text)), context.cite(step.source))
