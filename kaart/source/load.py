"""Turns the texts of authors into frozen records, and each mistake into a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kaart.day import Day
from kaart.problems import MOST_OF_ONE_CAUSE, Problem, did_you_mean, first_of, nearest
from kaart.schema.conversation import Conversation, Together
from kaart.schema.danger import Danger, DangerWords
from kaart.schema.fields import SLUG_PATTERN
from kaart.schema.flyer_words import Flyers
from kaart.schema.initiative import Initiative
from kaart.schema.municipality import Municipality
from kaart.schema.records import SOURCE_LANGUAGE, LabelledEnum, Reader, Record, Text, TranslationHead, keys_of
from kaart.schema.site import Language, PageHead, Safety, SiteSettings, Source, Term
from kaart.schema.wording import EverydayWords, GlossaryEntry, PlainWords, SearchQuestions, Signpost, Translations
from kaart.source.memory import Memory, digest
from kaart.source.read import nfc, without_hard_spaces
from kaart.source.register import FOLDER as REGISTER
from kaart.source.register import Area, read_register
from kaart.source.register_names import read_names_elsewhere, read_names_in_languages
from kaart.source.yaml_source import Document, Location, compose

RecordKind = TypeVar("RecordKind", bound=BaseModel)
Made = TypeVar("Made")
FRONT_MATTER = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
SINGLE_FILES = tuple(
    f"content/{name}.yaml"
    for name in (
        "site",
        "sources",
        "terms",
        "safety",
        "danger",
        "flyers",
        "conversation",
        "together",
        "synonyms",
        "questions",
        "signpost",
        "glossary",
        "plain",
    )
)
LONGEST_PROSE = 20_000  # characters: what is longer nobody reads, and Markdown takes seconds
GO_BACK = "Zet het terug uit de vorige versie."
FOLDERS = {
    ".yaml": ("initiatives", "content/municipalities", "content/danger", "content/translations"),
    ".md": ("initiatives", "content/pages"),
    ".csv": ("content/register",),
}

NO_HEAD = TranslationHead()
UNREAD_SITE = SiteSettings(  # stands in where site.yaml has errors, so that the rules can look at the rest
    name=Text.model_validate("niet gelezen"),
    tagline=Text.model_validate("niet gelezen"),
    base_url="https://unread.example/",
    publisher="niet gelezen",
    leave_to="https://unread.example/",
    languages=(Language(code=SOURCE_LANGUAGE),),
)


@dataclass(frozen=True)
class Prose:
    """A long text in one language, as Markdown, with its head where it is a page or a translation."""

    path: str
    slug: str
    language: str
    markdown: str
    line_offset: int = 0
    head: PageHead | None = None
    translated: TranslationHead = NO_HEAD


@dataclass(frozen=True)
class Content:
    """Everything authors wrote, checked piece by piece. `documents` gives rules the place of each value."""

    site: SiteSettings
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    safety: Safety
    danger: Danger
    danger_words: Mapping[str, DangerWords]
    flyers: Flyers | None
    conversation: Conversation | None
    together: Together | None
    synonyms: Mapping[str, EverydayWords]
    questions: SearchQuestions
    signpost: Signpost
    glossary: Mapping[str, GlossaryEntry]
    plain: PlainWords
    initiatives: Mapping[str, Initiative]
    municipalities: Mapping[str, Municipality]
    profiles: Mapping[tuple[str, str], Prose]
    pages: Mapping[tuple[str, str], Prose]
    translations: Mapping[str, Translations]
    areas: Mapping[str, Area]
    names_elsewhere: Mapping[str, str]
    names_in_languages: Mapping[str, tuple[str, ...]]
    documents: Mapping[str, Document] = field(repr=False)
    digests: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # of each file, and of how it is read
    paths: frozenset[str] = frozenset()
    walks: dict[int, list[Any]] = field(default_factory=dict, repr=False, compare=False)  # see walk.py

    def is_for(self, reader: Reader | None, language: str) -> bool:
        """True where the site has pages for this reader in this language; what names no reader is for everyone."""
        return reader is None or reader in self._readers.get(language, ())

    @cached_property
    def _readers(self) -> Mapping[str, tuple[Reader, ...]]:
        """The readers that the site has pages for, by language."""
        return {SOURCE_LANGUAGE: tuple(Reader)} | {each.code: each.readers for each in self.site.languages}

    def is_read(self, path: str) -> bool:
        """False where a file could not be read, so that rules do not report its names as unknown."""
        return path in self.documents


@dataclass(frozen=True)
class FileRead:
    """A file that is right, as it is remembered: what was made of it, its keys, and its warnings.

    It is right from the day `since` on: no day in it that must be past is later.
    """

    made: Any
    keys: tuple[str, ...]
    warnings: tuple[Problem, ...]
    since: date


@dataclass
class ContentLoader:
    """Reads the content, and keeps what was read with the problems met on the way."""

    texts: Mapping[str, str]
    today: Day
    areas: Mapping[str, Area]
    memory: Memory
    documents: dict[str, Document] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def remembered(self, kind: type[BaseModel] | None, path: str, read: Callable[[], Made]) -> Made | None:
        """The value that is made of a file; `read` makes it, where the same file was not right before on this day."""
        text = self.texts.get(path)
        if text is None:
            return None
        own = self.areas.get(PurePosixPath(path).stem)
        key = digest("file", kind.__name__ if kind else "", path, own.code if own else "", text)
        self.digests[path] = key
        found = self.memory.find(key)
        if isinstance(found, FileRead) and self.today.has_come(found.since):
            if found.keys:
                self.documents[path] = _document_of(path, text, found.keys)
            self.problems += found.warnings
            known: Made = found.made
            return known
        start, whole = len(self.problems), self.today
        self.today = whole.again()  # of which nothing was asked but what this file asks
        made, asked, self.today = read(), self.today, whole
        whole.add(asked)
        warnings = tuple(self.problems[start:])
        if all(problem.is_warning for problem in warnings):
            document = self.documents.get(path)
            keys = document.keys(()) if document else ()
            self.memory.keep(key, FileRead(made, keys, warnings, asked.since))
        return made

    def document(self, path: str) -> Document | None:
        """One YAML file as a document; None where it is not there or has errors."""
        text = self.texts.get(path)
        if text is None:
            return None
        if_empty = GO_BACK if path in SINGLE_FILES else "Vul het in of haal het weg."
        document, problems = compose(path, text, if_empty=if_empty)
        self.problems += problems
        if document:
            self.documents[path] = document
        return document

    def record_in(self, kind: type[RecordKind], path: str) -> RecordKind | None:
        """The record that a file is; None, with the problems said, where it is none."""
        return self.remembered(kind, path, lambda: self.record(kind, self.document(path)))

    def record(self, kind: type[RecordKind], document: Document | None, location: Location = ()) -> RecordKind | None:
        """A record at a place in a document; None, with the problems said, where it is none."""
        if document is None:
            return None
        value = document.value
        for step in location:
            value = value[step]
        own = self.areas.get(PurePosixPath(document.path).stem)
        context = {"today": self.today, "cbs_code": own.code if own else None}
        try:
            return kind.model_validate(value, context=context)
        except ValidationError as error:
            errors = error.errors()[: 2 * MOST_OF_ONE_CAUSE]
            self.problems += first_of(
                _problem(document, kind, location, each) for each in _without_echoes(kind, errors)
            )
            if not location:
                self.documents.pop(document.path, None)  # so that no rule leans on it
            return None

    def records(self, kind: type[RecordKind], path: str) -> dict[str, RecordKind]:
        """The records of a file by their keys."""
        return self.remembered(kind, path, lambda: self._records(kind, self.document(path))) or {}

    def _records(self, kind: type[RecordKind], document: Document | None) -> dict[str, RecordKind]:
        if document is None:
            return {}
        found, start = {}, len(self.problems)
        for key in document.value:
            if len(self.problems) - start > MOST_OF_ONE_CAUSE:
                self.problems[start:] = first_of(self.problems[start:])
                break
            if not re.fullmatch(SLUG_PATTERN, key):
                self.problems.append(
                    document.problem(
                        (key,),
                        f'"{key}" is geen goede sleutel.',
                        "Gebruik kleine letters, cijfers en streepjes.",
                        of_key=True,
                    )
                )
            record = self.record(kind, document, (key,))
            if record:
                found[key] = record
        return found

    def records_of(self, kind: type[RecordKind], folder: str) -> dict[str, RecordKind]:
        """The records of a folder, one a file, by the name of the file."""
        found = {slug: self.record_in(kind, path) for path, slug in self.folder(folder, ".yaml")}
        return {slug: record for slug, record in found.items() if record}

    def folder(self, folder: str, suffix: str) -> Iterable[tuple[str, str]]:
        """Path and stem of the files in a folder; a name that cannot be an address is a problem."""
        for path in self.texts:
            pure = PurePosixPath(path)
            if pure.suffix != suffix or pure.parent.as_posix() != folder:
                continue
            stem = pure.name.removesuffix(suffix)
            slug, _, language = stem.partition(".")
            if not re.fullmatch(SLUG_PATTERN, slug) or (language and suffix != ".md"):
                hint = "Gebruik kleine letters, cijfers en streepjes, zoals samen-oplopen" + suffix + "."
                self.problems.append(Problem(path, 0, 0, f'"{pure.name}" kan geen webadres worden.', hint))
                continue
            yield path, stem


def load(texts: Mapping[str, str], today: Day, memory: Memory | None = None) -> tuple[Content, list[Problem]]:
    """The content of all files, and every problem found; what could not be read is left out of the content."""
    memory = memory or Memory()
    areas, names_elsewhere, names_in_languages, found = _register(texts, memory)
    reading = ContentLoader(texts, today, areas, memory, problems=[*found])
    for path in SINGLE_FILES:
        if path not in texts:
            reading.problems.append(Problem(path, 0, 0, "dit bestand ontbreekt.", GO_BACK))
    site = reading.record_in(SiteSettings, "content/site.yaml")
    safety = reading.record_in(Safety, "content/safety.yaml")
    danger = reading.record_in(Danger, "content/danger.yaml")
    danger_words = reading.records_of(DangerWords, "content/danger")
    flyers = reading.record_in(Flyers, "content/flyers.yaml")
    conversation = reading.record_in(Conversation, "content/conversation.yaml")
    together = reading.record_in(Together, "content/together.yaml")
    sources = reading.records(Source, "content/sources.yaml")
    terms = reading.records(Term, "content/terms.yaml")
    synonyms = reading.records(EverydayWords, "content/synonyms.yaml")
    questions = reading.record_in(SearchQuestions, "content/questions.yaml")
    signpost = reading.record_in(Signpost, "content/signpost.yaml")
    glossary = reading.records(GlossaryEntry, "content/glossary.yaml")
    plain = reading.record_in(PlainWords, "content/plain.yaml")
    initiatives = reading.records_of(Initiative, "initiatives")
    municipalities = reading.records_of(Municipality, "content/municipalities")
    translations = reading.records_of(Translations, "content/translations")
    reading.problems += _astray(texts)
    content = Content(
        site=site or UNREAD_SITE,
        sources=sources,
        terms=terms,
        safety=safety or Safety(numbers=()),
        danger=danger or Danger(kinds=()),
        danger_words=danger_words,
        flyers=flyers,
        conversation=conversation,
        together=together,
        synonyms=synonyms,
        questions=questions or SearchQuestions(questions=()),
        signpost=signpost or Signpost(help=(), care=()),
        glossary=glossary,
        plain=plain or PlainWords(words=()),
        initiatives=initiatives,
        municipalities=municipalities,
        profiles={(prose.slug, prose.language): prose for prose in _long_texts(reading, "initiatives", None)},
        pages={(prose.slug, prose.language): prose for prose in _long_texts(reading, "content/pages", PageHead)},
        translations=translations,
        areas=areas,
        names_elsewhere=names_elsewhere,
        names_in_languages=names_in_languages,
        documents=reading.documents,
        digests=reading.digests,
        paths=frozenset(texts),
    )
    return content, reading.problems


def _document_of(path: str, text: str, keys: tuple[str, ...]) -> Document:
    """The document of a file that is right: of the whole file, or of the head of a long text."""
    if not path.endswith(".md"):
        return Document(path, text, keys)
    head = FRONT_MATTER.match(nfc(without_hard_spaces(text)))
    return Document(path, head.group(1) if head else "", keys, line_offset=1)


Register = tuple[Mapping[str, Area], Mapping[str, str], Mapping[str, tuple[str, ...]], Sequence[Problem]]


def _register(texts: Mapping[str, str], memory: Memory) -> Register:
    """The municipalities, the names of places that the map is not about, names in other languages, and mistakes."""

    def read() -> Register:
        areas, problems = read_register(texts)
        names_elsewhere, twice = read_names_elsewhere(texts)
        names_in_languages, wrong = read_names_in_languages(texts, areas) if areas else ({}, [])
        return areas, names_elsewhere, names_in_languages, (*problems, *twice, *wrong)

    tables = (part for path, text in texts.items() if path.startswith(REGISTER) for part in (path, text))
    return memory.of(digest("register", *tables), read)


def _astray(texts: Iterable[str]) -> Iterable[Problem]:
    """A problem for each file in a folder that is not read for files of its kind."""
    for path in texts:
        pure = PurePosixPath(path)
        folders = FOLDERS[pure.suffix]
        if path not in SINGLE_FILES and pure.parent.as_posix() not in folders:
            hint = f"Zet het in {' of '.join(filter(None, (', '.join(folders[:-1]), folders[-1])))}."
            yield Problem(path, 0, 0, "dit bestand staat op een plek die niet wordt gelezen.", hint)


def _long_texts(reading: ContentLoader, folder: str, head_kind: type[PageHead] | None) -> Iterable[Prose]:
    for path, stem in reading.folder(folder, ".md"):
        prose = reading.remembered(head_kind, path, partial(_long_text, reading, path, stem, head_kind))
        if prose:
            yield prose


def _long_text(reading: ContentLoader, path: str, stem: str, head_kind: type[PageHead] | None) -> Prose | None:
    """A long text with its head; None, with the problems said, where it is none."""
    slug, _, language = stem.partition(".")
    text, line_offset = nfc(without_hard_spaces(reading.texts[path])), 0
    has_head = text.startswith("---\n")
    mistake = _mistake_in(text, slug, language, has_head and not head_kind)
    if mistake:
        reading.problems.append(Problem(path, *mistake))
        return None
    head: Any = NO_HEAD
    if head_kind or has_head:
        match = FRONT_MATTER.match(text)
        if not match:
            hint = "Begin met een regel ---, dan title: en description:, dan weer een regel ---."
            reading.problems.append(Problem(path, 1, 1, "de kop van deze pagina ontbreekt.", hint))
            return None
        if not match.group(1).strip():
            reading.problems.append(
                Problem(path, 1, 1, "de kop van deze pagina is leeg.", "Zet er title: en description: in.")
            )
            return None
        document, problems = compose(path, match.group(1), line_offset=1)
        reading.problems += problems
        head = reading.record(head_kind or TranslationHead, document)
        if document is None or head is None:
            return None
        reading.documents[path] = document
        line_offset = text[: match.end()].count("\n")
        text = text[match.end() :]
        if not text.strip():
            message = "deze pagina heeft een kop maar geen tekst."
            reading.problems.append(Problem(path, line_offset, 1, message, "Schrijf de tekst onder de kop."))
    page_head = head if isinstance(head, PageHead) else None
    return Prose(path, slug, language or SOURCE_LANGUAGE, text, line_offset, page_head, head)


def _mistake_in(text: str, slug: str, language: str, has_odd_head: bool) -> tuple[int, int, str, str] | None:
    """The mistake that keeps a file from being a long text: its place, what is there, and what to do."""
    if language == SOURCE_LANGUAGE:
        hint = f"Geef dit bestand de naam {slug}.md, of haal het weg."
        return 0, 0, f"de Nederlandse tekst heet {slug}.md.", hint
    if has_odd_head and not language:
        hint = "Haal de regels van --- tot en met --- weg; alleen een pagina in content/pages heeft een kop."
        return 1, 1, "een tekst bij een initiatief heeft geen kop.", hint
    if not text.strip():
        return 0, 0, "dit bestand is leeg.", "Vul het in of haal het weg."
    if len(text) > LONGEST_PROSE:
        message = f"deze tekst is te lang: {len(text)} tekens, hoogstens {LONGEST_PROSE}."
        return 0, 0, message, "Maak er twee teksten van."
    return None


def _without_echoes(kind: type[BaseModel], errors: Iterable[Any]) -> list[Any]:
    """The errors, without a missing key where the same block has that key misspelt."""
    found = list(errors)
    misspelt = set()
    for error in found:
        if error["type"] == "extra_forbidden":
            fields = _fields_at(kind, error["loc"][:-1])
            misspelt.add((*error["loc"][:-1], nearest(str(error["loc"][-1]), fields, _labels(fields))))
    return [error for error in found if error["type"] != "missing" or tuple(error["loc"]) not in misspelt]


def _problem(document: Document, kind: type[BaseModel], above: Location, error: Any) -> Problem:
    """A validation error of pydantic as a problem: in Dutch, with the place where it was typed."""
    location = (*above, *error["loc"])
    last = str(location[-1]) if location else ""
    fields = _fields_at(kind, error["loc"][:-1])
    match error["type"]:
        case "dutch":
            said = error["ctx"]
            if said["key"]:
                return document.problem((*location, said["key"]), said["message"], said["hint"], of_key=True)
            return document.problem(location, said["message"], said["hint"])
        case "missing":
            field_info = fields.get(last)
            label = f" ({field_info.title})" if field_info and field_info.title else ""
            hint = f"Voeg {last}: toe. {field_info.description if field_info else ''}".strip()
            return document.problem(location[:-1], f'"{last}"{label} ontbreekt.', hint)
        case "extra_forbidden":
            hint = did_you_mean(last, fields, _labels(fields))
            return document.problem(location, f'"{last}" is hier geen sleutel.', hint, of_key=True)
        case "enum":
            choices = _choices_at(kind, error["loc"])
            if not isinstance(error["input"], str):
                hint = f"Kies uit: {', '.join(choice.value for choice in choices)}."
                return document.problem(location, f"{_seen(error['input'])}, maar er hoort één waarde.", hint)
            labels = {choice.label: choice.value for choice in choices}
            hint = did_you_mean(str(error["input"]), (choice.value for choice in choices), labels)
            return document.problem(location, f'"{error["input"]}" kan hier niet.', hint)
        case "tuple_type" | "list_type":
            hint = "Zet elk punt op een eigen regel, met een streepje ervoor."
            if str(error["input"]).startswith("-"):
                hint = "Zet elk punt op een eigen regel, met een streepje en een spatie ervoor."
            return document.problem(location, f"{_seen(error['input'])}, maar er hoort een lijst.", hint)
        case "model_type" | "dict_type" | "model_attributes_type":
            written_as = "".join(part.written_as for part in _records_at(kind, error["loc"]))
            keys = written_as or ", ".join(_fields_at(kind, error["loc"]))
            hint = f"Schrijf op de volgende regels, ingesprongen: {keys}."
            if isinstance(error["input"], list):
                hint = "Hier past één blok: haal het streepje weg."
                if last == "contact" and len(error["input"]) > 1:
                    hint = "Hier past één contact. Zet de andere onder contacts:."
            return document.problem(location, f"{_seen(error['input'])}, maar er hoort een blok met sleutels.", hint)
    raise AssertionError(f"no Dutch message for {error}")


def _seen(value: object) -> str:
    if isinstance(value, str):
        return f'hier staat "{value}"'
    return "hier staat een lijst" if isinstance(value, list) else "hier staat een blok met sleutels"


def models_in(annotation: Any) -> Iterable[type]:
    """The classes inside an annotation such as `tuple[Contact, ...] | None`."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        yield annotation
    if get_origin(annotation) in (Union, UnionType, tuple, list) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from models_in(part)


def _annotation_at(kind: type[BaseModel], location: Location) -> Any:
    annotation: Any = kind
    for step in location:
        if isinstance(step, int):
            continue
        found = [part for part in models_in(annotation) if issubclass(part, BaseModel)]
        if not found or step not in keys_of(found[0]):
            return None
        annotation = keys_of(found[0])[step].annotation
    return annotation


def _fields_at(kind: type[BaseModel], location: Location) -> Mapping[str, Any]:
    found = _records_at(kind, location)
    return keys_of(found[0]) if found else {}


def _records_at(kind: type[BaseModel], location: Location) -> list[type[Record]]:
    return [part for part in models_in(_annotation_at(kind, location)) if issubclass(part, Record)]


def _choices_at(kind: type[BaseModel], location: Location) -> tuple[LabelledEnum, ...]:
    found = [part for part in models_in(_annotation_at(kind, location)) if issubclass(part, LabelledEnum)]
    return tuple(found[0]) if found else ()


def _labels(fields: Mapping[str, Any]) -> dict[str, str]:
    """The Dutch label of each key, which counts as a known word too."""
    return {info.title.lower(): key for key, info in fields.items() if info.title}
