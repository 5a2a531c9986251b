"""Ways through everything that authors wrote: every record with its place, and every value in a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel

from kaart.schema.records import Sayings, Text
from kaart.source.load import Content
from kaart.source.yaml_source import Document, Location

PLAIN = frozenset((str, int, bool, float, date, type(None)))


def walk(value: Any, location: Location = ()) -> list[tuple[Location, Any]]:
    """Every value in a record with its location, from the outside in."""
    found: list[tuple[Location, Any]] = []
    _walk(value, tuple(location), found)
    return found


def walked(content: Content, record: Any) -> list[tuple[Location, Any]]:
    """Every value in a record of the content: each is walked through once, for all rules, until `forget_walks`."""
    key = id(record)  # the content keeps the record, so that no other gets its number
    if key not in content.walks:
        content.walks[key] = walk(record)
    return content.walks[key]


def forget_walks(content: Content) -> None:
    """Lets go of all that was walked through: the pages have no use for it."""
    content.walks.clear()


def _walk(value: Any, location: tuple[str | int, ...], found: list[tuple[Location, Any]]) -> None:
    """Adds a value and all that is in it; a list and no generator, because the rules walk through everything."""
    found.append((location, value))
    kind: Any = type(value)
    if kind is tuple:
        for index, item in enumerate(value):
            _walk(item, (*location, index), found)
    elif kind not in PLAIN:
        for key in _keys_of(kind):
            _walk(getattr(value, key), (*location, key), found)


@cache
def _keys_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a group; none for what is one value to an author."""
    return tuple(kind.model_fields) if issubclass(kind, BaseModel) and not issubclass(kind, Text | Sayings) else ()


def sources_in(content: Content, record: Any) -> Iterator[tuple[Location, str]]:
    """Every source that a record names, with its location."""
    for location, value in walked(content, record):
        if location and location[-1] in ("source", "referral_source") and isinstance(value, tuple):
            for index, key in enumerate(value):
                yield (*location, index), key


def records_of(content: Content) -> Iterator[tuple[Document, Location, Any]]:
    """Every record that came from a YAML file, with its document and its location in there."""
    singles: dict[str, BaseModel | None] = {
        "site": content.site,
        "safety": content.safety,
        "danger": content.danger,
        "flyers": content.flyers,
        "conversation": content.conversation,
        "together": content.together,
        "signpost": content.signpost,
    }
    for name, record in singles.items():
        if content.is_read(f"content/{name}.yaml"):
            yield content.documents[f"content/{name}.yaml"], (), record
    tables: dict[str, Mapping[str, BaseModel]] = {
        "sources": content.sources,
        "terms": content.terms,
        "synonyms": content.synonyms,
        "glossary": content.glossary,
    }
    for name, records in tables.items():
        for key, entry in records.items():
            yield content.documents[f"content/{name}.yaml"], (key,), entry
    for slug, initiative in content.initiatives.items():
        yield content.documents[f"initiatives/{slug}.yaml"], (), initiative
    for slug, municipality in content.municipalities.items():
        yield content.documents[f"content/municipalities/{slug}.yaml"], (), municipality
