"""Pieces of a flyer: the initiatives in short, what they cost, which question they fit, how old the information is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaart.facts import fact_that_holds, label_of
from kaart.freshness import Freshness, rate
from kaart.languages import Phrase
from kaart.model import Contact, EuroRange, Initiative, LocalOffer, Place
from kaart.site import Locality
from kaart.views.cells import core_of
from kaart.views.context import Context
from kaart.views.parts import ages_in_words, checked_view, value_lines

ALARM_NUMBERS = 3  # the first of content/safety.yaml: direct danger, violence at home, suicide
Words = Phrase | str
Side = tuple[str, Initiative, LocalOffer | None]


@dataclass(frozen=True)
class Offer:
    """An initiative on a flyer. `advice` is how to refer to it, `frequency` and `supporters` are for volunteers."""

    name: str
    note: str
    core: Words
    ages: str
    colour: str
    advice: Words
    place_for_volunteers: str
    frequency: Words
    supporters: Words


@dataclass(frozen=True)
class Row:
    """A row of a table: a cell for each offer. `marks` says of each cell how it is drawn."""

    label: Words
    cells: tuple[Words, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """A question that no initiative answers, and who does."""

    label: Words
    who: str


@dataclass(frozen=True)
class Alarm:
    """A number for danger."""

    name: Words
    phone: str


def sides_of(context: Context, locality: Locality | None) -> tuple[Side, ...]:
    """What is offered in a municipality, or in the whole country, in the order of the site."""
    records = context.site.content.initiatives
    if locality is None:
        return tuple((slug, record, None) for slug, record in records.items())
    return tuple((offer.initiative, records[offer.initiative], offer) for offer in locality.current_offers)


def columns_of(context: Context, sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """What is compared: what is offered; where that is one initiative, also what is offered elsewhere."""
    if len(sides) > 1:
        return sides
    offered = {slug for slug, _, _ in sides}
    others = [(slug, record, None) for slug, record in context.site.content.initiatives.items() if slug not in offered]
    return (*sides, *others)


def offers_title(context: Context, locality: Locality | None) -> str:
    """The heading above what is offered, which says how sure that is."""
    voice = context.voice
    if locality is None:
        return voice._("Deze initiatieven zijn er, niet elk in elke gemeente")
    if all(offer.checked_on for offer in locality.current_offers):
        return voice._("Wat er in %(place)s is", place=locality.area.name)
    return voice._("Wat we in %(place)s vonden", place=locality.area.name)


def offer_on_paper(context: Context, side: Side, place: str) -> Offer:
    """An initiative in the few words that a flyer has room for."""
    voice, (_, initiative, offer) = context.voice, side
    where, ages = (fact_that_holds(initiative, offer, topic)[0] for topic in ("place", "ages"))
    return Offer(
        name=str(voice.apart(initiative.name)),
        note=voice._("niet gevonden in %(place)s", place=place) if place and not offer else "",
        core=cell_text(context, "support", side),
        ages=ages_in_words(context, ages.value) if ages and ages.value else "",
        colour=initiative.colour,
        advice=voice.phrase(initiative.referral[0]),
        place_for_volunteers=_place_for_volunteers(context, where.value if where else None),
        frequency=cell_text(context, "frequency", side),
        supporters=cell_text(context, "supporters", side),
    )


def _place_for_volunteers(context: Context, place: Place | None) -> str:
    """Where the support is, as a volunteer sees it."""
    voice = context.voice
    match place:
        case Place.FAMILY_HOME:
            return voice._("bij het gezin thuis")
        case Place.VOLUNTEER_HOME:
            return voice._("bij u als vrijwilliger thuis")
    return voice._("plek niet bekend")


def cell_text(context: Context, topic: str, side: Side) -> Words:
    """A fact in a few words, without a full stop: its core, or else all of it."""
    _, initiative, offer = side
    fact = fact_that_holds(initiative, offer, topic)[0]
    if fact is None or fact.value is None:
        return context.voice._("niet bekend")
    core = core_of(context, topic, fact)
    if core is not None:
        return core
    lines = value_lines(context, fact.value, topic)
    if len(lines) > 1:
        return " ".join(map(str, lines))
    only = lines[0]
    return replace(only, text=only.text.rstrip(".")) if isinstance(only, Phrase) else only.rstrip(".")


def costs_in_words(context: Context, sides: Sequence[Side]) -> str:
    """What it costs a family: nothing, where that is known."""
    voice = context.voice
    free: list[str] = []
    unknown: list[str] = []
    paid: list[str] = []
    for side in sides:
        name, fact = side[1].name, fact_that_holds(side[1], side[2], "family_cost")[0]
        match fact.value if fact else None:
            case EuroRange(min=0, max=0):
                free.append(name)
            case EuroRange() as amount:
                paid.append(f"{voice.apart(name)}: {voice.euros(amount.min, amount.max)}.")
            case _:
                unknown.append(name)
    if len(free) == len(sides):
        return voice._("niets. Het is gratis.")
    said = [voice._("%(names)s: gratis.", names=voice.join(free))] if free else []
    said += paid
    said += [voice._("%(names)s: niet bekend, vraag het na.", names=voice.join(unknown))] if unknown else []
    return " ".join(said)


def information(context: Context, sides: Sequence[Side], contacts: Sequence[Contact]) -> str:
    """How old the information on a flyer is: as old as the oldest of it, by the one rule of the site.

    A desk that was checked lately says so itself; then this is about the offers. Without a number nobody can be called.
    """
    voice, today = context.voice, context.site.today
    offers = [offer for _, _, offer in sides if offer]
    days = [offer.checked_on for offer in offers]
    days += [fact.checked_on for _, initiative, offer in sides if not offer and (fact := initiative.facts.support)]
    is_about_offers = any(rate(contact.checked_on, today) is not Freshness.STALE for contact in contacts)
    days += [] if is_about_offers else [contact.checked_on for contact in contacts]
    checked = checked_view(context, None if None in days else min((day for day in days if day), default=None))
    label = checked.label
    if checked.freshness is Freshness.STALE and not any(contact.phone for contact in contacts):
        label = voice._("niet recent gecontroleerd, vraag het eerst na")
    if is_about_offers:
        return voice._("Het aanbod op dit blad is %(checked)s.", checked=label)
    dates = sorted(day for offer in offers for key in offer.source if (day := _date_of(context, key)))
    if checked.freshness is not Freshness.STALE or not dates or any(offer.checked_on for offer in offers):
        return voice._("De informatie op dit blad is %(checked)s.", checked=label)
    when = voice.partial_date(dates[0])
    return voice._("De informatie op dit blad is van %(date)s en %(checked)s.", date=when, checked=label)


def _date_of(context: Context, source: str) -> str | None:
    return context.site.content.sources[source].date


def newest_day(context: Context, sides: Sequence[Side], contacts: Iterable[Contact]) -> dict[str, int]:
    """The day of the newest information, which a PDF for the archive must have."""
    days = [contact.checked_on for contact in contacts if contact.checked_on]
    keys: set[str] = set()
    for _, initiative, offer in sides:
        keys.update(offer.source if offer else (initiative.facts.support.source if initiative.facts.support else ()))
        days += [offer.checked_on] if offer and offer.checked_on else []
    dates = [text for key in keys or context.site.content.sources if (text := _date_of(context, key))]
    dates = dates or [text for key in context.site.content.sources if (text := _date_of(context, key))]
    days += [date.fromisoformat(text + "-01-01"[len(text) - 4 :]) for text in dates]
    newest = max(days, default=context.site.today)
    return {"year": newest.year, "month": newest.month, "day": newest.day}


def questions(context: Context, sides: Sequence[Side], words: Mapping[str, str]) -> Iterable[Row]:
    """The questions of a family, with for each offer whether it fits, as in the signpost."""
    voice = context.voice
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            continue
        verdicts = [
            next((rule.verdict.value for rule in initiative.fit if rule.answer == answer.key), "no")
            for _, initiative, _ in sides
        ]
        yield Row(voice.phrase(answer.professional), tuple(words[each] for each in verdicts), tuple(verdicts))


def elsewhere(context: Context) -> Iterable[Elsewhere]:
    """The questions that no initiative answers."""
    voice, terms = context.voice, context.site.content.terms
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            who = voice.join(str(voice.phrase(terms[key].label)) for key in answer.terms)
            yield Elsewhere(voice.phrase(answer.professional), who)


def alarms(context: Context) -> Iterable[Alarm]:
    """The numbers for danger that have one."""
    for number in context.site.content.safety.numbers[:ALARM_NUMBERS]:
        if number.phone:
            yield Alarm(context.voice.phrase(number.name), str(context.voice.apart(number.phone)))


def row_of(context: Context, topic: str, sides: Sequence[Side]) -> Row:
    """A topic of the comparison in short."""
    return Row(context.voice._(label_of(topic)), tuple(cell_text(context, topic, side) for side in sides))
