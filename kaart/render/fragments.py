"""HTML of what many pages show: made once by a macro, kept beside the view it is of, and put into each page at the end.

A page refers to it by a slot; `once(macro, view)` in a template writes that. The other slots of `views/shared/slots.py`
are filled at the same time: in the HTML of the page, and in all that it takes from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2.runtime import Macro
from markupsafe import Markup, escape

from kaart.views.shared.slots import SharedViews, cut, filled, is_word, slot


@dataclass(frozen=True, eq=False)
class Fragment:
    """HTML with slots, a text and the name of a slot in turns."""

    parts: tuple[str, ...]

    @property
    def html(self) -> str:
        """The HTML with its slots in it."""
        return "".join(slot(part) if index % 2 else part for index, part in enumerate(self.parts))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The names of its slots for words of the glossary."""
        return tuple(name for name in self.parts[1::2] if is_word(name))

    def fill(self, values: Mapping[str, str]) -> str:
        """The HTML on a page."""
        return filled(self.parts, values)


@dataclass(frozen=True)
class PageHtml:
    """The HTML of a page in the pieces that it was made of: `own` is what no other page has, with gaps for the rest.

    `values` are those of all slots; `fragments` are what it shares with other pages. The words that it explains in
    these are its own.
    """

    whole: str
    own: str
    fragments: Sequence[Fragment]
    values: Mapping[str, str]


class Fragments:
    """The pieces that pages of one language share: `plain` for pages, `framed` for frames on other sites."""

    def __init__(self) -> None:
        self.plain, self.framed = SharedViews(), SharedViews()
        self._lasting: dict[str, Fragment] = {}
        self._used: dict[str, Fragment] = {}
        self._count = 0

    def once(self, macro: Macro, view: Any, *others: object) -> Markup:
        """The HTML that a macro makes of a view: a slot for it, where other pages show that view too."""
        made = self.plain.of(view) or self.framed.of(view)
        if made is None:
            return Markup(macro(view, *others))
        key = (macro.name, *others)
        if key not in made.html:
            self._count += 1
            name = f"deel:{self._count}"
            made.html[key] = name, escape(slot(name)), self.fragment(macro(view, *others))
        name, place, fragment = made.html[key]
        self._used[name] = fragment
        shown: Markup = place
        return shown

    def fragment(self, html: str) -> Fragment:
        """HTML as a fragment, with the fragments in it as a part of it."""
        parts: list[str] = [""]
        for index, part in enumerate(cut(html)):
            if index % 2 and part in self._used:
                first, *rest = self._used[part].parts
                parts[-1] += first
                parts += rest
            elif index % 2:
                parts.append(part)
            elif len(parts) % 2:
                parts[-1] += part
            else:
                parts.append(part)
        return Fragment(tuple(parts))

    def page(self, html: str, values: Mapping[str, str]) -> PageHtml:
        """The HTML of a page, or of a part of it, in which all that its template used is put in its place."""
        parts = list(cut(html))
        own, fragments, explanations = parts.copy(), [], []
        for index in range(1, len(parts), 2):
            fragment = self._used.get(parts[index])
            if fragment is None:
                own[index] = parts[index] = values[parts[index]]
            else:
                fragments.append(fragment)
                own[index], parts[index] = "", fragment.fill(values)
                explanations += [values[name] for name in fragment.words]
        return PageHtml("".join(parts), "".join((*own, *explanations)), fragments, values)

    def begin_page(self) -> None:
        """Forgets what the page before used."""
        self._used = self._lasting.copy()

    def on_every_page(self, html: Markup) -> Markup:
        """A slot for HTML that all pages have."""
        name = f"alle:{len(self._lasting)}"
        self._lasting[name] = self._used[name] = self.fragment(html)
        return escape(slot(name))
