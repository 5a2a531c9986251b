"""The interface words of a language, ready for use; how they are written is for `catalogues`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from kaart.problems import ContentError, Problem
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.memory import Memory, digest
from kaart.source.read import read_text

DOMAIN_FILE = "LC_MESSAGES/messages.po"


@dataclass(frozen=True)
class Words:
    """The interface words of a language; complete if no Dutch word is left."""

    translations: NullTranslations
    is_complete: bool = True


class CompiledWords(NullTranslations):
    """Words in the binary form of gettext, which is read when the first is asked for."""

    def __init__(self, compiled: bytes) -> None:
        super().__init__()
        self._compiled = compiled

    @cached_property
    def words(self) -> GNUTranslations:
        """The words as gettext reads them."""
        return GNUTranslations(BytesIO(self._compiled))

    def gettext(self, message: str) -> str:
        """The translation of a message; the message itself where there is none."""
        return self.words.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation with the plural form of this language."""
        return self.words.ngettext(msgid1, msgid2, n)


def read_words(language: str, locale_folder: Path, memory: Memory | None = None) -> tuple[Words, list[Problem]]:
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
        memory = memory or Memory()
        text = text_of(path, name, memory)
        found = memory.of(digest("words", language, text), lambda: _compiled(language, name, text))
    except ContentError as error:
        return Words(NullTranslations(), is_complete=False), list(error.problems)
    compiled, is_complete, problems = found
    return Words(CompiledWords(compiled), is_complete), list(problems)


def text_of(path: Path, name: str, memory: Memory | None = None) -> str:
    """The text of a catalogue. Raises ContentError with why it is none."""
    text, problems = read_text(path, name, memory)
    if text is None:
        raise ContentError(problems)
    return text


def _compiled(language: str, name: str, text: str) -> tuple[bytes, bool, tuple[Problem, ...]]:
    from kaart.languages.catalogues import compiled  # with all of Babel that reads catalogues

    return compiled(language, name, text)
