"""The comparison: of all initiatives, of two, and of those in a municipality. What it shows can be taken along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaart import urls
from kaart.model.contacts import whom_to_call
from kaart.model.facts import fact_that_holds
from kaart.model.freshness import day_of_newest
from kaart.model.site import Locality
from kaart.schema.facts import READERS, TOPICS
from kaart.schema.records import Reader
from kaart.views.shared.beginnings import HowToStart, beginning
from kaart.views.shared.cells import Column, Group, TopicRow, groups_of, is_local, marks_of
from kaart.views.shared.choosing import Sentence, Sum, sentences_of, sums_for_scripts, sums_of
from kaart.views.shared.context import Context
from kaart.views.shared.facts import facts_checked
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.made_once import made_once
from kaart.views.shared.ranges import Axis, Bar, RangeFigure, age_axis, euro_axis, stretches_of
from kaart.views.shared.reports import Report, report_of_initiatives, report_of_place

TOLD_APART_BY = ("place", "ages", "support")
FEWEST = 2  # columns that a visitor can choose; more than fit stand below each other


@dataclass(frozen=True)
class Chip:
    """An initiative to tap. It leads to the comparison with it, or without it where it is compared now."""

    slug: str
    name: str
    colour_class: str
    href: str
    is_compared: bool


@dataclass(frozen=True)
class Chooser:
    """The choices of a visitor with scripts: initiatives, and the words in the address for kinds of readers."""

    initiatives: tuple[InitiativeCard, ...]
    readers: tuple[str, ...]
    fewest: int
    can_choose: bool
    can_differ: bool
    differences_word: str
    sums: Mapping[str, str]


@dataclass(frozen=True)
class ComparisonView:
    """A comparison. `place` is empty where it holds for the whole country; `newest` is the day of its newest facts."""

    place: str
    newest: date
    checked: str
    columns: tuple[InitiativeCard, ...]
    groups: tuple[Group, ...]
    beginnings: tuple[HowToStart, ...]
    beginnings_title: str
    figures: tuple[RangeFigure, ...]
    marks: Mapping[str, str]
    chooser: Chooser
    spreadsheets: tuple[str, ...]
    address: str
    chips: tuple[Chip, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    sums: tuple[Sum, ...]
    is_pair: bool
    all_href: str | None
    alike_href: str | None
    next_link: Link
    report: Report | None


def compare(context: Context) -> tuple[Frame, ComparisonView]:
    """The comparison of all initiatives."""
    voice, records = context.voice, context.site.content.initiatives
    view = _comparison(context, [Column(slug, record) for slug, record in records.items()])
    description = voice._("Alle initiatieven naast elkaar: wat ze doen, voor wie, hoe vaak en wat het kost.")
    return frame_of(context, voice._("Vergelijk de initiatieven"), description), view


def compare_pair(context: Context) -> tuple[Frame, ComparisonView]:
    """The comparison of two initiatives."""
    voice, records = context.voice, context.site.content.initiatives
    columns = [Column(slug, records[slug]) for slug in (context.page.slug, context.page.initiative)]
    view = _comparison(context, columns)
    names = {"one": columns[0].initiative.name, "other": columns[1].initiative.name}
    title = voice._("%(one)s of %(other)s?", **names)
    description = voice._("Wat %(one)s en %(other)s hetzelfde doen en wat er verschilt, met bronnen.", **names)
    crumbs = [Link(voice._("Vergelijk de initiatieven"), context.href(urls.COMPARE))]
    return frame_of(context, title, description, crumbs), view


def compare_local(context: Context) -> tuple[Frame, ComparisonView]:
    """The comparison of the initiatives in a municipality: a local fact wins over a national one."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    records = site.content.initiatives
    columns = [Column(offer.initiative, records[offer.initiative], offer) for offer in locality.current_offers]
    view = _comparison(context, columns, locality)
    place = locality.area.name
    if len(columns) > 1:
        title = voice._("De initiatieven in %(place)s naast elkaar", place=place)
    else:
        title = voice._("%(initiative)s in %(place)s op een rij", initiative=columns[0].initiative.name, place=place)
    description = voice._("Wat in %(place)s geldt en wat in het hele land, en hoe u begint.", place=place)
    crumbs = [] if site.options.only else [municipality_link(context, context.page.slug)]
    return frame_of(context, title, description, crumbs, voice._("Vergelijk"), locality.is_example), view


def _comparison(context: Context, columns: Sequence[Column], locality: Locality | None = None) -> ComparisonView:
    voice, address = context.voice, context.page.address
    groups = groups_of(context, columns, locality)
    drawn = [row for group in groups for row in group.rows if row.is_drawn and len(columns) > FEWEST]
    slugs = list(context.site.content.initiatives)
    cards = tuple(_column(context, column, locality) for column in columns)
    return ComparisonView(
        place=locality.area.name if locality else "",
        newest=_newest(context, columns, locality),
        checked=facts_checked(context, [column.slug for column in columns]),
        columns=cards,
        groups=groups,
        beginnings=tuple(beginning(context, column, locality) for column in columns),
        beginnings_title=voice._("contact en aanmelding") if locality else voice._("zo begint u"),
        figures=tuple(_figure(context, row, columns, locality) for row in drawn),
        marks=marks_of(context),
        chooser=_chooser(context, cards),
        spreadsheets=tuple(context.root + file for file in context.page.spreadsheets),
        address=context.site.base_url + context.page.path,
        chips=() if locality or len(slugs) < FEWEST else _chips(context),
        sentences=_sentences(context, columns),
        sums=sums_of(context, groups) if len(columns) > 1 else (),
        is_pair=context.page.initiative != "",
        all_href=context.href(urls.COMPARE) if context.has(urls.COMPARE) and address != urls.COMPARE else None,
        alike_href=context.href(urls.ALIKE) if context.has(urls.ALIKE) else None,
        next_link=_next_link(context, locality),
        report=_report(context, columns, locality),
    )


def _report(context: Context, columns: Sequence[Column], locality: Locality | None) -> Report | None:
    what, slugs = "vergelijking van ", [column.slug for column in columns]
    if locality is None:
        return report_of_initiatives(context, slugs, what)
    calls = (whom_to_call(locality, Reader.PARENT, context.site.today, slug)[:1] for slug in slugs)
    contacts = {call.contact.name: call.contact for found in calls for call in found}
    return report_of_place(context, locality, contacts.values(), what=what)


def _newest(context: Context, columns: Sequence[Column], locality: Locality | None) -> date:
    """The day of the newest fact, offer or desk, or of the newest source of one."""
    today = context.site.today
    held = (fact_that_holds(column.initiative, column.offer, topic)[0] for column in columns for topic in TOPICS)
    facts = [fact for fact in held if fact]
    offers = [column.offer for column in columns if column.offer]
    days = [*(fact.checked_on for fact in facts), *(offer.checked_on for offer in offers)]
    for column in columns:
        days += [call.contact.checked_on for call in whom_to_call(locality, Reader.PARENT, today, column.slug)[:1]]
    keys = {key for source in (*(fact.source for fact in facts), *(offer.source for offer in offers)) for key in source}
    return day_of_newest(days, (context.site.content.sources[key].date for key in keys))


def _sentences(context: Context, columns: Sequence[Column]) -> tuple[tuple[Sentence, ...], ...]:
    """When to choose which, which pages share where no local fact has a say in it."""
    if any(is_local(topic, columns) for topic in TOLD_APART_BY):
        return sentences_of(context, columns)
    key = ("sentences", *(column.slug for column in columns))
    return made_once(context, key, lambda shared: sentences_of(shared, columns))


def _chips(context: Context) -> tuple[Chip, ...]:
    """All initiatives, each with the way to a pair that it is the second of: what was chosen first makes room.

    Where nothing is chosen yet it stands beside its neighbour, which makes room for what is tapped next.
    """
    records, first, second = context.site.content.initiatives, context.page.slug, context.page.initiative
    slugs, everything = list(records), context.href(urls.COMPARE)
    left = {first: second, second: first} if second else {}
    return tuple(
        Chip(
            slug,
            records[slug].name,
            f"accent-{slug}",
            (f"{everything}#{left[slug]}" if len(slugs) > FEWEST else everything)
            if slug in left
            else context.href(urls.pair(second or slugs[index - 1], slug)),
            slug in left,
        )
        for index, slug in enumerate(slugs)
    )


def _chooser(context: Context, cards: tuple[InitiativeCard, ...]) -> Chooser:
    can_choose = len(cards) > FEWEST
    chooser = Chooser(
        initiatives=cards if can_choose else (),
        readers=tuple(urls.READER_WORDS[reader] for reader in READERS),
        fewest=FEWEST,
        can_choose=can_choose,
        can_differ=len(cards) > 1,
        differences_word=urls.DIFFERENCES_WORD,
        sums=sums_for_scripts(context),
    )
    return made_once(context, ("chooser", chooser.initiatives, len(cards) > 1), lambda shared: chooser)


def _next_link(context: Context, locality: Locality | None) -> Link:
    """Where a family finds whom to call: its municipality, or the list of them."""
    site, voice = context.site, context.voice
    if locality is None and context.has(urls.MUNICIPALITIES):
        return Link(voice._("Zoek uw gemeente"), context.href(urls.MUNICIPALITIES))
    here = locality or site.localities[site.options.only or ""]
    return Link(
        voice._("Alles in %(place)s", place=here.area.name), context.href(site.municipality_address(here.area.slug))
    )


def _column(context: Context, column: Column, locality: Locality | None) -> InitiativeCard:
    """The head of a column, which leads to the profile, or in a municipality to its own page."""
    card = initiative_card(context, column.slug)
    if locality is None:
        return card
    return replace(card, href=context.href(context.site.offer_address(locality.area.slug, column.slug)))


def pair_links(context: Context, pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """The way to the comparison of each pair of slugs that has a page."""
    records = context.site.content.initiatives
    return tuple(
        Link(
            context.voice._("%(one)s en %(other)s", one=records[one].name, other=records[other].name),
            context.href(urls.pair(one, other)),
        )
        for one, other in pairs
        if context.has(urls.pair(one, other))
    )


def _figure(context: Context, row: TopicRow, columns: Sequence[Column], locality: Locality | None) -> RangeFigure:
    """The numbers of a row as a drawing, which pages share where they share the row."""
    if is_local(row.topic, columns):
        return _new_figure(context, row, columns)
    key = ("figure", row.topic, locality is None, *(column.slug for column in columns))
    return made_once(context, key, lambda shared: _new_figure(shared, row, columns))


def _new_figure(context: Context, row: TopicRow, columns: Sequence[Column]) -> RangeFigure:
    voice = context.voice
    facts = [fact_that_holds(column.initiative, column.offer, row.topic)[0] for column in columns]
    axis: Axis
    if row.topic == "ages":
        axis, title = age_axis(context, facts), voice._("Leeftijd van de kinderen, in jaren")
        ticks = axis.ticks(voice.number)
    else:
        axis, title = euro_axis(context, facts), voice._("Kosten van een koppeling per jaar, in euro")
        ticks = axis.ticks(lambda number: voice.euros(number, number))
    bars = tuple(
        Bar(
            column.slug,
            column.initiative.name,
            f"accent-{column.slug}",
            cell.fact.lines,
            cell.origin,
            stretches_of(axis, fact.value if fact else None),
        )
        for column, cell, fact in zip(columns, row.cells, facts, strict=True)
    )
    return RangeFigure(row.topic, title, bars, ticks)
