"""Facts in words, with how fresh they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kaart.languages.voice import N_, Phrase
from kaart.model.facts import fact_that_holds
from kaart.model.freshness import Freshness, is_old, rate
from kaart.model.site import Locality
from kaart.schema.facts import TOPICS, Ages, EuroRange, Place, label_of, question_of
from kaart.schema.initiative import Finding, Initiative
from kaart.schema.municipality import LocalOffer
from kaart.schema.records import Text
from kaart.source.register import Switchboard
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.made_once import made_once

OLD_NUMBER = N_("Dit nummer is niet kort geleden nagekeken.")
OLD_CONTACT = N_("Dit adres is niet kort geleden nagekeken.")
OLD_FACTS = N_("Deze feiten zijn niet kort geleden nagekeken.")


@dataclass(frozen=True)
class Checked:
    """How fresh a fact is, in words."""

    freshness: Freshness
    label: str
    is_registered: bool = False

    @property
    def mark(self) -> str:
        """How it looks: as fresh as it is, but what a register says has no tick."""
        return "registered" if self.is_registered else self.freshness.value


@dataclass(frozen=True)
class FactView:
    """A fact on a topic. `origin` says where it holds, if that is not the whole country."""

    topic: str
    label: str
    question: str
    lines: tuple[Phrase | str, ...]
    is_unknown: bool
    cites: tuple[Cite, ...]
    note: Phrase | None
    origin: str
    checked: Checked | None


@dataclass(frozen=True)
class FindingView:
    """A result or figure with its sources."""

    text: Phrase
    note: Phrase | None
    cites: tuple[Cite, ...]


def checked_view(
    context: Context, checked_on: date | None, checked_by: Text | None = None, old: str = OLD_FACTS
) -> Checked:
    """The freshness rule in words, of what a person looked at; `old` are those for what nobody did lately."""
    voice, freshness = context.voice, rate(checked_on, context.site.today)
    if checked_on is None or freshness is Freshness.STALE:
        return Checked(freshness, voice._(old))
    day = voice.day(checked_on)
    if checked_by:
        return Checked(
            freshness, voice._("gecontroleerd op %(day)s door: %(role)s", day=day, role=voice.phrase(checked_by))
        )
    return Checked(freshness, voice._("gecontroleerd op %(day)s", day=day))


def registered_view(context: Context, found: Switchboard) -> Checked:
    """The same rule in words, of what the government's register says: it is never called checked."""
    voice, month = context.voice, context.voice.partial_date(found.dated.isoformat()[:7])
    said = [voice._("Volgens het overheidsregister, %(month)s.", month=month)]
    if found.is_gone:
        said.append(voice._("Later stond dit er niet meer in."))
    is_stale = is_old(found.dated, context.site.today)
    if is_stale:
        said.append(voice._(OLD_NUMBER if found.phone else OLD_CONTACT))
    return Checked(Freshness.STALE if is_stale else Freshness.FRESH, " ".join(said), is_registered=True)


def value_lines(context: Context, value: object, topic: str) -> tuple[Phrase | str, ...]:
    """The value of a fact in words: one line, or several for a list."""
    voice = context.voice
    match value:
        case tuple():
            return tuple(voice.phrase(item) for item in value)
        case Text():
            return (voice.phrase(value),)
        case Place.FAMILY_HOME:
            return (voice._("De vrijwilliger komt bij u thuis."),)
        case Place.VOLUNTEER_HOME:
            return (voice._("Uw kind gaat naar de vrijwilliger toe."),)
        case Ages():
            return (ages_in_words(context, value),)
        case EuroRange(min=0, max=0):
            return (voice._("Gratis"),)
        case EuroRange() if topic == "family_cost":
            return (voice.euros(value.min, value.max),)
        case EuroRange():
            return (voice._("%(amount)s per koppeling per jaar", amount=voice.euros(value.min, value.max)),)
        case int() if topic == "minimum_cooperation":
            if value % 12:
                return (voice.counted("%(number)s maand", "%(number)s maanden", value),)
            return (voice.counted("%(number)s jaar", "%(number)s jaar", value // 12),)
        case int():
            return (voice.number(value),)
    raise AssertionError(f"no words for {topic}: {value!r}")


def ages_in_words(context: Context, ages: Ages) -> str:
    """Ages as people say them."""
    voice = context.voice
    if ages.youngest_child:
        words = N_("minstens één kind van %(min)s–%(max)s jaar")
        if ages.includes_pregnancy:
            words = N_("minstens één kind van %(min)s–%(max)s jaar, of een baby op komst")
        return voice._(words, min=ages.min, max=ages.max)
    if ages.from_pregnancy_week:
        words = voice._(
            "vanaf week %(week)s van de zwangerschap tot en met %(max)s jaar",
            week=ages.from_pregnancy_week,
            max=ages.max,
        )
    elif ages.during_pregnancy:
        words = voice._("van de zwangerschap tot en met %(max)s jaar", max=ages.max)
    else:
        words = voice._("%(min)s–%(max)s jaar", min=ages.min, max=ages.max)
    return voice._("%(ages)s, maar dit verschilt per gemeente", ages=words) if ages.varies else words


def ages_in_short(context: Context, ages: Ages) -> str:
    """Ages in a few words; what they leave out stands with the fact itself."""
    voice = context.voice
    words = voice._("%(min)s–%(max)s jaar", min=ages.min, max=ages.max)
    if ages.includes_pregnancy:
        words = voice._("%(ages)s, ook zwanger", ages=words)
    return voice._("%(ages)s, verschilt soms", ages=words) if ages.varies or ages.youngest_child else words


def ages_in_a_sentence(context: Context, ages: Ages) -> str:
    """For whom it is by age, as a reason."""
    words, voice = ages_in_words(context, ages), context.voice
    if ages.youngest_child:
        return voice._("Het is voor gezinnen met %(ages)s.", ages=words)
    if ages.includes_pregnancy:
        return voice._("Het kan %(ages)s.", ages=words)
    return voice._("Het is voor kinderen van %(ages)s.", ages=words)


def ages_for_scripts(ages: Ages) -> str:
    """Youngest, oldest, and 1 where it can begin before birth, differs from place to place, or is about the youngest
    child of a family: `0 18 0 1 0`.
    """
    flags = (ages.includes_pregnancy, ages.varies, ages.youngest_child)
    return " ".join(str(int(each)) for each in (ages.min, ages.max, *flags))


def fact_view(
    context: Context,
    initiative: Initiative,
    topic: str,
    locality: Locality | None = None,
    offer: LocalOffer | None = None,
) -> FactView:
    """The fact that holds on a topic, nationally or in a municipality."""
    voice = context.voice
    fact, is_local = fact_that_holds(initiative, offer, topic)
    is_unknown = fact is None or fact.value is None
    return FactView(
        topic=topic,
        label=voice._(label_of(topic)),
        question=voice._(question_of(topic)),
        lines=(voice._("niet bekend"),) if fact is None or is_unknown else value_lines(context, fact.value, topic),
        is_unknown=is_unknown,
        cites=context.cite(fact.source) if fact else (),
        note=voice.phrase(fact.note) if fact and fact.note else None,
        origin=voice._("in %(place)s", place=locality.area.name) if locality and is_local else "",
        checked=checked_view(context, fact.checked_on) if fact and fact.checked_on else None,
    )


def explained_fact(
    context: Context,
    slug: str,
    topic: str,
    locality: Locality | None = None,
    offer: LocalOffer | None = None,
) -> FactView:
    """The fact that holds on a topic, in which hard words open their explanation. Pages share what is not local."""
    initiative = context.site.content.initiatives[slug]

    def fact(shared: Context) -> FactView:
        found = fact_view(shared, initiative, topic, locality, offer)
        return replace(found, lines=tuple(explain(shared, line) for line in found.lines))

    is_local = fact_that_holds(initiative, offer, topic)[1]
    return fact(context) if is_local else made_once(context, ("fact", slug, topic), fact)


def facts_checked(context: Context, slugs: Iterable[str]) -> str:
    """How fresh the national facts of a page are: as fresh as the oldest of them."""
    chosen = tuple(slugs)
    initiatives = [context.site.content.initiatives[slug] for slug in chosen]
    return made_once(context, ("facts checked", *chosen), lambda shared: _facts_checked(shared, initiatives))


def _facts_checked(context: Context, initiatives: Iterable[Initiative]) -> str:
    checked = checked_view(context, oldest_check(initiatives))
    if checked.freshness is Freshness.STALE:
        return context.voice._("De landelijke feiten komen uit openbare bronnen. Ze zijn niet kort geleden nagekeken.")
    return context.voice._("De landelijke feiten komen uit openbare bronnen: %(checked)s.", checked=checked.label)


def oldest_check(initiatives: Iterable[Initiative]) -> date | None:
    """The day on which the oldest of the national facts was checked; None where one of them never was."""
    facts = [getattr(initiative.facts, topic) for initiative in initiatives for topic in TOPICS]
    days = [fact.checked_on for fact in facts if fact and not fact.unknown]
    return None if None in days else min(days, default=None)


def finding_view(context: Context, finding: Finding) -> FindingView:
    """A result of research or a figure."""
    note = context.voice.phrase(finding.note) if finding.note else None
    return FindingView(context.voice.phrase(finding.text), note, context.cite(finding.source))


def place_of(initiative: Initiative) -> Place | None:
    """Where the support of an initiative is, in the whole country."""
    fact = initiative.facts.place
    return fact.value if fact else None


def place_label(context: Context, place: Place | None) -> str:
    """Where the support is, in a few words."""
    if place is None:
        return ""
    if place is Place.FAMILY_HOME:
        return context.voice._("bij u thuis")
    return context.voice._("bij de vrijwilliger thuis")
