"""Ways through everything that authors wrote: every record with its place, and every value in a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from kaart.schema.records import Sayings, Text
from kaart.source.load import Content
from kaart.source.yaml_source import Document, Location


def walk(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Every value in a record with its location, from the outside in."""
    yield location, value
    if isinstance(value, BaseModel) and not isinstance(value, Text | Sayings):
        for key in type(value).model_fields:
            yield from walk(getattr(value, key), (*location, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*location, index))


def sources_in(record: Any) -> Iterator[tuple[Location, str]]:
    """Every source that a record names, with its location."""
    for location, value in walk(record):
        if location and location[-1] in ("source", "referral_source") and isinstance(value, tuple):
            for index, key in enumerate(value):
                yield (*location, index), key


def records_of(content: Content) -> Iterator[tuple[Document, Location, Any]]:
    """Every record that came from a YAML file, with its document and its location in there."""
    singles = {"site": content.site, "safety": content.safety, "flyers": content.flyers, "signpost": content.signpost}
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
