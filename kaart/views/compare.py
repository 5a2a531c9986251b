"""The comparison: of all initiatives, of two, and of those in a municipality. What it shows can be taken along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.model.contacts import whom_to_call
from kaart.model.facts import Agreement, fact_that_holds
from kaart.model.freshness import day_of_newest
from kaart.model.site import Locality
from kaart.schema.facts import TOPICS
from kaart.schema.records import Reader
from kaart.views.shared.cells import Column, Group, TopicRow, groups_of, is_local, marks_of
from kaart.views.shared.citations import sources_in_words
from kaart.views.shared.contacts import ContactView, contact_view
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.facts import facts_checked
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, municipality_link
from kaart.views.shared.made_once import made_once
from kaart.views.shared.offers import offer_view
from kaart.views.shared.ranges import Axis, Bar, RangeFigure, age_axis, euro_axis, stretches_of

FEWEST = 2  # columns that a visitor can choose; more than fit stand below each other


@dataclass(frozen=True)
class HowToStart:
    """How a family begins with an initiative: whom to call, or the first step, and how sure it is that it is there.

    There is a first step where there is no number to call. `mention` says who named the offer where nobody has checked
    it; it is empty for the whole country.
    """

    slug: str
    name: str
    contact: ContactView | None
    ways: tuple[Link, ...]
    foot: tuple[str, ...]
    first_step: Phrase | None
    room: tuple[Phrase | str, ...]
    note: Phrase | None
    mention: str
    mention_cites: tuple[Cite, ...]
    links: tuple[Link, ...]

    @property
    def source_numbers(self) -> tuple[str, ...]:
        """The numbers of all sources that this leans on."""
        return tuple(cite.number for cite in (*(self.contact.cites if self.contact else ()), *self.mention_cites))


@dataclass(frozen=True)
class PairStatement:
    """One topic of a pair in words: the question, the answer of each, and one answer that can stand for both."""

    question: str
    each: tuple[tuple[str, Phrase | str], ...]

    @property
    def both(self) -> Phrase | str:
        """The answer as a sentence, of the one that gives it in the language of the page if one does."""
        words = [answer for _, answer in self.each]
        best = next((each for each in words if not (isinstance(each, Phrase) and each.language)), words[0])
        sentence = str(best)[:1].upper() + str(best)[1:]
        sentence = sentence.replace("Éé", "Eé", 1)
        return replace(best, text=sentence) if isinstance(best, Phrase) else sentence


@dataclass(frozen=True)
class Chooser:
    """The choices of a visitor: initiatives by slug and name, and groups of topics by the word in the address."""

    initiatives: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    fewest: int
    can_choose: bool
    differences_word: str


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
    same: tuple[PairStatement, ...]
    different: tuple[PairStatement, ...]
    partly_unknown: tuple[PairStatement, ...]
    pairs: tuple[Link, ...]
    all_href: str | None
    alike_href: str | None
    next_link: Link


def compare(context: Context) -> tuple[Frame, ComparisonView]:
    """The comparison of all initiatives."""
    voice, records = context.voice, context.site.content.initiatives
    view = _comparison(context, [Column(slug, record) for slug, record in records.items()])
    description = voice._("Alle initiatieven naast elkaar: wat ze doen, voor wie, hoe vaak en wat het kost.")
    return frame_of(context, voice._("Vergelijk de initiatieven"), description), view


def compare_pair(context: Context) -> tuple[Frame, ComparisonView]:
    """The comparison of two initiatives, with what is the same and what differs in words."""
    voice, records = context.voice, context.site.content.initiatives
    columns = [Column(slug, records[slug]) for slug in (context.page.slug, context.page.initiative)]
    view = _comparison(context, columns)
    names = {"one": columns[0].initiative.name, "other": columns[1].initiative.name}
    title = voice._("%(one)s en %(other)s naast elkaar", **names)
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
    rows = [row for group in groups for row in group.rows]
    is_pair = context.page.initiative != ""
    slugs = list(context.site.content.initiatives)
    return ComparisonView(
        place=locality.area.name if locality else "",
        newest=_newest(context, columns, locality),
        checked=facts_checked(context, [column.slug for column in columns]),
        columns=tuple(_column(context, column, locality) for column in columns),
        groups=groups,
        beginnings=tuple(_beginning(context, column, locality) for column in columns),
        beginnings_title=voice._("contact en aanmelding") if locality else voice._("zo begint u"),
        figures=tuple(_figure(context, row, columns, locality) for row in rows if row.is_drawn),
        marks=marks_of(context),
        chooser=_chooser(context, columns, groups),
        spreadsheets=tuple(context.root + file for file in context.page.spreadsheets),
        address=context.site.base_url + context.page.path,
        same=_in_words([row for group in groups[:2] for row in group.rows], Agreement.SAME) if is_pair else (),
        different=_in_words(groups[0].rows, Agreement.DIFFERENT) if is_pair else (),
        partly_unknown=_in_words(groups[0].rows, Agreement.PARTLY_UNKNOWN) if is_pair else (),
        pairs=() if is_pair or locality else pair_links(context, combinations(slugs, 2)),
        all_href=context.href(urls.COMPARE) if context.has(urls.COMPARE) and address != urls.COMPARE else None,
        alike_href=context.href(urls.ALIKE) if context.has(urls.ALIKE) else None,
        next_link=_next_link(context, locality),
    )


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


def _chooser(context: Context, columns: Sequence[Column], groups: Sequence[Group]) -> Chooser:
    chooser = Chooser(
        initiatives=tuple((column.slug, column.initiative.name) for column in columns),
        groups=tuple((group.word, group.choice) for group in groups),
        fewest=FEWEST,
        can_choose=len(columns) > FEWEST,
        differences_word=urls.DIFFERENCES_WORD,
    )
    return made_once(context, ("chooser", chooser), lambda shared: chooser)


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


def _beginning(context: Context, column: Column, locality: Locality | None) -> HowToStart:
    voice, name = context.voice, column.initiative.name
    offer = offer_view(context, locality, column.offer) if locality and column.offer else None
    calls = whom_to_call(locality, Reader.PARENT, context.site.today, column.slug)
    website = (column.offer.website if column.offer else None) or column.initiative.website
    can_call = bool(calls and calls[0].contact.phone)
    links = [] if can_call else [Link(voice._("Naar de site van %(name)s", name=name), website)]
    if locality:
        label = voice._("%(initiative)s in %(place)s", initiative=name, place=locality.area.name)
        links.append(Link(label, context.href(context.site.offer_address(locality.area.slug, column.slug))))
    else:
        links.append(Link(voice._("Meer over %(name)s", name=name), context.href(urls.initiative(column.slug))))
    shown = contact_view(context, calls[0].contact, calls[0].initiative) if calls else None
    ways = tuple(_ways(context, shown)) if shown else ()
    foot = (*sources_in_words(context, shown.cites), shown.checked.label) if shown else ()
    return HowToStart(
        slug=column.slug,
        name=name,
        contact=shown,
        ways=ways,
        foot=foot,
        first_step=None if can_call else voice.phrase(column.initiative.first_step),
        room=offer.room if offer else (),
        note=offer.note if offer else None,
        mention=offer.mention if offer and not offer.is_checked else "",
        mention_cites=offer.cites if offer and not offer.is_checked else (),
        links=tuple(links),
    )


def _ways(context: Context, contact: ContactView) -> Iterator[Link]:
    """How to reach a desk: by phone and mail, or else by its site and at its door."""
    if contact.phone:
        yield Link(contact.phone, contact.phone_href or "")
    if contact.email:
        yield Link(contact.email, contact.email_href or "")
    if contact.website and not contact.phone:
        yield Link(context.voice._("Website van %(name)s", name=contact.name), contact.website)
    if contact.address and not contact.phone:
        yield Link(", ".join(contact.address), "")


def _in_words(rows: Sequence[TopicRow], agreement: Agreement) -> tuple[PairStatement, ...]:
    """The topics on which the two agree in this way, where each can be said in a few words."""
    return tuple(
        PairStatement(row.question, tuple((cell.name, cell.core or cell.fact.lines[0]) for cell in row.cells))
        for row in rows
        if row.agreement is agreement and all(cell.core or not cell.kind for cell in row.cells)
    )
