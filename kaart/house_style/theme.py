"""The house style of a municipality: what its design tokens mean for our pages, and what we do not take from them.

Each part of our design has a chain of token names, from three generations of NL Design System; the first that has a
value wins. The result is a small `:root{--sk-...}`; each value in it is written by us, so nothing in it can load
anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kaart.house_style.colours import EDGE_CONTRAST, TEXT_CONTRAST, contrast, is_legible
from kaart.house_style.theme_making import MAIN_COLOURS, RejectedToken, Taken, ThemeMaking
from kaart.house_style.theme_parts import OURS, PART_OF, PARTS
from kaart.house_style.tokens import read_tokens
from kaart.problems import Problem


@dataclass(frozen=True)
class Contrast:
    """Two colours of our pages that stand on each other: which, how much they differ, and how much they must."""

    label: str
    colour: str
    ground: str
    needed: float

    @property
    def measured(self) -> float:
        """The contrast ratio, from 1 to 21."""
        return contrast(self.colour, self.ground)


@dataclass(frozen=True)
class Theme:
    """A house style out of the tokens of a municipality. `values` are those of our properties, without `--sk-`."""

    values: Mapping[str, str]
    taken: tuple[Taken, ...] = ()
    rejected: tuple[RejectedToken, ...] = ()

    @property
    def css(self) -> str:
        """The style sheet that goes onto the site."""
        return ":root{" + ";".join(f"--sk-{name}:{value}" for name, value in self.values.items()) + "}\n"

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of our design that no token is about."""
        named = {taken.part for taken in self.taken} | {PART_OF[rejected.token] for rejected in self.rejected}
        return tuple(part for part in PARTS if part not in named)

    @property
    def brand_on_paper(self) -> str | None:
        """The first of its main colours that can be printed on white."""
        colours = (self.values.get(name) for name in MAIN_COLOURS)
        return next((colour for colour in colours if colour and is_legible(colour)), None)

    @property
    def contrasts(self) -> tuple[Contrast, ...]:
        """All that stands on each other on a page with this theme; each has what it needs."""
        return tuple(_contrasts(self.values))


@lru_cache(maxsize=64)
def read_theme(path: str, css: str) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme in a CSS file, and what is wrong with it: an error where it has no tokens, else only warnings."""
    tokens, problems = read_tokens(path, css)
    making = ThemeMaking(tokens)
    making.make()
    hint = "Hiervoor geldt wat de site zelf heeft. Zie het voorbeeld met: python build.py theme " + path
    for rejected in making.rejected:
        token = tokens.by_name[rejected.token]
        message = f"{rejected.token} wordt niet gebruikt: {rejected.why}."
        problems.append(Problem(path, token.line, token.column, message, hint, is_warning=True))
    return Theme(making.values, tuple(making.taken), tuple(making.rejected)), tuple(problems)


def _contrasts(values: Mapping[str, str]) -> Iterator[Contrast]:
    def colour(name: str, other: str = "") -> str:
        return values.get(name) or (colour(other) if other else OURS[name])

    paper, tint = colour("paper"), values["tint"]
    texts = (
        *(("tekst", colour("ink")), ("kleine tekst", values["soft"]), ("koppen", colour("heading", "ink"))),
        *(("links", colour("link", "brand")), ("links onder de muis", values.get("link-hover"))),
        *(("bezochte links", values.get("link-visited")), ("hoofdkleur", values["brand"])),
    )
    for label, text in texts:
        if text:
            yield Contrast(f"{label} op de pagina", text, paper, TEXT_CONTRAST)
            yield Contrast(f"{label} op een vlak", text, tint, TEXT_CONTRAST)
    yield Contrast("nummer van een stap", OURS["on-lamp"], values["lamp"], TEXT_CONTRAST)
    button = colour("button", "brand")
    yield Contrast("tekst op een knop", values.get("on-button") or values["on-brand"], button, TEXT_CONTRAST)
    if "button-hover" in values:
        yield Contrast("knop onder de muis", values["on-button-hover"], values["button-hover"], TEXT_CONTRAST)
    line = values.get("button-line") or button
    yield Contrast("rand van een knop op de pagina", line, paper, EDGE_CONTRAST)
    yield Contrast("rand van een knop op een vlak", line, tint, EDGE_CONTRAST)
    if "info" in values:
        yield Contrast("uitleg", values["on-info"], values["info"], TEXT_CONTRAST)
        yield Contrast("links in uitleg", colour("link", "brand"), values["info"], TEXT_CONTRAST)
    if "notice" in values:
        yield Contrast("waarschuwing", values["on-notice"], values["notice"], TEXT_CONTRAST)
    yield Contrast("koppen en links bij nood", colour("care-ink"), colour("care"), TEXT_CONTRAST)
    yield Contrast("tekst bij nood", values["care-text"], colour("care"), TEXT_CONTRAST)
    yield Contrast("kleine tekst bij nood", values["care-soft"], colour("care"), TEXT_CONTRAST)
    if "foot" in values:
        yield Contrast("voet", values["on-foot"], values["foot"], TEXT_CONTRAST)
    if "table-head" in values:
        yield Contrast("kop van een tabel", values["on-table-head"], values["table-head"], TEXT_CONTRAST)
    if "field" in values:
        yield Contrast("tekst in een veld", values["field-ink"], values["field"], TEXT_CONTRAST)
    yield Contrast("rand van een veld op de pagina", colour("field-line", "brand"), paper, EDGE_CONTRAST)
    yield Contrast("rand van een veld op een vlak", colour("field-line", "brand"), tint, EDGE_CONTRAST)
    focus = colour("focus", "ink")
    yield Contrast("focus op de pagina", focus, paper, EDGE_CONTRAST)
    yield Contrast("focus op een vlak", focus, tint, EDGE_CONTRAST)
    yield Contrast("de twee tonen van de focus", focus, values["focus-ring"], EDGE_CONTRAST)
