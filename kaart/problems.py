"""What can be wrong with the content, said in Dutch: where, what is there, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


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
        return f"{place}: {kind}{self.message}{hint}"


class ContentError(Exception):
    """Raised once with every problem that was found; carried to the command line, never caught on the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """A Dutch sentence with the nearest known word, or the whole list when nothing is near."""
    words = sorted(set(known))
    near = get_close_matches(typed.lower(), words, n=1, cutoff=0.6)
    if near:
        return f'Bedoelt u "{near[0]}"?'
    if len(words) > 40:
        return ""
    return f"Kies uit: {', '.join(words)}."
