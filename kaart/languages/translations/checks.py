"""Checks of the translations: letters of another script, lost numbers, sources and links, changes of the Dutch."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from babel import Locale
from babel.core import get_global

from kaart import urls
from kaart.languages.translations.pairs import SMALL_FILES, version_of
from kaart.languages.voice import is_language
from kaart.problems import Problem, did_you_mean, one_for_each_cause
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.schema.wording import Translations
from kaart.source.load import SINGLE_FILES, Content, Prose
from kaart.source.memory import Memory, digest

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


def check_translations(
    content: Content, files: Mapping[str, list[str]], followed: Mapping[str, Translations], memory: Memory
) -> list[Problem]:
    """Every problem of the translations of the Dutch texts in `files` (see `dutch_texts`).

    `followed` has the translations merged with these texts; none where not all the Dutch is known, so that it cannot
    be told what changed.
    """
    problems = list(_heads_of_dutch_texts(content))
    for language, translations in content.translations.items():
        if is_language(language):
            problems += _outdated(language, translations, followed[language]) if language in followed else ()
            problems += one_for_each_cause(_problems_of_pairs(content, language, translations, files, memory))
    for texts in (content.pages, content.profiles):
        for (slug, language), prose in texts.items():
            dutch = texts.get((slug, SOURCE_LANGUAGE))
            if dutch and language != SOURCE_LANGUAGE and is_language(language):
                key = digest(
                    "long text", prose.path, str(prose.line_offset), repr(prose), version_of(dutch), dutch.markdown
                )
                problems += one_for_each_cause(memory.of(key, partial(_problems_of_long_text, dutch, prose)))
    return problems


def _heads_of_dutch_texts(content: Content) -> Iterator[Problem]:
    for prose in (*content.pages.values(), *content.profiles.values()):
        for key in ("follows", "review"):
            if prose.language == SOURCE_LANGUAGE and getattr(prose.translated, key) is not None:
                document = content.documents[prose.path]
                yield document.problem((key,), f'"{key}" hoort bij een vertaling.', "Haal de regel weg.", of_key=True)


def _outdated(language: str, translations: Translations, followed: Translations) -> Iterator[Problem]:
    """A warning where translations follow older Dutch texts, at the first of them."""
    kept = {pair.nl for file in translations.files for pair in file.texts if pair.text and not pair.was}
    pairs = [pair for file in followed.files for pair in file.texts if pair.text and pair.nl not in kept]
    if pairs:
        first = f'"{pairs[0].nl}"' + (f" en {len(pairs) - 1} meer" if len(pairs) > 1 else "")
        message = f"het Nederlands is veranderd na de vertaling: {first}."
        hint = f"Typ python build.py translations update {language}, kijk de teksten met was: na, en haal was: weg."
        yield Problem(urls.translations(language), 0, 0, message, hint, is_warning=True)


def _problems_of_pairs(
    content: Content, language: str, translations: Translations, texts: Mapping[str, list[str]], memory: Memory
) -> Iterator[tuple[str, Problem]]:
    document = content.documents[urls.translations(language)]
    mistakes = memory.of(
        digest("translations", language, document.text), partial(_mistakes_of_pairs, language, translations)
    )
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
    for number, index, cause, message, hint in mistakes:
        yield cause, document.problem(("files", number, "texts", index, "text"), message, hint)


def _mistakes_of_pairs(language: str, translations: Translations) -> tuple[tuple[int, int, str, str, str], ...]:
    """The mistakes in the short texts of a language: the numbers of file and text, and cause, message and hint."""
    return tuple(
        (number, index, *mistake)
        for number, file in enumerate(translations.files)
        for index, pair in enumerate(file.texts)
        if pair.text
        for mistake in _mistakes(pair.was or pair.nl, pair.text, language)
    )


def _mistakes(dutch: str, text: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """Everything that is certainly wrong with a translation, whatever it says: its cause, message and hint."""
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
    """The mistake in the letters of a translation; names from the Dutch and words in brackets may be in others."""
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


def _problems_of_long_text(dutch: Prose, prose: Prose) -> list[tuple[str, Problem]]:
    return list(_each_problem_of_long_text(dutch, prose))


def _each_problem_of_long_text(dutch: Prose, prose: Prose) -> Iterator[tuple[str, Problem]]:
    """The mistakes in a long text; what it left out is only told while it follows the Dutch of today."""
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
