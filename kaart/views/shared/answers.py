"""Small tables: the columns and rows of a comparison in a few words, on flyers and in frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kaart.languages.voice import Phrase
from kaart.model.facts import fact_that_holds
from kaart.model.site import Locality
from kaart.schema.facts import label_of
from kaart.views.shared.cells import Column, core_of
from kaart.views.shared.context import Context
from kaart.views.shared.facts import value_lines

Words = Phrase | str


@dataclass(frozen=True)
class FlyerRow:
    """A row of a table: a cell for each offer. `marks` says of each cell how it is drawn."""

    label: Words
    cells: tuple[Words, ...]
    marks: tuple[str, ...] = ()


def offered_columns(context: Context, locality: Locality | None) -> tuple[Column, ...]:
    """The initiatives of a municipality, or of the whole country, in the order of the site."""
    records = context.site.content.initiatives
    if locality is None:
        return tuple(Column(slug, record) for slug, record in records.items())
    return tuple(Column(offer.initiative, records[offer.initiative], offer) for offer in locality.current_offers)


def offers_title(context: Context, locality: Locality | None) -> str:
    """The heading above what is offered, which says how sure that is."""
    voice = context.voice
    if locality is None:
        return voice._("Deze initiatieven zijn er, niet elk in elke gemeente")
    if all(offer.checked_on for offer in locality.current_offers):
        return voice._("Wat er in %(place)s is", place=locality.area.name)
    return voice._("Wat we in %(place)s vonden", place=locality.area.name)


def cell_text(context: Context, topic: str, column: Column) -> Words:
    """A fact in a few words, without a full stop: its core, or else all of it."""
    fact = fact_that_holds(column.initiative, column.offer, topic)[0]
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


def row_of(context: Context, topic: str, columns: Sequence[Column]) -> FlyerRow:
    """A topic of the comparison in short."""
    return FlyerRow(context.voice._(label_of(topic)), tuple(cell_text(context, topic, column) for column in columns))
