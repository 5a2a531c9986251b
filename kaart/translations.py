"""The catalogues of interface words: collected from templates, views and the model, merged without loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kaart.facts import TOPICS, label_of, question_of
from kaart.languages import DOMAIN_FILE
from kaart.records import SOURCE_LANGUAGE

METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2)}
OPTIONS = {"**.html": {"trimmed": "true"}}
COMMENTS = ("Translators:",)
FOLDERS = ("templates", "kaart")
LINE_WIDTH = 100
FIXED_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # so that a catalogue changes only with its words


@dataclass(frozen=True)
class Status:
    """How complete the interface words of a language are, in numbers of messages."""

    language: str
    total: int
    missing: int
    fuzzy: int
    obsolete: int


def collect(program: Path) -> Catalog:
    """Every Dutch message of the interface, with the file it comes from."""
    catalog = Catalog(project="sociale-kaart", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(program / folder, METHODS, OPTIONS, KEYWORDS, COMMENTS, strip_comment_tags=True)
        for name, _, message, comments, context in found:
            catalog.add(message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    for topic in TOPICS:
        for message in (label_of(topic), question_of(topic)):
            catalog.add(message, locations=[("kaart/model.py", 0)])
    return catalog


def updated(program: Path, language: str) -> str:
    """The catalogue of a language with new messages added and old ones kept aside, as the text of its file."""
    path = program / "templates/locale" / language / DOMAIN_FILE
    template = collect(program)
    catalog = Catalog(locale=language, project=template.project, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(template)
    name = Locale.parse(language).get_display_name("en")
    catalog.header_comment = f"# Interface words of the sociale kaart in {name}. Dutch is the source."
    catalog.version, catalog.msgid_bugs_address, catalog.last_translator, catalog.language_team = (
        "1",
        "",
        "",
        "",
    )
    catalog.creation_date = catalog.revision_date = FIXED_DAY
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=LINE_WIDTH, sort_output=True, include_lineno=False)
    return written.getvalue().decode()


def status(program: Path, languages: Iterable[str]) -> list[Status]:
    """How complete each language is; Dutch is the source and always complete."""
    result = []
    for language in languages:
        if language == SOURCE_LANGUAGE:
            continue
        catalog = read_po(BytesIO(updated(program, language).encode()), locale=language)
        messages = [message for message in catalog if message.id]
        forms = [message.string if isinstance(message.string, tuple) else (message.string,) for message in messages]
        missing = sum(1 for each in forms if not all(each))
        fuzzy = sum(1 for message in messages if message.fuzzy)
        result.append(Status(language, len(messages), missing, fuzzy, len(catalog.obsolete)))
    return result
