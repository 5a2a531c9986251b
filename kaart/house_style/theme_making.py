"""Each part of our design in a house style: which tokens are taken, and which are rejected and why.

Two colours that stand on each other are taken together or not at all, and only if they can be read. What our design
needs and tokens lack (panels, muted text, lines) is mixed from what was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from kaart.house_style.colours import EDGE_CONTRAST, TEXT_CONTRAST, WHITE, contrast, mixed, read_colour
from kaart.house_style.theme_parts import OURS, PARTS
from kaart.house_style.theme_values import (
    in_rem,
    read_fonts,
    read_line_height,
    read_page_colour,
    read_thickness,
    read_weight,
    shortened,
    size_reader,
)
from kaart.house_style.tokens import Tokens, UnusableError

DARKEST_PAPER = 1.3  # contrast with white: on a darker page the colours of the initiatives could not be seen
TINTS = (0.07, 0.05, 0.03)  # shares of the main colour in a panel, the best first
SOFT_SHARES = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)  # of the text colour in muted text
LINE_SHARE = 0.22
LAMP_SHARE = 0.3  # of the main colour in what only draws the eye; dark text can be read on it
LINES = ("solid", "dashed", "dotted")
LARGEST_CORNER = 0.75  # of a panel, in rem
MAIN_COLOURS = ("button", "link", "link-hover", "heading")  # the first that can be read becomes our main colour
NO_COLOUR = "dit is geen dekkende kleur zoals #0b5d7a"
NO_SIZE = "dit is geen maat zoals 1rem of 16px"


@dataclass(frozen=True)
class Taken:
    """A value that a theme gave: the part of our design, the token it came from, and what we made of it."""

    part: str
    token: str
    value: str


@dataclass(frozen=True)
class RejectedToken:
    """A token that a theme gave and we do not use: why, in Dutch."""

    token: str
    why: str


@dataclass
class ThemeMaking:
    """A theme while it is made: what was found, in the order in which one choice leans on another."""

    tokens: Tokens
    values: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    rejected: list[RejectedToken] = field(default_factory=list)

    def make(self) -> None:
        """Fills in `values`, `taken` and `rejected`."""
        if not self.tokens.by_name:
            return
        self._page()
        self._letters()
        self._buttons()
        self._links_and_headings()
        self._mixtures()
        self._panels()
        self._fields_and_tables()
        self._focus()

    def _get(self, name: str) -> str:
        """A colour as it will be on the page: of the theme, or else ours."""
        return self.values.get(name) or OURS[name]

    def _page(self) -> None:
        paper = self._read("paper", read_page_colour, NO_COLOUR)
        if paper is None and self.rejected:
            return
        if paper and contrast(paper[1], WHITE) > DARKEST_PAPER:
            why = f'een pagina in "{paper[1]}" is te donker: daarop zijn de kleuren van de initiatieven niet te zien'
            self.rejected.append(RejectedToken(paper[0], why))
            return
        self._take_pair("paper", "ink", paper)

    def _letters(self) -> None:
        self._take("font", read_fonts, "hier staat geen naam van een lettertype")
        self._take("heading-font", read_fonts, "hier staat geen naam van een lettertype")
        self._take("heading-weight", read_weight, "dit is geen dikte zoals 700")
        self._take("text", size_reader(1, 1.25), NO_SIZE)
        self._take("leading", self._leading, "dit is geen regelafstand zoals 1.5, 150% of 24px")

    def _leading(self, css: str) -> str | None:
        return read_line_height(css, next(self._sizes_of_letters(), 1.0))

    def _sizes_of_letters(self) -> Iterator[float]:
        """The sizes of a paragraph, in rem: a line height in pixels belongs to one of them."""
        for name in ("--utrecht-paragraph-font-size", "--nl-paragraph-font-size", *PARTS["text"].chain):
            with suppress(UnusableError):
                size = in_rem(self.tokens.value(name))
                if size:
                    yield size

    def _buttons(self) -> None:
        self._take_pair("button", "on-button", is_one_component=True)
        self._take("button-corner", size_reader(0, 2), NO_SIZE)
        if "button" not in self.values:
            return
        self._take_pair("button-hover", "on-button-hover", is_one_component=True, is_quiet=True)
        if "button-hover" not in self.values:
            self._half_of_the_hover()

    def _half_of_the_hover(self) -> None:
        """Under the mouse a theme may change only one of the two colours of a button."""
        ground, ink = self._read("button-hover", read_colour), self._read("on-button-hover", read_colour)
        if bool(ground) is bool(ink):
            return
        new, name = (ground, "button-hover") if ground else (ink, "on-button-hover")
        assert new
        colours = (ground[1] if ground else self.values["button"], ink[1] if ink else self.values["on-button"])
        if contrast(*colours) >= TEXT_CONTRAST:
            self._keep(name, *new)
            self.values |= {"button-hover": colours[0], "on-button-hover": colours[1]}
        else:
            self.rejected.append(RejectedToken(new[0], _too_low(PARTS[name].label, "een knop", colours, TEXT_CONTRAST)))

    def _links_and_headings(self) -> None:
        """Colours of text, on the page and on a panel, whose tint depends on them: it is as strong as they bear."""
        names = ("heading", "link", "link-hover", "link-visited")
        found = {name: read for name in names if (read := self._read(name, read_colour, NO_COLOUR))}
        paper = self._get("paper")
        tint = self._tint({name: colour for name, (_, colour) in found.items()})
        self.values["tint"] = tint
        for name, (token, colour) in found.items():
            for ground, where in ((paper, "de pagina"), (tint, "een vlak")):
                if contrast(colour, ground) < TEXT_CONTRAST:
                    why = _too_low(PARTS[name].label, where, (colour, ground), TEXT_CONTRAST)
                    self.rejected.append(RejectedToken(token, why))
                    break
            else:
                self._keep(name, token, colour)

    def _tint(self, texts: Mapping[str, str]) -> str:
        """The colour of a panel: a little of the main colour, as much as these colours of text bear."""
        paper, ink = self._get("paper"), self._get("ink")
        mains = ((self.values | dict(texts)).get(name) for name in MAIN_COLOURS)
        seeds = (each for each in mains if each and contrast(each, mixed(each, paper, TINTS[0])) >= TEXT_CONTRAST)
        seed = next(seeds, OURS["brand"])
        tints = [mixed(seed, paper, share) for share in TINTS]
        bearing = [text for text in texts.values() if contrast(text, tints[-1]) >= TEXT_CONTRAST]
        bears = (tint for tint in tints if all(contrast(text, tint) >= TEXT_CONTRAST for text in (ink, *bearing)))
        return next(bears, paper)

    def _mixtures(self) -> None:
        """The values that our design needs and tokens lack: the main colour, muted text and lines."""
        paper, tint, ink = self._get("paper"), self.values["tint"], self._get("ink")
        mains = (self.values.get(name) for name in MAIN_COLOURS)
        holds = (each for each in mains if each and _holds(each, (paper, tint), TEXT_CONTRAST))
        brand = next(holds, OURS["brand"])
        self.values["brand"] = brand
        self.values["on-brand"] = next(each for each in (WHITE, paper, "#000000") if contrast(each, brand) >= 4.5)
        if "button" in self.values:
            line = self._read("button-line", read_colour)
            if line and _holds(line[1], (paper, tint), EDGE_CONTRAST):
                self._keep("button-line", *line)
            elif not _holds(self.values["button"], (paper, tint), EDGE_CONTRAST):
                self.values["button-line"] = brand
        mixtures = (mixed(ink, paper, share) for share in SOFT_SHARES)
        self.values["soft"] = next(each for each in mixtures if _holds(each, (paper, tint), TEXT_CONTRAST))
        self.values["line"] = mixed(ink, paper, LINE_SHARE)
        self.values["lamp"] = mixed(brand, paper, LAMP_SHARE)
        if "button-corner" in self.values:
            corner = float(self.values["button-corner"].removesuffix("rem"))
            self.values["corner"] = f"{shortened(min(LARGEST_CORNER, corner))}rem"

    def _panels(self) -> None:
        self._take_pair("info", "on-info")
        if "info" in self.values:
            self._drop_where_links_fail("info", "on-info")
        self._take_pair("notice", "on-notice")
        self._take_pair("care", "care-ink")
        self._take_pair("foot", "on-foot")
        care, ink = self._get("care"), self._get("ink")
        self.values["care-text"] = ink if contrast(ink, care) >= TEXT_CONTRAST else self._get("care-ink")
        soft = self.values["soft"]
        self.values["care-soft"] = soft if contrast(soft, care) >= TEXT_CONTRAST else self.values["care-text"]

    def _drop_where_links_fail(self, ground: str, ink: str) -> None:
        """A panel with links is taken only where these, and muted text, can be read on it."""
        named = (self.values.get(name) for name in ("link", "link-hover", "link-visited", "heading", "brand", "soft"))
        failing = next((each for each in named if each and contrast(each, self.values[ground]) < TEXT_CONTRAST), None)
        if failing:
            token = next(taken.token for taken in self.taken if taken.part == ground)
            pair = (failing, self.values[ground])
            self.rejected.append(
                RejectedToken(token, _too_low("een link, kop of kleine tekst", "dit vlak", pair, TEXT_CONTRAST))
            )
            self.taken = [taken for taken in self.taken if taken.part not in (ground, ink)]
            del self.values[ground], self.values[ink]

    def _fields_and_tables(self) -> None:
        paper, tint = self._get("paper"), self.values["tint"]
        self._take_pair("field", "field-ink")
        line = self._read("field-line", read_colour, NO_COLOUR)
        if line:
            grounds = (paper, tint, self.values.get("field", paper))
            self._take_if(line, "field-line", grounds, "de pagina, een vlak of het veld", EDGE_CONTRAST)
        self._take("field-corner", size_reader(0, LARGEST_CORNER), NO_SIZE)
        self._take_pair("table-head", "on-table-head")
        self._take("table-line", read_colour, NO_COLOUR)  # it only pleases the eye, so it may be light

    def _focus(self) -> None:
        """The ring of the focus has two tones: one that shows on the page, and one that shows beside it."""
        paper, tint = self._get("paper"), self.values["tint"]
        focus = self._read("focus", read_colour, NO_COLOUR)
        if focus:
            self._take_if(focus, "focus", (paper, tint), "de pagina of een vlak", EDGE_CONTRAST)
        inner = self.values.get("focus") or self._get("ink")
        self.values["focus-ring"] = next(
            each for each in (OURS["lamp"], WHITE) if contrast(each, inner) >= EDGE_CONTRAST
        )
        self._take("focus-width", read_thickness, NO_SIZE)
        self._take("focus-style", lambda css: css if css in LINES else None, "dit kan hier niet")

    def _read(
        self, name: str, read: Callable[[str], str | None], wrong: str = "", prefix: str = ""
    ) -> tuple[str, str] | None:
        """The first token of a part that has a value, and what that is for us. What cannot be used is noted.

        Without `wrong` a value that cannot be read is no mistake: it is as if it were not there. Only tokens with the
        prefix count.
        """
        for token in (each for each in PARTS[name].chain if each.startswith(prefix)):
            try:
                css = self.tokens.value(token)
            except UnusableError as error:
                self.rejected.append(RejectedToken(token, str(error)))
                return None
            if css:
                value = read(css)
                if value is None and wrong:
                    self.rejected.append(RejectedToken(token, f'"{css}": {wrong}'))
                return None if value is None else (token, value)
        return None

    def _keep(self, name: str, token: str, value: str) -> None:
        self.values[name] = value
        self.taken.append(Taken(name, token, value))

    def _take(self, name: str, read: Callable[[str], str | None], wrong: str) -> None:
        found = self._read(name, read, wrong)
        if found:
            self._keep(name, *found)

    def _take_if(self, found: tuple[str, str], name: str, grounds: Iterable[str], where: str, needed: float) -> None:
        """Takes a colour that can be seen on each of these; else it says on which it cannot."""
        token, colour = found
        worst = min(grounds, key=lambda ground: contrast(colour, ground))
        if contrast(colour, worst) >= needed:
            self._keep(name, token, colour)
        else:
            self.rejected.append(RejectedToken(token, _too_low(PARTS[name].label, where, (colour, worst), needed)))

    def _take_pair(
        self,
        ground: str,
        ink: str,
        below: tuple[str, str] | None = None,
        *,
        is_one_component: bool = False,
        is_quiet: bool = False,
    ) -> None:
        """Takes a background and the text on it, if both are there and the text can be read.

        `below` is the background where it was read already; with `is_one_component` both are of the same one; with
        `is_quiet` half a pair is left to who calls.
        """
        wrong = "" if is_quiet else NO_COLOUR
        noted = len(self.rejected)
        one = below or self._read(ground, read_colour, wrong)
        prefix = one[0].removesuffix("background-color") if one and is_one_component else ""
        other = self._read(ink, read_colour, wrong, prefix)
        if one and other:
            pair = (other[1], one[1])
            if contrast(*pair) >= TEXT_CONTRAST:
                self._keep(ground, *one)
                self._keep(ink, *other)
            else:
                why = _too_low(PARTS[ink].label, PARTS[ground].label, pair, TEXT_CONTRAST)
                self.rejected.append(RejectedToken(other[0], why))
        elif not is_quiet and len(self.rejected) == noted:
            for half, name in ((one, ink), (other, ground)):
                if half:
                    why = f"de kleur die erbij hoort ontbreekt ({PARTS[name].label}: {PARTS[name].chain[0]})"
                    self.rejected.append(RejectedToken(half[0], why))


def _holds(colour: str, grounds: Iterable[str], needed: float) -> bool:
    return all(contrast(colour, ground) >= needed for ground in grounds)


def _too_low(what: str, where: str, pair: tuple[str, str], needed: float) -> str:
    measured, wanted = (f"{number:.1f}".replace(".", ",") for number in (contrast(*pair), needed))
    return f'het contrast van {what} op {where} ("{pair[0]}" op "{pair[1]}") is {measured}, nodig is {wanted}'
