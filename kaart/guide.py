"""Help for editors, made from the schema: JSON Schemas, key tables for the handbook, skeletons."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_origin

from pydantic import BaseModel, TypeAdapter

from kaart.problems import ContentError, Problem, did_you_mean
from kaart.schema.conversation import Advice, Agreement, Conversation, Situation, Together
from kaart.schema.danger import Danger, DangerGroup, DangerKind, DangerSayings, DangerWords
from kaart.schema.facts import Ages, DurationFact, EuroRange, Fact, Facts, FrequencyFact, HalfDays
from kaart.schema.fields import slug_of
from kaart.schema.flyer_words import (
    FlyerList,
    FlyerPicture,
    FlyerPoint,
    Flyers,
    FlyerTexts,
    FlyerWords,
    Reassurances,
    ReferralCard,
    VolunteerFlyer,
)
from kaart.schema.initiative import Finding, FitRule, Initiative, Moments, Organisation, ReferralSheet, Step, Week
from kaart.schema.municipality import Address, Closing, Contact, LocalOffer, Municipality, OpeningHours, Room
from kaart.schema.records import Review, Text, TranslationHead, keys_of
from kaart.schema.site import Language, PageHead, Safety, SafetyNumber, SiteSettings, Source, Term
from kaart.schema.wording import (
    EverydayWords,
    GlossaryEntry,
    PlainWord,
    PlainWords,
    SearchQuestion,
    SearchQuestions,
    Signpost,
    SignpostAnswer,
    TranslatedFile,
    TranslatedText,
    Translations,
)
from kaart.source.load import models_in
from kaart.source.read import read_text
from kaart.source.register import Area

SCHEMA_FOLDER = "content/schema"
HANDBOOK = "content/README.md"
TABLE = re.compile(r"(<!-- tabel (\w+) -->\n).*?(<!-- einde tabel -->)", re.DOTALL)
SCHEMAS: dict[str, Any] = {
    "conversation": Conversation,
    "danger": Danger,
    "danger-words": DangerWords,
    "flyers": Flyers,
    "glossary": dict[str, GlossaryEntry],
    "initiative": Initiative,
    "municipality": Municipality,
    "plain": PlainWords,
    "questions": SearchQuestions,
    "safety": Safety,
    "signpost": Signpost,
    "site": SiteSettings,
    "sources": dict[str, Source],
    "synonyms": dict[str, EverydayWords],
    "terms": dict[str, Term],
    "together": Together,
    "translations": Translations,
}
TABLES: tuple[type[BaseModel], ...] = (
    *(
        Initiative,
        Facts,
        Fact,
        FrequencyFact,
        HalfDays,
        DurationFact,
        Ages,
        EuroRange,
        Week,
        Moments,
        FitRule,
        Step,
        Finding,
        Organisation,
        ReferralSheet,
    ),
    *(Municipality, LocalOffer, Contact, Address, OpeningHours, Closing),
    Room,
    *(Source, Term, SafetyNumber, SiteSettings, Language, PageHead),
    *(
        Flyers,
        FlyerWords,
        FlyerPicture,
        Reassurances,
        FlyerTexts,
        ReferralCard,
        VolunteerFlyer,
        FlyerPoint,
        FlyerList,
    ),
    *(Translations, TranslatedFile, TranslatedText, TranslationHead, Review),
    *(Conversation, Situation, Advice, Together, Agreement),
    *(DangerKind, DangerWords, DangerGroup, DangerSayings),
    *(EverydayWords, SearchQuestion, SignpostAnswer, GlossaryEntry, PlainWord),
)


def guide_files(root: Path) -> dict[str, str]:
    """Every file that follows from the model, by its path from `root`: the schemas and the handbook.

    Raises ContentError where the handbook cannot be read.
    """
    files = {f"{SCHEMA_FOLDER}/{name}.schema.json": _json_schema(kind) for name, kind in SCHEMAS.items()}
    handbook, problems = read_text(root / HANDBOOK, HANDBOOK)
    if handbook is None:
        raise ContentError(problems)
    kinds = {kind.__name__: kind for kind in TABLES}
    files[HANDBOOK] = TABLE.sub(
        lambda match: match.group(1) + key_table(kinds[match.group(2)]) + match.group(3), handbook
    )
    return files


def _json_schema(kind: Any) -> str:
    schema = TypeAdapter(kind).json_schema()
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **_without_null(schema)}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _without_null(schema: Any) -> Any:
    """An optional key may be left out, but not be null: empty values are errors."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if not (key == "default" and value is None)}
    options = kept.get("anyOf")
    if isinstance(options, list) and len(options) == 1:
        kept |= options[0] | {key: value for key, value in kept.items() if key != "anyOf"}
        del kept["anyOf"]
    return kept


def key_table(kind: type[BaseModel]) -> str:
    """A Markdown table of the keys of a record, less those of the record it extends: key, label, required, help."""
    rows = ["| sleutel | betekenis | verplicht | uitleg |", "| --- | --- | --- | --- |"]
    extended = {key for base in kind.__mro__[1:] if base in TABLES for key in base.model_fields}
    for key, info in keys_of(kind).items():
        if key in extended:
            continue
        rows.append(f"| `{key}` | {info.title} | {'ja' if info.is_required() else ''} | {info.description} |")
    return "\n".join(rows) + "\n"


def initiative_skeleton(name: str) -> dict[str, str]:
    """A new profile and its long text, by path. Every topic starts as not known; `check` says what is still missing."""
    slug = slug_of(name)
    lines = [
        f"# yaml-language-server: $schema=../{SCHEMA_FOLDER}/initiative.schema.json",
        "# Vul de sleutels in; python build.py check zegt wat er nog ontbreekt. De uitleg staat in content/README.md.",
        f"name: {json.dumps(name, ensure_ascii=False)}",
    ]
    for key, info in Initiative.model_fields.items():
        if key == "name" or not info.is_required():
            continue
        lines.append(f"# {info.title}: {info.description}")
        lines.append(f"{key}:")
        lines += list(_skeleton_below(key))
    text = f"## Wanneer past {name} bij u?\n"
    return {f"initiatives/{slug}.yaml": "\n".join(lines) + "\n", f"initiatives/{slug}.md": text}


def _skeleton_below(key: str) -> Iterator[str]:
    if key == "facts":
        for topic, info in Facts.model_fields.items():
            yield f"  # {info.title}: {info.description}"
            yield f"  {topic}:"
            yield "    unknown: ja"
    if key == "owner":
        yield "  name:"
    if key == "steps":
        yield "  - title:"
        yield "    text:"
    if key in ("evidence", "reach"):
        yield "  - text:"
        yield "    source:"


def municipality_skeleton(area: Area) -> dict[str, str]:
    """A new file for a municipality of the register, with offers and contacts ready to fill in."""
    lines = [
        "# yaml-language-server: $schema=../schema/municipality.schema.json",
        f"# {area.name} ({area.province}). Een volledig ingevuld voorbeeld staat in voorbeeldstad.yaml.",
        f"cbs_code: {area.code}",
        "# Haal het hekje weg voor de regels die u invult.",
        *_commented("offers", LocalOffer),
        *_commented("contacts", Contact),
    ]
    return {f"content/municipalities/{area.slug}.yaml": "\n".join(lines) + "\n"}


def _commented(key: str, kind: type[BaseModel]) -> Iterator[str]:
    """A list of one record, every key with its help, behind a # so that only what is filled in counts."""
    yield f"# {key}:"
    yield from (f"#   {line}" for line in _point(_keys_with_help(kind)))


def _keys_with_help(kind: type[BaseModel]) -> Iterator[str]:
    for key, info in keys_of(kind).items():
        yield f"{key}:  # {info.title}: {info.description}"
        below = [part for part in models_in(info.annotation) if issubclass(part, BaseModel)]
        if below and below[0] not in (Text, Facts):
            lines = _keys_with_help(below[0])
            yield from (f"  {line}" for line in (_point(lines) if get_origin(info.annotation) is tuple else lines))


def _point(lines: Iterable[str]) -> Iterator[str]:
    """Lines as one point of a list."""
    for index, line in enumerate(lines):
        yield f"{'-' if index == 0 else ' '} {line}"


def find_area(
    name: str, areas: Mapping[str, Area], merged: Mapping[str, Area] | None = None, command: str = "new"
) -> Area | Problem:
    """The municipality of the register with this name or slug, or a problem that says which could be meant.

    `merged` has the one of now by the slug of one that went into it.
    """
    by_name = {area.name.lower(): area for area in areas.values()} | dict(areas)
    found = by_name.get(name.lower()) or by_name.get(slug_of(name))
    if found:
        return found
    message = f'"{name}" is geen gemeente in het register.'
    now = (merged or {}).get(slug_of(name))
    if now:
        return Problem(command, 0, 0, message, f'Die gemeente hoort nu bij {now.name}. Typ "{now.slug}".')
    around = [area for area in areas.values() if name.lower() in (place.lower() for place in area.places)]
    around += [area for area in areas.values() if area.name.lower().startswith(f"{name.lower()} (")]
    if around:
        choices = " of ".join(f'"{area.slug}" ({area.name})' for area in dict.fromkeys(around))
        return Problem(command, 0, 0, message, f"Typ {choices}.")
    hint = did_you_mean(name.lower(), by_name) or "Zoek de naam op in content/register/gemeenten.csv."
    return Problem(command, 0, 0, message, hint)
