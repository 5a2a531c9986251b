"""Pieces of a flyer: the initiatives in short, which question they fit, how old the information is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaart.languages.voice import N_, Voice
from kaart.model.facts import fact_that_holds
from kaart.model.freshness import Freshness, day_of_newest, rate
from kaart.model.site import Locality
from kaart.schema.facts import Place
from kaart.schema.municipality import Contact
from kaart.schema.records import Reader
from kaart.views.shared.answers import FlyerRow, Words, cell_text
from kaart.views.shared.cells import Column
from kaart.views.shared.context import Context
from kaart.views.shared.facts import checked_view

ALARM_NUMBERS = 3  # the first of content/safety.yaml: direct danger, violence at home, suicide
NOWHERE = "–"  # in the column of an initiative that is not there


@dataclass(frozen=True)
class Offer:
    """An initiative on a flyer. `note` says that it was not found here; the last two are for volunteers."""

    name: str
    note: str
    colour: str
    place_for_volunteers: str
    frequency: Words


@dataclass(frozen=True)
class ElsewhereOnPaper:
    """A question that no initiative answers, and who does."""

    label: Words
    who: str


@dataclass(frozen=True)
class Alarm:
    """A number for danger; `dutch` is its name for who hands the flyer over."""

    name: Words
    dutch: str
    phone: str


def columns_on_card(context: Context, locality: Locality | None) -> tuple[Column, ...]:
    """All initiatives in the order of the site, so that a professional also sees what is not there."""
    offers = {offer.initiative: offer for offer in locality.current_offers} if locality else {}
    records = context.site.content.initiatives
    return tuple(Column(slug, record, offers.get(slug)) for slug, record in records.items())


def offer_on_paper(context: Context, column: Column, place: str) -> Offer:
    """An initiative in the few words that a flyer has room for."""
    voice, initiative, offer = context.voice, column.initiative, column.offer
    where = fact_that_holds(initiative, offer, "place")[0]
    return Offer(
        name=str(voice.apart(initiative.name)),
        note=voice._("niet gevonden in %(place)s", place=place) if place and not offer else "",
        colour=initiative.colour,
        place_for_volunteers=_place_for_volunteers(context, where.value if where else None),
        frequency=cell_text(context, "frequency", column),
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


def information(context: Context, reader: Reader, columns: Sequence[Column], contacts: Sequence[Contact]) -> str:
    """How old the information on a flyer is: as old as the oldest of it, by the one rule of the site.

    A desk that was checked lately says so itself; then this is about the offers. That nobody looked lately is said to
    professionals only: it would keep a parent from calling.
    """
    voice, today = context.voice, context.site.today
    offers = [offer for column in columns if (offer := column.offer)]
    days = [offer.checked_on for offer in offers]
    days += [fact.checked_on for column in columns if not column.offer and (fact := column.initiative.facts.support)]
    is_about_offers = any(rate(contact.checked_on, today) is not Freshness.STALE for contact in contacts)
    days += [] if is_about_offers else [contact.checked_on for contact in contacts]
    checked = checked_view(context, None if None in days else min((day for day in days if day), default=None))
    if checked.freshness is not Freshness.STALE:
        said = (
            N_("Het aanbod op dit blad is %(checked)s.")
            if is_about_offers
            else N_("De informatie op dit blad is %(checked)s.")
        )
        return voice._(said, checked=checked.label)
    if reader is not Reader.PROFESSIONAL:
        return ""
    dates = sorted(day for offer in offers for key in offer.source if (day := _date_of(context, key)))
    flyers = context.site.content.flyers
    if is_about_offers and flyers:
        return str(voice.phrase(flyers.referral.only_numbers))
    if not dates or any(offer.checked_on for offer in offers):
        return voice._("De informatie op dit blad is niet kort geleden nagekeken.")
    when = voice.partial_date(dates[0])
    return voice._("De informatie op dit blad is van %(date)s. Daarna is ze niet nagekeken.", date=when)


def _date_of(context: Context, source: str) -> str | None:
    return context.site.content.sources[source].date


def newest_day(context: Context, columns: Sequence[Column], contacts: Iterable[Contact]) -> dict[str, int]:
    """The day of the newest information, which a PDF for the archive must have."""
    days = [contact.checked_on for contact in contacts if contact.checked_on]
    keys: set[str] = set()
    for column in columns:
        initiative, offer = column.initiative, column.offer
        keys.update(offer.source if offer else (initiative.facts.support.source if initiative.facts.support else ()))
        days += [offer.checked_on] if offer and offer.checked_on else []
    dates = [text for key in keys or context.site.content.sources if (text := _date_of(context, key))]
    dates = dates or [text for key in context.site.content.sources if (text := _date_of(context, key))]
    newest = day_of_newest(days, dates)
    return {"year": newest.year, "month": newest.month, "day": newest.day}


def questions(context: Context, columns: Sequence[Column], is_local: bool) -> Iterable[FlyerRow]:
    """The questions of a family, with for each initiative whether it fits, as in the signpost; not where it is not."""
    voice = context.voice
    words = {"fits": voice._("past"), "caution": voice._("let op"), "no": voice._("past niet"), "absent": NOWHERE}
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            continue
        verdicts = [
            next((rule.verdict.value for rule in column.initiative.fit if rule.answer == answer.key), "no")
            if column.offer or not is_local
            else "absent"
            for column in columns
        ]
        yield FlyerRow(voice.phrase(answer.professional), tuple(words[each] for each in verdicts), tuple(verdicts))


def elsewhere(context: Context) -> Iterable[ElsewhereOnPaper]:
    """The questions that no initiative answers."""
    voice, terms = context.voice, context.site.content.terms
    for answer in context.site.content.signpost.help:
        if answer.elsewhere:
            who = voice.join(str(voice.phrase(terms[key].label)) for key in answer.terms)
            yield ElsewhereOnPaper(voice.phrase(answer.professional), who)


def alarms(context: Context, dutch: Voice) -> Iterable[Alarm]:
    """The numbers for danger that have one."""
    for number in context.site.content.safety.numbers[:ALARM_NUMBERS]:
        if number.phone:
            name = str(dutch.phrase(number.name))
            yield Alarm(context.voice.phrase(number.name), name, str(context.voice.apart(number.phone)))
