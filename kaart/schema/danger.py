"""What the site says to who is in danger, and the words by which it knows that: each key once, as in `initiative.py`.

The answers are in Dutch, with their translations where all are. The words are of each language its own, because nobody
says it as another language does.
"""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kaart.problems import wrong
from kaart.schema.fields import Line, Slug, Yes
from kaart.schema.records import Record, Sayings, Text, one_or_more

SlugList = Annotated[tuple[Slug, ...], BeforeValidator(one_or_more, json_schema_input_type=Slug | list[Slug])]
GROUP = re.compile(r"<([^<>]*)>")
SIGNS = ("..", "^", "$")  # of a pattern: words between, the beginning and the end of what is said
SOUND = re.compile(r"[^=\s]+\$?=[^=\s]*")


def _pattern(text: str) -> str:
    """A pattern as it is written; raises where it says nothing, or what the search cannot read."""
    _refuse_comma(text)
    parts = text.split()
    left = [part for part in parts if part not in SIGNS]
    if not left or any(set(part) <= {"*"} for part in left):
        hint = "Schrijf ten minste één woord of groep: <hij> .. <slaat> .. mij."
        raise wrong(f'"{text}" zegt niets.', hint)
    for part in left:
        if ("<" in part or ">" in part) and not GROUP.fullmatch(part):
            raise wrong(f'"{part}" is geen groep.', "Schrijf de naam tussen haakjes, met spaties eromheen: <hij>.")
        if "*" in part[1:-1] or "..." in part:
            raise wrong(f'"{part}" kan niet in een patroon.', "Een * staat voor of achter een woord: bedreig*.")
    return text


def _refuse_comma(text: str) -> str:
    if "," in text:
        raise wrong(f'in "{text}" staat een komma.', "Maak er twee van: elk op een eigen regel, of tussen haakjes [ ].")
    return text


def _sound(text: str) -> str:
    if not SOUND.fullmatch(text):
        raise wrong(f'"{text}" is geen klank.', "Schrijf wat mensen typen en hoe het klinkt: ch=g.")
    return text


Lines = Annotated[
    tuple[Annotated[Line, AfterValidator(_refuse_comma)], ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | list[str]),
]
Patterns = Annotated[
    tuple[Annotated[Line, AfterValidator(_pattern)], ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | list[str]),
]
Sounds = Annotated[
    tuple[Annotated[Line, AfterValidator(_sound)], ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | list[str]),
]


def groups_in(pattern: str) -> list[str]:
    """The names of the groups of words that a pattern leans on."""
    return GROUP.findall(pattern)


class DangerKind(Record):
    """A kind of danger, with the one number that fits it and what the site says beside it."""

    key: Slug = Field(title="sleutel", description="Zo noemen de woorden in content/danger/ deze soort, zoals geweld.")
    signs: Sayings = Field(
        title="tekenen", description="Zoals mensen het zeggen. Het staat op de pagina Zoeken als er geen scripts zijn."
    )
    heading: Text = Field(title="kop", description="Eén korte zin boven het nummer. Hij vraagt niets en verwijt niets.")
    text: Text = Field(title="tekst", description="Eén of twee zinnen onder het nummer.")
    first: Slug = Field(title="eerste nummer", description="Sleutel van het nummer uit content/safety.yaml dat past.")
    second: Slug | None = Field(None, title="tweede nummer", description="Dat eronder staat, meestal alarmnummer.")
    others: SlugList = Field((), title="andere nummers", description="Sleutels van nummers die er klein bij staan.")
    question: Text | None = Field(
        None,
        title="vraag",
        description="Wat er klein bij een gewoon antwoord staat als het niet zeker is. Weglaten als dat niet voorkomt.",
    )
    informal: Yes = Field(False, title="je en jij", description="ja als dit voor een kind is.")
    alone: Yes = Field(
        False, title="alleen het nummer", description="ja als er geen Zoek toch verder bij staat, zoals bij zelfdoding."
    )


class Danger(Record):
    """`content/danger.yaml`: the kinds of danger. The first that fits is shown."""

    kinds: tuple[DangerKind, ...] = Field(title="soorten", description="De zwaarste voorop: de eerste die past telt.")


class DangerGroup(Record):
    """Words that mean the same in a pattern, under one name."""

    name: Slug = Field(title="naam", description="Zoals patronen hem noemen: hij, geschreven als <hij>.")
    words: Patterns = Field(
        title="woorden", description="Elk woord in zijn vormen; een andere groep mag ook: <mijn> man."
    )


class DangerSayings(Record):
    """How a kind of danger is said in a language."""

    kind: Slug = Field(title="soort", description="Sleutel uit content/danger.yaml.")
    sure: Patterns = Field((), title="zeker", description="Patronen die dit zeker zeggen: <hij> .. <mij> .. <slaat>.")
    unsure: Patterns = Field(
        (), title="misschien", description="Patronen waarbij het nummer klein bij het gewone antwoord staat."
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.sure or self.unsure):
            raise wrong("hier staan geen patronen.", "Voeg sure: toe, of unsure:.", "kind")
        return self


class DangerWords(Record):
    """`content/danger/<taal>.yaml`: how people say in a language that they are in danger."""

    call: Line = Field(title="bel dit nummer", description="In deze taal: Bel dit nummer.")
    sounds: Sounds = Field((), title="klanken", description="Letters die mensen verwisselen: ch=g. Een $ is het eind.")
    joined: Lines = Field((), title="vast aan het volgende", description="Woorden die vastzitten aan wat volgt: می.")
    fillers: Lines = Field((), title="vulwoorden", description="Woorden die overal tussen kunnen staan: echt, weer.")
    harmless: Patterns = Field(
        (), title="onschuldig", description="Patronen die eerst worden weggehaald: slaat over, brok in mijn keel."
    )
    near: Lines = Field(
        (), title="lijkt erop", description="Gewone woorden die op een gevaarwoord lijken: geen typfouten daarvan."
    )
    groups: tuple[DangerGroup, ...] = Field((), title="groepen", description="Woorden met een naam.")
    says: tuple[DangerSayings, ...] = Field(title="patronen", description="Per soort gevaar.")
