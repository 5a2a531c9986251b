"""How plain the Dutch of the content is: long sentences and words, stiff and rare words, with what is plainer.

Looked at by `check` alone, once nothing else is wrong. A parent who reads with difficulty must understand each sentence
at once. What a rule cannot see (does the text say what matters?) is left to people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wordfreq import zipf_frequency

from kaart.model.prose import FACTS_TYPED
from kaart.problems import Problem
from kaart.schema.records import SOURCE_LANGUAGE, Text
from kaart.source.load import Content
from kaart.source.walk import records_of, walk

MOST_WORDS, MANY_WORDS = 25, 18  # in a sentence: an error above the first, a warning above the second
MOST_LETTERS = 20  # in a word
MOST_CLAUSES = 1  # sub-clauses in a sentence
COMMON = 3.0  # zipf frequency: once in a million words
COMMON_PART = 3.5  # of each part of a compound
HARDEST = 10
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SENTENCE = re.compile(r"\S.*?(?:[.?!:][\"”)]*(?=\s|$)|$)")
SUBORDINATE = re.compile(
    r"\b(?:omdat|doordat|zodat|terwijl|wanneer|hoewel|nadat|voordat|indien|tenzij|mits|waardoor|waarbij|waarin|waarmee"
    r"|waarvan|als|totdat|zodra)\b|, (?:die|dat|wie|wat)\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"\b(?:wordt|worden|werd|werden)\b(?:\W+\w+){0,8}?\W+(?:ge|be|ver|ont|her)\w{3,}(?:d|t|en)\b", re.IGNORECASE
)
NOT_READ = re.compile(
    r"(?<!\S)\S[^\s@]*+@\S+|https?://\S+|\[\^[^\[\]]+\]|\]\([^()]*\)|[*_`\[\]]"
)  # addresses, and signs of Markdown
LINKS = ("", "s", "e", "n", "en")  # between the parts of a compound
APART = re.compile(r"(?:aan|af|bij|door|in|mee|na|om|on|op|over|terug|toe|uit|voor)(\w{4,})")  # stands before a verb
INFLECTED = ("er", "ers", "t", "d", "en", "n", "e", "s", "te", "de", "ten", "den", "'s", "’s", "je", "jes")
VOWELS = re.compile(r"[aeiouyáéíóúàèëïöü]+", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the content, and where it is."""

    path: str
    line: int
    column: int
    text: str

    @property
    def words(self) -> list[str]:
        """Its words; numbers and signs are none."""
        return WORD.findall(self.text)


@dataclass(frozen=True)
class Reading:
    """How hard a file reads: Flesch-Douma from 0 (very hard) to 100, words a sentence, and the number of warnings."""

    path: str
    ease: float
    words_a_sentence: float
    warnings: int


def check_plain(content: Content) -> tuple[list[Problem], list[Reading]]:
    """The findings in the Dutch texts that are not plain, and the hardest files, the hardest first."""
    stiff = {entry.stiff: entry.plain for entry in content.plain.words}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(stiff, key=len, reverse=True)))})\b", re.IGNORECASE)
    explained = _explained(content)
    problems: list[Problem] = []
    by_path: dict[str, list[Sentence]] = {}
    for sentence in _sentences(content):
        by_path.setdefault(sentence.path, []).append(sentence)
        problems += _length(sentence, explained)
        for match in pattern.finditer(sentence.text) if stiff else ():
            plainer = stiff.get(match.group().lower(), "")
            problems.append(_warning(sentence, f'"{match.group()}" is stijf.', f'Schrijf "{plainer}".'))
        if len(SUBORDINATE.findall(sentence.text)) > MOST_CLAUSES:
            problems.append(_warning(sentence, "deze zin heeft twee bijzinnen", "Maak er twee zinnen van.", True))
        passive = PASSIVE.search(sentence.text)
        if passive:
            hint = "Zeg wie het doet, of begin met u."
            problems.append(_warning(sentence, f'"{passive.group()}" zegt niet wie het doet.', hint))
        problems += _rare(sentence, explained)
    counts = Counter(problem.path for problem in problems)
    readings = [_reading(path, sentences, counts[path]) for path, sentences in by_path.items() if len(sentences) > 2]
    return problems, sorted(readings, key=lambda reading: reading.ease)[:HARDEST]


def _warning(sentence: Sentence, message: str, hint: str, shows_sentence: bool = False) -> Problem:
    shown = f'{message}: "{sentence.text}"' if shows_sentence else message
    return Problem(sentence.path, sentence.line, sentence.column, shown, hint, is_warning=True)


def _length(sentence: Sentence, explained: frozenset[str]) -> Iterator[Problem]:
    """Sentences and words that are too long."""
    count = len(sentence.words)
    if count > MANY_WORDS:
        message = f'deze zin heeft {count} woorden: "{sentence.text}"'
        hint = "Maak er twee zinnen van."
        yield Problem(sentence.path, sentence.line, sentence.column, message, hint, count <= MOST_WORDS)
    for word in sentence.words:
        if any(len(part) > MOST_LETTERS for part in word.split("-")) and word.lower() not in explained:
            message, hint = (
                f'het woord "{word}" heeft {len(word)} letters.',
                "Kies een korter woord, of maak er twee van.",
            )
            yield Problem(sentence.path, sentence.line, sentence.column, message, hint)


def _rare(sentence: Sentence, explained: frozenset[str]) -> Iterator[Problem]:
    """Words that few people know; names, explained words and compounds of common words are none."""
    for word in dict.fromkeys(sentence.words):
        plain = word.lower()
        is_looked_at = word == plain and "-" not in word and len(word) <= MOST_LETTERS
        if is_looked_at and plain not in explained and not is_common(plain):
            hint = "Kies een bekender woord, of leg het uit in content/glossary.yaml."
            yield _warning(sentence, f'"{word}" is een zeldzaam woord.', hint)


@lru_cache(maxsize=65_536)
def is_common(word: str) -> bool:
    """True for a word that people know: common itself, a form of such a word, or made of two of them."""
    if _is_form(word):
        return True
    apart = APART.fullmatch(word)
    if apart and _is_form(apart.group(1)):
        return True
    for end in range(3, len(word) - 2):
        for link in LINKS:
            head, tail = word[:end], word[end:]
            if tail.startswith(link) and _zipf(head) >= COMMON_PART and _zipf(tail[len(link) :]) >= COMMON_PART:
                return len(tail) - len(link) > 2
    return False


def _is_form(word: str) -> bool:
    """True for a common word, or a form of one."""
    if _zipf(word) >= COMMON:
        return True
    for ending in INFLECTED:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            single = stem[:-1] if stem[-1] == stem[-2] else stem
            if any(_zipf(form) >= COMMON for form in (stem, f"{stem}en", single)):
                return True
    return False


@lru_cache(maxsize=65_536)
def _zipf(word: str) -> float:
    return float(zipf_frequency(word, SOURCE_LANGUAGE, wordlist="small"))


def _explained(content: Content) -> frozenset[str]:
    """Words that the site explains: of the glossary, and the names of contacts."""
    words = {form.lower() for entry in content.glossary.values() for form in entry.every_form}
    for term in content.terms.values():
        words |= {word.lower() for word in WORD.findall(term.label.nl)}
    return frozenset(words)


def _reading(path: str, sentences: list[Sentence], warnings: int) -> Reading:
    """Reading ease after Douma (1960), with syllables counted as groups of vowels."""
    words = [word for sentence in sentences for word in sentence.words]
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words)
    length = len(words) / len(sentences)
    ease = 206.84 - 77 * syllables / max(1, len(words)) - 0.93 * length
    return Reading(path, ease, length, warnings)


def _sentences(content: Content) -> Iterator[Sentence]:
    """Every sentence of the Dutch texts that visitors read."""
    for document, above, record in records_of(content):
        if document.path == "content/sources.yaml":
            continue
        for location, value in walk(record):
            if isinstance(value, Text):
                line, column = document.place((*above, *location))
                for match in SENTENCE.finditer(NOT_READ.sub("", value.nl)):
                    yield Sentence(document.path, line, column, match.group())
    for prose in (*content.pages.values(), *content.profiles.values()):
        if prose.language != SOURCE_LANGUAGE:
            continue
        for number, typed in enumerate(prose.markdown.split("\n"), start=1 + prose.line_offset):
            if FACTS_TYPED.match(typed):
                continue
            start = 1
            for cell in typed.split("|"):
                text = NOT_READ.sub(lambda match: " " * len(match.group()), cell)
                for match in SENTENCE.finditer(text):
                    if WORD.search(match.group()):
                        yield Sentence(prose.path, number, start + match.start(), " ".join(match.group().split()))
                start += len(cell) + 1
