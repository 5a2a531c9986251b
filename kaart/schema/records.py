"""Building blocks of every record: groups of keys, texts in several languages, sources, fixed choices."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from kaart.problems import wrong
from kaart.schema.fields import Line, PastDay, Slug

SOURCE_LANGUAGE = "nl"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-\w+)?|[A-Z]{2}")
TRANSLATIONS_ARE_ELSEWHERE = "Schrijf hier alleen het Nederlands. Vertalingen staan in content/translations/."


class Record(BaseModel):
    """A frozen group of keys; a key that is not declared is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        defer_build=True,  # of what only comes from memory, nothing is ever checked
    )
    written_as: ClassVar[str] = ""  # how an author writes it, where the names of the keys do not say enough


def keys_of(kind: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a record as authors type them: `from` is no name in Python, so that field has another."""
    return {info.alias or name: info for name, info in kind.model_fields.items()}


class Text(Record):
    """A short text in Dutch. Its translations are in `content/translations/`, beside the Dutch that they follow."""

    nl: Line

    @model_validator(mode="before")
    @classmethod
    def _is_one_text(cls, value: Any) -> Any:
        if isinstance(value, list):
            raise wrong("hier staat een lijst, maar er hoort één tekst.", "Schrijf de tekst achter de dubbele punt.")
        if isinstance(value, dict):
            if any(LANGUAGE_CODE.fullmatch(key) for key in value):
                raise wrong("een vertaling staat niet hier.", TRANSLATIONS_ARE_ELSEWHERE)
            hint = 'Zet de hele tekst tussen aanhalingstekens: "Let op: dit".'
            raise wrong("hier staat een dubbele punt te veel.", hint)
        return {SOURCE_LANGUAGE: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


class ProfessionalText(Text):
    """The same for professionals: it needs a translation only in the languages that have pages for them."""


def one_or_more(value: Any) -> Any:
    """A single value as a list of one; several with commas between them are refused."""
    if isinstance(value, str) and "," in value:
        raise wrong(f'"{value}" is niet één waarde.', f"Maak er een lijst van: [{value}].")
    return [value] if isinstance(value, str) else value


class Sayings(Record):
    """A list of words as people say or type them, in Dutch; other languages are in `content/translations/`."""

    nl: tuple[Line, ...]

    @model_validator(mode="before")
    @classmethod
    def _is_a_list(cls, value: Any) -> Any:
        if isinstance(value, dict):
            raise wrong("hier staat een blok met sleutels, maar er hoort een lijst.", TRANSLATIONS_ARE_ELSEWHERE)
        return {SOURCE_LANGUAGE: one_or_more(value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


SourceKeys = Annotated[
    tuple[Slug, ...],
    BeforeValidator(one_or_more, json_schema_input_type=Slug | list[Slug]),
    Field(title="bron", description="Sleutel van een bron in content/sources.yaml, of een lijst van sleutels."),
]
CheckedOn = Annotated[
    PastDay | None,
    Field(
        title="gecontroleerd op",
        description="Dag waarop iemand dit heeft nagevraagd. Weglaten als niemand dat deed.",
    ),
]


class Review(Record):
    """Who has checked a translation, and when."""

    by: Line = Field(title="door", description="Een rol, geen naam: moedertaalspreker van het consultatiebureau.")
    on: PastDay = Field(title="op", description="Dag waarop de hele tekst is nagekeken.")


class TranslationHead(Record):
    """The lines between `---` at the top of a long text in another language."""

    follows: Line | None = Field(
        None, title="volgt", description="Versie van de Nederlandse tekst die is vertaald; build.py noemt haar."
    )
    review: Review | None = Field(
        None, title="nagekeken", description="Wie de vertaling heeft nagekeken. Weglaten als niemand dat deed."
    )


class LabelledEnum(StrEnum):
    """A word from a fixed list. Each has a Dutch label, which counts as a known word when it is typed instead."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """The word as it is written in YAML, and what it means in Dutch."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Reader(LabelledEnum):
    """Who a topic, a page or a contact is for."""

    PARENT = "parent", "ouder"
    PROFESSIONAL = "professional", "professional"
    MUNICIPALITY = "municipality", "gemeente"
    VOLUNTEER = "volunteer", "vrijwilliger"
