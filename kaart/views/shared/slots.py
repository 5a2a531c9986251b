"""Views that many pages share, kept until the next page needs them. Where pages differ, there is a slot to be filled.

A slot is the way to the root, the number of a source, a word of the glossary, or something else that has a name. Its
marks are of the private letters that texts of authors cannot hold (see `source/read.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from kaart.day import Day
from kaart.languages.voice import TranslationStatus

START, END = "\ue002", "\ue003"
WORD = "woord:"


def slot(name: str) -> str:
    """The place of something that each page fills in. A name has no space, so that it can stand in any attribute."""
    return START + name + END


ROOT_NAME = ""
ROOT = slot(ROOT_NAME)


def number_name(source: str) -> str:
    """The name of the slot for the number of a source."""
    return f"bron:{source}"


def is_word(name: str) -> bool:
    """True for the name of a slot for a word of the glossary."""
    return name.startswith(WORD)


def cut(text: str) -> tuple[str, ...]:
    """A text and the names of its slots in turns: a text first and last."""
    first, *rest = str(text).split(START)  # also of Markup, which would escape what is added to it
    parts = [first]
    for each in rest:
        name, _, after = each.partition(END)
        parts += (name, after)
    return tuple(parts)


def filled(parts: Iterable[str], values: Mapping[str, str]) -> str:
    """A text that was cut, with its slots filled."""
    whole = list(parts)
    whole[1::2] = map(values.__getitem__, whole[1::2])
    return "".join(whole)


@dataclass(frozen=True, eq=False)
class HardWord:
    """A word of the glossary in what pages share. The first on a page opens its explanation; others are plain."""

    key: str
    name: str
    plain: Markup
    button: Markup
    state: TranslationStatus

    @property
    def slot(self) -> Markup:
        """Its place in a text."""
        return escape(slot(self.name))


@dataclass(frozen=True, eq=False)
class MadeView:
    """A view that was made once, and what a page that shows it takes over: sources and words in order, how far it is
    translated, and what it asked of the day. `html` has the HTML of it, by the macro that made that.
    """

    view: Any
    cites: tuple[str, ...]
    words: tuple[HardWord, ...]
    state: TranslationStatus
    today: Day
    html: dict[tuple[object, ...], Any] = field(default_factory=dict)


class SharedViews:
    """The views of one language that pages share. Those of a municipality are kept until the next one begins."""

    def __init__(self) -> None:
        self._place = ""
        self._kept: dict[bool, dict[tuple[object, ...], MadeView]] = {False: {}, True: {}}
        self._by_view: dict[bool, dict[int, MadeView]] = {False: {}, True: {}}
        self._count = 0

    def find(self, key: tuple[object, ...], place: str) -> MadeView | None:
        """The view that was made by this key, for the whole country or for a municipality."""
        if place and place != self._place:
            self._place = place
            self._kept[True], self._by_view[True] = {}, {}
        return self._kept[bool(place)].get(key)

    def keep(self, key: tuple[object, ...], place: str, made: MadeView) -> None:
        """Keeps what was made; see `find`."""
        self._kept[bool(place)][key] = made
        self._by_view[bool(place)][id(made.view)] = made  # `made` holds the view, so that its id is of no other

    def of(self, view: object) -> MadeView | None:
        """All that is known of a view that was made here; None for a view that one page made for itself."""
        return self._by_view[True].get(id(view)) or self._by_view[False].get(id(view))

    def new_name(self) -> str:
        """The name of a slot that no other has."""
        self._count += 1
        return f"{WORD}{self._count}"
