"""Translations of the content: each stands beside the Dutch that it follows, so that a change of the Dutch is seen.

Short texts are pairs in `content/translations/<language>.yaml`; a long text names the version of the Dutch in its head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from hashlib import sha256
from heapq import nlargest
from itertools import chain

import yaml
from babel import Locale

from kaart.languages.voice import Translation, said
from kaart.schema.records import SOURCE_LANGUAGE, ProfessionalText, Reader, Sayings, Text
from kaart.schema.wording import GlossaryEntry, TranslatedFile, TranslatedText, Translations
from kaart.source.load import Content, Prose
from kaart.source.memory import Memory, digest
from kaart.source.walk import records_of, walked

SMALL_FILES = "content/municipalities"  # one block for all of them
NEAR_ENOUGH = 0.6  # how alike an old and a new Dutch text are, from 0 to 1, for one to be a change of the other
CANDIDATES, COMPARED = 2, 300  # old texts that are looked at for a new one, and characters of each: more takes minutes
MOST_PAIRS = 600_000  # of a new and an old text in one file: with more of them, nothing is found to be a change
NUMBER = re.compile(r"\d+")
HEADER = (
    "# yaml-language-server: $schema=../schema/translations.schema.json\n"
    "# Korte teksten in het {name}. Onder nl: staat het Nederlands, daaronder in text: de vertaling.\n"
    "# Nieuwe teksten komen erbij met: python build.py translations update {code}. Meer uitleg: content/README.md.\n"
)


def dutch_texts(content: Content, memory: Memory | None = None, for_professionals: bool = True) -> dict[str, list[str]]:
    """The Dutch texts to be translated by the file or folder they stand in; each text once, where it comes first.

    A language without pages for professionals has no use for what is for them alone.
    """
    memory = memory or Memory()
    found: dict[str, list[str]] = {}
    seen = set()
    for document, _, record in records_of(content):
        own = partial(_texts_of, content, record, for_professionals)
        if document.path.rpartition("/")[0] == SMALL_FILES:
            texts = found.setdefault(SMALL_FILES, [])
            own = partial(memory.of, digest("texts of", str(for_professionals), content.digests[document.path]), own)
        else:
            texts = found.setdefault(document.path, [])
        for text in own():
            if text not in seen:
                seen.add(text)
                texts.append(text)
    return found


def _texts_of(content: Content, record: object, for_professionals: bool) -> tuple[str, ...]:
    """The Dutch texts of a record."""
    texts = []
    for _, value in walked(content, record):
        match value:
            case ProfessionalText() if not for_professionals:
                pass
            case Text():
                texts.append(value.nl)
            case Sayings():
                texts.append(said(value.nl))
            case GlossaryEntry():
                texts.append(said(value.every_form))
    return tuple(texts)


def merged(texts: Mapping[str, Iterable[str]], old: Translations) -> Translations:
    """The translations in the order of the Dutch texts. Where the Dutch changed, its translation stays with the new.

    Nothing is lost: a translation whose Dutch is gone is kept as unused, and used again when the Dutch comes back.
    """
    if _is_merged(texts, old):
        return old
    kept = {pair.nl: pair for file in old.files for pair in (*file.unused, *file.texts) if pair.text}
    wanted = set(chain.from_iterable(texts.values()))
    files = {file.file: file for file in old.files}
    result = []
    for name in dict.fromkeys((*texts, *files)):
        file = files.get(name, TranslatedFile(file=name))
        unused = {pair.nl: pair for pair in (*file.texts, *file.unused) if pair.text and pair.nl not in wanted}
        own = tuple(texts.get(name, ()))
        changed = _changed([text for text in own if text not in kept], unused)
        pairs = []
        for text in own:
            pair = kept.get(text)
            if pair is None:
                before = unused.pop(changed[text]) if text in changed else TranslatedText(nl=text)
                was = (before.was or before.nl) if text in changed else None
                pair = TranslatedText(nl=text, was=was, text=before.text)
            pairs.append(pair)
        result.append(TranslatedFile(file=name, review=file.review, texts=tuple(pairs), unused=tuple(unused.values())))
    return Translations(interface=old.interface, files=tuple(file for file in result if file.texts or file.unused))


def _is_merged(texts: Mapping[str, Iterable[str]], old: Translations) -> bool:
    """True where each Dutch text has its place already, and nothing else is there: as it mostly is."""
    wanted = [(name, tuple(own)) for name, own in texts.items() if own]
    return wanted == [(file.file, tuple(pair.nl for pair in file.texts)) for file in old.files] and not any(
        file.unused or any(pair.was and not pair.text for pair in file.texts) for file in old.files
    )


def _changed(new: Sequence[str], old: Iterable[str]) -> dict[str, str]:
    """For each new text that is a change of an old one, the old one; each of these once."""
    by_piece: dict[str, list[str]] = {}
    pieces = {text: _pieces(text) for text in (*new, *old)}
    left = set(old)
    if len(new) * len(left) > MOST_PAIRS:
        return {}
    for text in old:
        for piece in pieces[text]:
            by_piece.setdefault(piece, []).append(text)
    found = {}
    for text in new:
        shared = Counter(chain.from_iterable(by_piece.get(piece, ()) for piece in pieces[text]))
        alike = {
            each: count / (len(pieces[text]) + len(pieces[each])) for each, count in shared.items() if each in left
        }
        best = nlargest(CANDIDATES, ((share, each) for each, share in alike.items()))
        likely = {each[:COMPARED]: each for _, each in best}
        near = get_close_matches(text[:COMPARED], likely, n=1, cutoff=NEAR_ENOUGH)
        if near:
            found[text] = likely[near[0]]
            left.remove(found[text])
    return found


def _pieces(text: str) -> frozenset[str]:
    """Each three letters of a text that follow each other; what is alike has many of them in common."""
    return frozenset(text[start : start + 3] for start in range(max(1, min(len(text), COMPARED) - 2)))


def memory_of(translations: Translations) -> dict[str, Translation]:
    """The translation of each Dutch text that has one; an outdated one with another number in it is not shown."""
    return {
        pair.nl: Translation(pair.text, is_outdated=pair.was is not None, is_checked=file.review is not None)
        for file in translations.files
        for pair in file.texts
        if pair.text and (pair.was is None or NUMBER.findall(pair.was) == NUMBER.findall(pair.nl))
    }


def version_of(prose: Prose) -> str:
    """The name of this version of a Dutch long text: it changes with its words, not with its line ends."""
    head = (prose.head.title, prose.head.description) if prose.head else ()
    words = " ".join("\n".join((*head, prose.markdown)).split())
    return "v" + sha256(words.encode()).hexdigest()[:8]


def file_text(language: str, translations: Translations) -> str:
    """The translations as the text of their file."""
    found = translations.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    name = str(Locale.parse(language, sep="-").get_display_name(SOURCE_LANGUAGE))
    written = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1_000_000) if found else ""
    return HEADER.format(name=name, code=language) + written


def updated_file(content: Content, language: str) -> str:
    """The file of a language with every Dutch text in it; what is translated stays."""
    return file_text(language, _translations(content, language))


def _translations(content: Content, language: str) -> Translations:
    texts = dutch_texts(content, for_professionals=content.is_for(Reader.PROFESSIONAL, language))
    return merged(texts, content.translations.get(language, Translations()))
