"""How far each language is, in numbers, and what there is left to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from kaart import urls
from kaart.languages.translations.pairs import _translations, version_of
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.load import Content


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
    """The work that is left for a language: the numbers, and a Dutch line for each file with something to do."""

    short: Counts
    long: Counts
    places: tuple[str, ...]


def work_left(content: Content, language: str) -> WorkLeft:
    """The work that is left for a language."""
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
