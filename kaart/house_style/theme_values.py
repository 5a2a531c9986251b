"""Reads single values of design tokens, and keeps each within what our pages can bear."""

from __future__ import annotations

import re
from collections.abc import Callable

from kaart.house_style.colours import WHITE, read_colour

PIXELS_A_REM = 16
OWN_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif'
MOST_FONTS = 4
GENERIC_FONTS = re.compile(r"serif|sans-serif|monospace|cursive|fantasy|math|emoji|system-ui|ui-[a-z-]+|-[a-z-]+")
FONT_NAME = re.compile(r"[^\W_][\w .+&-]{0,60}")
NUMBER = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(px|rem|em|pt|%)?", re.IGNORECASE)


def read_page_colour(css: str) -> str | None:
    """The background of a page: where it is transparent, a browser shows white."""
    return WHITE if css.lower() == "transparent" else read_colour(css)


def in_rem(css: str) -> float | None:
    """A length in rem, of 16 pixels each; None where it is none."""
    match = NUMBER.fullmatch(css)
    if not match or (not match[2] and float(match[1])):
        return None
    shares = {"": 1, "rem": 1, "em": 1, "px": 1 / PIXELS_A_REM, "pt": 4 / 3 / PIXELS_A_REM}
    share = shares.get((match[2] or "").lower())
    return None if share is None else float(match[1]) * share


def size_reader(smallest: float, largest: float) -> Callable[[str], str | None]:
    """Reads a length, and keeps it between two, in rem."""

    def read(css: str) -> str | None:
        rem = in_rem(css)
        return None if rem is None else f"{shortened(min(largest, max(smallest, rem)))}rem"

    return read


def read_thickness(css: str) -> str | None:
    """The thickness of a line in pixels, from 2 to 4."""
    rem = in_rem({"thin": "1px", "medium": "3px", "thick": "5px"}.get(css, css))
    return None if rem is None else f"{shortened(min(4, max(2, rem * PIXELS_A_REM)))}px"


def read_weight(css: str) -> str | None:
    """A thickness of letters, from 400 to 900."""
    css = {"normal": "400", "bold": "700"}.get(css.lower(), css)
    return str(min(900, max(400, int(css)))) if re.fullmatch(r"[0-9]{1,4}", css) else None


def read_fonts(css: str) -> str | None:
    """The names of fonts, with our own behind them. Nothing is loaded: a font counts where the device has it."""
    names = [name.strip().strip("\"'").strip() for name in css.split(",")]
    own = [name for name in names if FONT_NAME.fullmatch(name) and not GENERIC_FONTS.fullmatch(name.lower())]
    if not own and not any(GENERIC_FONTS.fullmatch(name.lower()) for name in names):
        return None
    return ", ".join([*(f'"{name}"' for name in own[:MOST_FONTS]), OWN_FONTS])


def shortened(number: float) -> str:
    """A number with at most four decimals, and no zeros behind them."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def read_line_height(css: str, size: float) -> str | None:
    """A line height as a number between 1.4 and 1.9; `size` is that of the letters that it was made for, in rem."""
    match = NUMBER.fullmatch(css)
    if not match or float(match[1]) <= 0:
        return None
    number, unit = float(match[1]), (match[2] or "").lower()
    shares = {"": 1, "em": 1, "%": 0.01, "rem": 1 / size, "px": 1 / PIXELS_A_REM / size}
    return shortened(min(1.9, max(1.4, number * shares[unit]))) if unit in shares else None
