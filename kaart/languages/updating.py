"""The catalogues brought up to date: messages collected from templates, views and the model, and merged in."""

from __future__ import annotations

import os
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from kaart.languages.catalogues import forms_of, parsed, read_catalog
from kaart.languages.words import DOMAIN_FILE, text_of
from kaart.schema.facts import TOPICS, label_of, question_of

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

    total: int
    missing: int
    fuzzy: int
    obsolete: int


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
        catalog = parsed(language, place, text_of(path, place))
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
    catalog = read_catalog(updated(program, language).splitlines(), language)
    messages = [message for message in catalog if message.id]
    missing = sum(1 for message in messages if not all(forms_of(message.string)))
    fuzzy = sum(1 for message in messages if message.fuzzy)
    return Status(len(messages), missing, fuzzy, len(catalog.obsolete))
