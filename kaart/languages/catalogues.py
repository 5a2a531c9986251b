"""The catalogues of interface words: read, checked, collected from templates, views and the model, merged."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from kaart.languages.checks import script_mistake
from kaart.problems import ContentError, Problem, first_of, one_for_each_cause
from kaart.schema.facts import TOPICS, label_of, question_of
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.read import read_text

DOMAIN_FILE = "LC_MESSAGES/messages.po"
METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2)}
OPTIONS = {"**.html": {"trimmed": "true"}}
COMMENTS = ("Translators:",)
FOLDERS = ("templates", "kaart")
LINE_WIDTH = 100
LINE = re.compile(r"""#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"|""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
OPENING, CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"  # of a direction
LANGUAGE_DATA = "Not a translation"  # in the comment of a list that each language makes for itself
FIXED_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # so that a catalogue changes only with its words


@dataclass(frozen=True)
class Status:
    """How complete the interface words of a language are, in numbers of messages."""

    total: int
    missing: int
    fuzzy: int
    obsolete: int


@dataclass(frozen=True)
class Words:
    """The interface words of a language, ready for use; complete if no Dutch word is left."""

    translations: NullTranslations
    is_complete: bool = True


def read_words(language: str, locale_folder: Path) -> tuple[Words, list[Problem]]:
    """The interface words of a language, and every mistake in its catalogue; without one it speaks Dutch."""
    if language == SOURCE_LANGUAGE:
        return Words(NullTranslations()), []
    path = locale_folder / language / DOMAIN_FILE
    name = f"templates/locale/{language}/{DOMAIN_FILE}"
    if not os.path.lexists(path):
        nothing = Words(NullTranslations(), is_complete=False)
        hint = f"Maak hem met: python build.py translations update {language}. Tot dan staan knoppen in het Nederlands."
        return nothing, [Problem(name, 0, 0, f'er is geen catalogus voor "{language}".', hint, is_warning=True)]
    try:
        words, problems = _words(language, name, _text_of(path, name))
    except ContentError as error:
        return Words(NullTranslations(), is_complete=False), list(error.problems)
    return words, list(problems)


def _text_of(path: Path, name: str) -> str:
    """The text of a catalogue. Raises ContentError with why it is none."""
    text, problems = read_text(path, name)
    if text is None:
        raise ContentError(problems)
    return text


def _parsed(language: str, name: str, text: str) -> Catalog:
    """The messages of a catalogue. Raises ContentError with the first mistake that keeps it from being one."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line.strip()):  # the library would take what it can make of it
            hint = 'Schrijf het woord tussen aanhalingstekens, en \\" voor een aanhalingsteken erin.'
            raise ContentError([Problem(name, number, 1, f'deze catalogus is niet te lezen: "{line}".', hint)])
    hint = "Herstel de regel, of zet het bestand terug uit de vorige versie."
    try:
        return _read(lines, language)
    except PoFileError as error:
        message = f"deze catalogus is niet te lezen: {error}."
        raise ContentError([Problem(name, error.lineno, 1, message, hint)]) from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:  # where its lines are out of order
        raise ContentError([Problem(name, 0, 0, "deze catalogus is niet te lezen.", hint)]) from error


@lru_cache(maxsize=64)  # the preview reads all catalogues again when one has changed
def _words(language: str, name: str, text: str) -> tuple[Words, tuple[Problem, ...]]:
    catalog = _parsed(language, name, text)
    messages = [message for message in catalog if message.id]
    problems = first_of(
        one_for_each_cause(
            (cause, Problem(name, message.lineno or 0, 1, mistake, hint))
            for message in messages
            for cause, mistake, hint in _mistakes(message, language)
        )
    )
    unsure = sum(1 for message in messages if message.fuzzy or not all(_forms(message.string)))
    if unsure:
        hint = f"Zie python build.py translations status; open templates/locale/{language} in een vertaalprogramma."
        message = f"{unsure} van de {len(messages)} woorden zijn nog niet vertaald."
        problems.append(Problem(name, 0, 0, message, hint, is_warning=True))
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Words(GNUTranslations(compiled), not unsure), tuple(problems)


class _Catalog(Catalog):
    """A catalogue whose plurals follow from its language, whatever the head of its file says of them."""

    mime_headers = property(Catalog.mime_headers.fget, lambda self, headers: None)


def _read(lines: Iterable[str], language: str) -> Catalog:
    """The catalogue in the lines of its file; what is no line of a catalogue is an error of the library."""
    catalog = _Catalog(locale=Locale.parse(language, sep="-"), charset="utf-8")
    PoFileParser(catalog, abort_invalid=True).parse(lines)
    return catalog


def _forms(text: Any) -> tuple[str, ...]:
    """The forms of a message or its translation: one, or as many as there are plurals."""
    return tuple(form or "" for form in (text if isinstance(text, tuple | list) else (text,)))


def _mistakes(message: Message, language: str) -> Iterator[tuple[str, str, str]]:
    """The certain mistakes in a translated message: its cause, what is there, and what to do."""
    dutch = _forms(message.id)
    wanted = [Counter(PLACEHOLDER.findall(form)) for form in dutch]
    is_data = any(LANGUAGE_DATA in comment for comment in message.auto_comments)
    for form in filter(None, _forms(message.string)):
        found = Counter(PLACEHOLDER.findall(form))
        if found not in wanted and not (len(dutch) > 1 and found == wanted[0] - Counter(["%(number)s"])):
            for lost in (wanted[-1] - found) or (found - wanted[-1]):
                what = "ontbreekt" if lost in wanted[-1] else "staat niet in het Nederlands"
                yield f"{message.lineno}", f'"{lost}" {what}: "{form}".', f'Het Nederlands is "{dutch[-1]}".'
        depth = 0
        for sign in form:
            depth += (sign in OPENING) - (sign in CLOSING)
            if depth < 0:
                break
        if depth:
            yield (
                "direction",
                f'in "{form}" zijn tekens voor de leesrichting niet gesloten.',
                "Typ de vertaling opnieuw.",
            )
        mistake = None if is_data else script_mistake(" ".join(dutch), PLACEHOLDER.sub("", form), language)
        if mistake:
            yield "script", mistake, f'Het Nederlands is "{dutch[-1]}".'


@cache  # the same for every language
def collect(program: Path) -> Catalog:
    """Every Dutch message of the interface, with the file it comes from."""
    catalog = Catalog(project="sociale-kaart", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(program / folder, METHODS, OPTIONS, KEYWORDS, COMMENTS, strip_comment_tags=True)
        for name, _, message, comments, context in found:
            catalog.add(message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    for topic in TOPICS:
        for message in (label_of(topic), question_of(topic)):
            catalog.add(message, locations=[("kaart/schema/facts.py", 0)])
    return catalog


def updated(program: Path, language: str) -> str:
    """The catalogue of a language with new messages added and old ones kept aside, as the text of its file.

    Raises ContentError where the catalogue that is there cannot be read: nothing of it would be kept.
    """
    path = program / "templates/locale" / language / DOMAIN_FILE
    template = deepcopy(collect(program))  # merging may take its messages over
    catalog = Catalog(locale=Locale.parse(language, sep="-"), project=template.project, charset="utf-8")
    if os.path.lexists(path):
        place = path.relative_to(program).as_posix()
        catalog = _parsed(language, place, _text_of(path, place))
    catalog.update(template)
    name = Locale.parse(language, sep="-").get_display_name("en")
    catalog.header_comment = f"# Interface words of the sociale kaart in {name}. Dutch is the source."
    catalog.project, catalog.version = template.project, "1"
    catalog.msgid_bugs_address, catalog.last_translator, catalog.language_team = (
        "",
        "",
        "",
    )
    catalog.creation_date = catalog.revision_date = FIXED_DAY
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=LINE_WIDTH, sort_output=True, include_lineno=False)
    return written.getvalue().decode()


def status(program: Path, language: str) -> Status:
    """How complete the interface words of a language are, with the Dutch words of today."""
    catalog = _read(updated(program, language).splitlines(), language)
    messages = [message for message in catalog if message.id]
    missing = sum(1 for message in messages if not all(_forms(message.string)))
    fuzzy = sum(1 for message in messages if message.fuzzy)
    return Status(len(messages), missing, fuzzy, len(catalog.obsolete))
