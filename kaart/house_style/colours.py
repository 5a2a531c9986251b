"""Colours as `#rrggbb`: read from CSS, mixed, and whether they can be read: the contrast of WCAG 2.2."""

from __future__ import annotations

from tinycss2.color4 import Color, parse_color

WHITE = "#ffffff"
TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
EDGE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: what shows a field, a button or the focus
SMALLEST_CONTRAST = 5.0  # with white, so that it is 4.5 on the tinted panels of the site


def read_colour(css: str) -> str | None:
    """A colour of CSS as `#rrggbb`; None where it is none, is not opaque, or is in a space other than sRGB."""
    try:
        found = parse_color(css)
        if not isinstance(found, Color) or found.alpha < 1:
            return None
        channels = found.to("srgb").coordinates
    except (NotImplementedError, ArithmeticError, ValueError):  # another space, or numbers beyond all colours
        return None
    return "#" + "".join(f"{round(255 * min(1, max(0, channel))):02x}" for channel in channels)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG defines it."""
    darkest, lightest = sorted((_luminance(one), _luminance(other)))
    return (lightest + 0.05) / (darkest + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: `share`, from 0 to 1, is that of the first."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * first + (1 - share) * second):02x}" for first, second in pairs)


def is_legible(colour: str) -> bool:
    """True where the colour can be read on white and on a panel, and white on it."""
    return contrast(colour, WHITE) >= SMALLEST_CONTRAST


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
