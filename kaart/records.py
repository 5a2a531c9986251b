"""What every record of the content is made of: groups of keys, texts in several languages, sources, fixed choices."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from kaart.fields import Line, PastDay, Slug, wrong

SOURCE_LANGUAGE = "nl"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-\w+)?|[A-Z]{2}")


class Record(BaseModel):
    """A frozen group of keys; a key that is not declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    written_as: ClassVar[str] = ""  # how an author writes it, where the names of the keys do not say enough


class Text(Record):
    """A short text, in Dutch and perhaps in other languages: `{nl: ..., en: ...}`, or just the Dutch."""

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    __pydantic_extra__: dict[str, Line] = Field(init=False)
    nl: Line = Field(title="Nederlands", description="Elke vertaling hoort bij een Nederlandse tekst.")

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_dutch(cls, value: Any) -> Any:
        if isinstance(value, list):
            raise wrong("hier staat een lijst, maar er hoort één tekst.", "Schrijf de tekst achter de dubbele punt.")
        if isinstance(value, dict):
            if value and not any(LANGUAGE_CODE.fullmatch(key) for key in value):
                hint = 'Zet de hele tekst tussen aanhalingstekens: "Let op: dit".'
                raise wrong("hier staat een dubbele punt te veel.", hint)
            for language, text in value.items():
                if not isinstance(text, str):
                    raise wrong(f'bij "{language}" hoort één tekst.', "Schrijf taal: tekst, bijvoorbeeld en: Free.")
        return {SOURCE_LANGUAGE: value} if isinstance(value, str) else value

    def get(self, language: str) -> str | None:
        """The text in this language, or None where nobody has written it."""
        return self.nl if language == SOURCE_LANGUAGE else (self.model_extra or {}).get(language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this text is written in, Dutch first."""
        return (SOURCE_LANGUAGE, *(self.model_extra or {}))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        by_language = {
            "type": "object",
            "required": [SOURCE_LANGUAGE],
            "additionalProperties": {"type": "string"},
        }
        return {"anyOf": [{"type": "string"}, by_language]}


def one_or_more(value: Any) -> Any:
    """A single value as a list of one; several with commas between them are refused."""
    if isinstance(value, str) and "," in value:
        raise wrong(f'"{value}" is niet één waarde.', f"Maak er een lijst van: [{value}].")
    return [value] if isinstance(value, str) else value


class Sayings(Record):
    """What people say or type, in Dutch and perhaps in other languages: a list, or `{nl: [...], en: [...]}`."""

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    __pydantic_extra__: dict[str, tuple[Line, ...]] = Field(init=False)
    nl: tuple[Line, ...] = Field(title="Nederlands", description="Lijst van woorden en korte zinnen.")

    @model_validator(mode="before")
    @classmethod
    def _plain_list_is_dutch(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {SOURCE_LANGUAGE: one_or_more(value)}

    def get(self, language: str) -> tuple[str, ...]:
        """What people say in this language; nothing where nobody has written it."""
        return self.nl if language == SOURCE_LANGUAGE else (self.model_extra or {}).get(language, ())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this is written in, Dutch first."""
        return (SOURCE_LANGUAGE, *(self.model_extra or {}))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        lines = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [lines, {"type": "object", "required": [SOURCE_LANGUAGE], "additionalProperties": lines}]}


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


class Choice(StrEnum):
    """A word from a fixed list. Each has a Dutch label, which counts as a known word when it is typed instead."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """The word as it is written in YAML, and what it means in Dutch."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
