"""Translations of the content: each stands beside the Dutch that it follows, so that a change of the Dutch is seen.

Short texts are pairs in `content/translations/<language>.yaml`; a long text names the version of the Dutch in its head.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from heapq import nlargest
from itertools import chain

import yaml
from babel import Locale
from babel.core import get_global

from kaart import urls
from kaart.languages import Translation, is_language, said
from kaart.load import SINGLE_FILES, Content, Prose
from kaart.problems import Problem, did_you_mean, one_for_each_cause
from kaart.records import SOURCE_LANGUAGE, Sayings, Text
from kaart.walk import records_of, walk
from kaart.wording import GlossaryEntry, TranslatedFile, TranslatedText, Translations

SMALL_FILES = "content/municipalities"  # one block for all of them
NEAR_ENOUGH = 0.6  # how alike an old and a new Dutch text are, from 0 to 1, for one to be a change of the other
CANDIDATES, COMPARED = 2, 300  # old texts that are looked at for a new one, and characters of each: more takes minutes
MOST_PAIRS = 600_000  # of a new and an old text in one file: with more of them, nothing is found to be a change
NUMBER = re.compile(r"\d+")
LONG_NUMBER = re.compile(r"\d{3,}")
THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
GROUPS_OF_A_PHONE_NUMBER = re.compile(r"(?<=\d)[ -](?=\d)")
WORD = re.compile(r"[^\W\d_]+")
IN_BRACKETS = re.compile(r"\([^()]*\)")
LARGEST_SHARE_OF_OTHER_SCRIPTS = 0.4
LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
NOT_TRANSLATED = re.compile(r"\[\^[^\[\]]+\]|\]\([^()]*\)|\[(?:feiten|nl):[^\[\]]*\]")
HEADING = re.compile(r"^#{2,3} ", re.MULTILINE)
KEPT_IN_LONG_TEXTS = (
    ("de bron", re.compile(r"\[\^([^\[\]\s]+)\]")),
    ("de link naar", re.compile(r"\]\((/[^()\s]*|https:[^()\s]*)\)")),
    ("de regel", re.compile(r"^(\[feiten:[^\]\n]*\])$", re.MULTILINE)),
)
HEADER = (
    "# yaml-language-server: $schema=../schema/translations.schema.json\n"
    "# Korte teksten in het {name}. Onder nl: staat het Nederlands, daaronder in text: de vertaling.\n"
    "# Nieuwe teksten komen erbij met: python build.py translations update {code}. Meer uitleg: content/README.md.\n"
)


@dataclass(frozen=True)
class Counts:
    """How far the texts of one kind are in a language: numbers of texts."""

    total: int
    missing: int
    outdated: int
    unchecked: int

    def __str__(self) -> str:
        """The numbers in Dutch."""
        done = f"{self.total - self.missing} van {self.total} vertaald"
        return f"{done}, {self.outdated} verouderd, {self.unchecked} niet nagekeken"


@dataclass(frozen=True)
class WorkLeft:
    """What there is to do for a language: the numbers, and a Dutch line for each file with something to do."""

    short: Counts
    long: Counts
    places: tuple[str, ...]


def dutch_texts(content: Content) -> dict[str, list[str]]:
    """The Dutch texts to be translated by the file or folder they stand in; each text once, where it comes first."""
    found: dict[str, list[str]] = {}
    seen = set()
    for document, _, record in records_of(content):
        folder = document.path.rpartition("/")[0]
        texts = found.setdefault(folder if folder == SMALL_FILES else document.path, [])
        for _, value in walk(record):
            match value:
                case Text():
                    text = value.nl
                case Sayings():
                    text = said(value.nl)
                case GlossaryEntry():
                    text = said(value.every_form)
                case _:
                    continue
            if text not in seen:
                seen.add(text)
                texts.append(text)
    return found


def merged(texts: Mapping[str, Iterable[str]], old: Translations) -> Translations:
    """The translations in the order of the Dutch texts. Where the Dutch changed, its translation stays with the new.

    Nothing is lost: a translation whose Dutch is gone is kept as unused, and used again when the Dutch comes back.
    """
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


def work_left(content: Content, language: str) -> WorkLeft:
    """What there is to do for a language."""
    files = _translations(content, language).files
    short = {
        f"{file.file} (in {urls.translations(language)})": _count(
            (pair.text is not None, pair.was is not None, file.review is not None) for pair in file.texts
        )
        for file in files
    }
    long = {}
    for texts in (content.pages, content.profiles):
        for (slug, code), dutch in texts.items():
            if code == SOURCE_LANGUAGE and content.is_for(dutch.head.reader if dutch.head else None, language):
                own = texts.get((slug, language))
                translated = own.translated if own else None
                is_outdated = translated is not None and translated.follows != version_of(dutch)
                is_checked = translated is not None and translated.review is not None
                name = dutch.path.replace(".md", f".{language}.md")
                long[name] = _count([(translated is not None, is_outdated, is_checked)])
    places = []
    for name, counts in (short | long).items():
        found = ((counts.missing, "zonder vertaling"), (counts.outdated, "verouderd"))
        if counts.missing or counts.outdated:
            places.append(f"{name}: {', '.join(f'{number} {word}' for number, word in found if number)}")
    return WorkLeft(_sum(short.values()), _sum(long.values()), tuple(places))


def _count(texts: Iterable[tuple[bool, bool, bool]]) -> Counts:
    """The counts of texts of which is known whether they are there, outdated, and checked."""
    found = list(texts)
    return Counts(
        total=len(found),
        missing=sum(1 for is_there, _, _ in found if not is_there),
        outdated=sum(1 for is_there, is_outdated, _ in found if is_there and is_outdated),
        unchecked=sum(1 for is_there, _, is_checked in found if is_there and not is_checked),
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    return Counts(*(sum(numbers) for numbers in zip(*(astuple(each) for each in counts), strict=True)))


def _translations(content: Content, language: str) -> Translations:
    return merged(dutch_texts(content), content.translations.get(language, Translations()))


def check_translations(content: Content, files: Mapping[str, list[str]], is_sound: bool) -> list[Problem]:
    """Every problem of the translations of the Dutch texts in `files` (see `dutch_texts`).

    `is_sound` is true if all the Dutch is known, so that what changed can be told.
    """
    problems = list(_heads_of_dutch_texts(content))
    for language, translations in content.translations.items():
        if is_language(language):
            problems += _outdated(content, language, files) if is_sound else ()
            problems += one_for_each_cause(_problems_of_pairs(content, language, translations, files))
    for texts in (content.pages, content.profiles):
        for (slug, language), prose in texts.items():
            dutch = texts.get((slug, SOURCE_LANGUAGE))
            if dutch and language != SOURCE_LANGUAGE and is_language(language):
                problems += one_for_each_cause(_problems_of_long_text(dutch, prose))
    return problems


def _heads_of_dutch_texts(content: Content) -> Iterator[Problem]:
    for prose in (*content.pages.values(), *content.profiles.values()):
        for key in ("follows", "review"):
            if prose.language == SOURCE_LANGUAGE and getattr(prose.translated, key) is not None:
                document = content.documents[prose.path]
                yield document.problem((key,), f'"{key}" hoort bij een vertaling.', "Haal de regel weg.", of_key=True)


def _outdated(content: Content, language: str, texts: Mapping[str, list[str]]) -> Iterator[Problem]:
    """A warning where translations follow older Dutch texts, at the first of them."""
    translations = content.translations[language]
    kept = {pair.nl for file in translations.files for pair in file.texts if pair.text and not pair.was}
    pairs = [
        pair for file in merged(texts, translations).files for pair in file.texts if pair.text and pair.nl not in kept
    ]
    if pairs:
        first = f'"{pairs[0].nl}"' + (f" en {len(pairs) - 1} meer" if len(pairs) > 1 else "")
        message = f"het Nederlands is veranderd na de vertaling: {first}."
        hint = f"Typ python build.py translations update {language}, kijk de teksten met was: na, en haal was: weg."
        yield Problem(urls.translations(language), 0, 0, message, hint, is_warning=True)


def _problems_of_pairs(
    content: Content, language: str, translations: Translations, texts: Mapping[str, list[str]]
) -> Iterator[tuple[str, Problem]]:
    document = content.documents[urls.translations(language)]
    seen: set[str] = set()
    for number, file in enumerate(translations.files):
        place: tuple[str | int, ...] = ("files", number)
        if file.file in seen:
            message = f'"{file.file}" staat er twee keer.'
            yield file.file, document.problem((*place, "file"), message, "Houd één van de twee.")
        seen.add(file.file)
        if file.texts and file.file not in (SMALL_FILES, *SINGLE_FILES, *content.paths):
            hint = did_you_mean(file.file, texts)
            yield file.file, document.problem((*place, "file"), f'het bestand "{file.file}" is er niet.', hint)
        for index, pair in enumerate(file.texts):
            if pair.text:
                for cause, message, hint in _mistakes(pair.was or pair.nl, pair.text, language):
                    yield cause, document.problem((*place, "texts", index, "text"), message, hint)


@lru_cache(maxsize=32_768)
def _mistakes(dutch: str, text: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """What is certainly wrong with a translation, whatever it says: its cause, message and hint."""
    found = []
    if (wrong_script := script_mistake(dutch, text, language)) is not None:
        found.append(("script", wrong_script, "Kijk na of de vertaling bij de goede taal staat."))
    if text == dutch and len(dutch.split()) > 3:
        found.append(("dutch", "dit is nog Nederlands.", "Vertaal de tekst, of haal text: weg."))
    for number in (_long_numbers(dutch) - _long_numbers(text)).elements():
        message = f"het getal {number} uit de Nederlandse tekst ontbreekt."
        found.append((number, message, "Schrijf het met de cijfers 0 tot en met 9."))
    return tuple(found)


def _long_numbers(text: str) -> Counter[str]:
    if not LONG_NUMBER.search(text):
        return Counter()
    return Counter(LONG_NUMBER.findall(GROUPS_OF_A_PHONE_NUMBER.sub("", THOUSANDS.sub("", text))))


def script_mistake(dutch: str, text: str, language: str) -> str | None:
    """What is wrong with the letters of a translation; names from the Dutch and words in brackets may be in others."""
    own, dutch_name = script_of(language)
    if all(_script(letter) == own for letter in set(text) if letter.isalpha()):
        return None
    names = _words_of(dutch)
    words = [word for word in WORD.findall(IN_BRACKETS.sub("", text)) if word.casefold() not in names]
    letters = Counter(_script(letter) for word in words for letter in word)
    total = sum(letters.values())
    others = total - letters[own]
    if total and others / total > LARGEST_SHARE_OF_OTHER_SCRIPTS:
        return f'"{text}" is niet in {dutch_name} schrift geschreven.'
    for word in words:
        scripts = {_script(letter) for letter in word}
        if len(scripts) > 1 and scripts <= LOOK_ALIKE:
            return f'in "{word}" staan letters van twee alfabetten door elkaar.'
    return None


@lru_cache(maxsize=4)  # asked for each line of a text
def _words_of(dutch: str) -> frozenset[str]:
    return frozenset(WORD.findall(dutch.casefold()))


@lru_cache(maxsize=256)
def script_of(language: str) -> tuple[str, str]:
    """The script of a language: how the Unicode names of its letters begin (LATIN, ARABIC), and its Dutch name."""
    likely = str(get_global("likely_subtags").get(language, "und_Latn")).split("_")[1]
    code = Locale.parse(language, sep="-").script or likely
    english, dutch = (str(Locale(each).scripts.get(code, code)) for each in ("en", SOURCE_LANGUAGE))
    return english.split()[0].upper(), dutch


@lru_cache(maxsize=8_192)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _problems_of_long_text(dutch: Prose, prose: Prose) -> Iterator[tuple[str, Problem]]:
    """What is wrong with a long text; what it left out is only told while it follows the Dutch of today."""
    version = version_of(dutch)
    if prose.translated.follows != version:
        message = "de Nederlandse tekst is veranderd na deze vertaling."
        if prose.translated.follows is None:
            message = "er staat niet bij welke Nederlandse tekst deze vertaling volgt."
        hint = f'Loop hem na en zet boven aan tussen twee regels --- "follows: {version}".'
        yield "version", Problem(prose.path, 0, 0, message, hint, is_warning=True)
    else:
        wanted, found = (len(HEADING.findall(each.markdown)) for each in (dutch, prose))
        if wanted != found:
            message = (
                f"het aantal koppen is {found}, in de Nederlandse tekst {wanted}; links naar een kop lopen dan dood."
            )
            yield "headings", Problem(prose.path, 0, 0, message, "Houd evenveel koppen, in dezelfde volgorde.")
        for what, pattern in KEPT_IN_LONG_TEXTS:
            kept = set(pattern.findall(prose.markdown))
            for lost in dict.fromkeys(name for name in pattern.findall(dutch.markdown) if name not in kept):
                message = f'{what} "{lost}" uit de Nederlandse tekst ontbreekt.'
                yield lost, Problem(prose.path, 0, 0, message, "Zet het erbij.")
    for number, line in enumerate(prose.markdown.split("\n"), start=1 + prose.line_offset):
        mistake = script_mistake(dutch.markdown, NOT_TRANSLATED.sub("", line), prose.language)
        if mistake:
            yield "script", Problem(prose.path, number, 1, mistake, "Kijk na of dit de goede taal is.")
