"""Makes what many pages show once: a view with slots, of which each page takes over what it would have met itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from markupsafe import Markup

from kaart.languages.voice import TranslationStatus
from kaart.plan import Kind, Page
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.slots import ROOT, HardWord, MadeView, SharedViews, number_name, slot

T = TypeVar("T")


@dataclass
class SharedContext(Context):
    """The context of what no single page makes: the root and the numbers of sources are slots, and so are words of the
    glossary, which are gathered in `words`.
    """

    words: list[HardWord] = field(default_factory=list)

    def cite(self, keys: Iterable[str]) -> tuple[Cite, ...]:
        """Marks for sources, which have their number on each page."""
        wanted = tuple(keys)
        for key in wanted:
            if key not in self.cited:
                number = slot(number_name(key))
                label = self.voice._("bron %(number)s", number=number)
                self.cited[key] = Cite(number, key, label, self.page.is_framed)
        return tuple(self.cited[key] for key in wanted)

    def meet(self, word: HardWord) -> Markup:
        """The place of a word, which is its explanation on a page that has not explained it yet."""
        self.explained.add(word.key)
        self.words.append(word)
        return word.slot


def made_once(context: Context, key: tuple[object, ...], make: Callable[[Context], T], place: str = "") -> T:
    """A view that many pages show, made by the first of them; `place` is the municipality that it is about, if it is.

    Where nothing is shared, a page makes it itself. So it does with a view that stands on it already with hard words,
    which only the first of the two explains.
    """
    shared = context.shared
    if shared is None:
        return make(context)
    made = shared.find(key, place)
    if made is None:
        made = _make(context, shared, make)
        shared.keep(key, place, made)
    if any(word.name in context.slots for word in made.words):
        return make(context)
    _take_over(context, made)
    view: T = made.view
    return view


def _make(context: Context, shared: SharedViews, make: Callable[[Context], T]) -> MadeView:
    """A view as no page in particular shows it."""
    page = Page(Kind.EMBED if context.page.is_framed else Kind.PROSE, context.page.language, "", "")
    voice = replace(context.voice, state=TranslationStatus())
    part = SharedContext(context.site.for_a_page(), context.plan, page, voice, ROOT, shared=shared)
    view = make(part)
    return MadeView(view, tuple(part.cited), tuple(part.words), voice.state, part.site.today)


def _take_over(context: Context, made: MadeView) -> None:
    """Lets a page meet all that a view has met, in the same order."""
    context.cite(made.cites)
    context.voice.state.add(made.state)
    context.site.today.add(made.today)
    for word in made.words:
        context.slots[word.name] = context.meet(word)
