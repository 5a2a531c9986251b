"""Problems of the content, said in Dutch: where, what is there, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice

from pydantic_core import PydanticCustomError

LONG_QUOTE = re.compile(r'"([^"]{60})[^"]{20,}"')
MOST_OF_ONE_CAUSE = 100  # problems that are told at once: who has these mended sees the others
LONGEST_TYPED = 100  # characters: what is longer looks like none of our words


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake at one place. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    is_warning: bool = False

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        kind = "let op: " if self.is_warning else ""
        hint = "".join(f"\n    {line}" for line in self.hint.splitlines())
        message = LONG_QUOTE.sub(r'"\1…"', " ".join(self.message.split("\n")))
        return f"{place}: {kind}{message}{hint}"


def wrong(message: str, hint: str, key: str = "") -> PydanticCustomError:
    """An error with a Dutch message and hint, which the loader turns into a problem with its place.

    A check of a whole record names the `key` in it that the problem is about.
    """
    return PydanticCustomError("dutch", "{message}", {"message": message, "hint": hint, "key": key})


class ContentError(Exception):
    """Raised once with every problem that was found; carried to the command line, never caught on the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """How it goes from one process to another."""
        return type(self), (self.problems,)


def one_for_each_cause(problems: Iterable[tuple[str, Problem]]) -> Iterator[Problem]:
    """Of the problems with the same cause the first, with the number of the others."""
    by_cause: dict[str, list[Problem]] = {}
    for cause, problem in problems:
        by_cause.setdefault(cause, []).append(problem)
    for found in by_cause.values():
        first, others = min(found), len(found) - 1
        if others:
            places = "plek" if others == 1 else "plekken"
            first = replace(first, message=f"{first.message.removesuffix('.')} (en nog op {others} {places}).")
        yield first


def first_of(problems: Iterable[Problem], most: int = MOST_OF_ONE_CAUSE) -> list[Problem]:
    """The first problems; the last of them says that there are more. What comes after is not even made."""
    found = list(islice(problems, most + 1))
    if len(found) > most:
        last = found[most - 1]
        more = f"Dit zijn de eerste {most} van dit soort; er zijn er meer."
        found[most - 1 :] = [replace(last, hint=f"{last.hint}\n{more}".strip())]
    return found


def nearest(typed: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str | None:
    """The known word that looks most like what was typed. `labels` are other words, each for a known one."""
    if len(typed) > LONGEST_TYPED:
        return None
    words = {**(labels or {}), **{word: word for word in known}}
    near = get_close_matches(typed.lower(), sorted(words), n=1, cutoff=0.6)
    return words[near[0]] if near else None


def did_you_mean(typed: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """A Dutch sentence with the nearest known word, or the whole list when nothing is near."""
    words = list(dict.fromkeys(known))
    word = nearest(typed, words, labels)
    if word:
        return f'Bedoelt u "{word}"?'
    if not words or len(words) > 40:
        return ""
    return f"Kies uit: {', '.join(words)}."
