"""Whether a colour can be read: the contrast of WCAG 2.2."""

from __future__ import annotations

SMALLEST_CONTRAST = 5.0  # with white, so that it is 4.5 (WCAG 2.2, 1.4.3) on the tinted panels of the site


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of `#rrggbb` with white, from 1 to 21, as WCAG defines it."""
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def is_legible(colour: str) -> bool:
    """True where the colour can be read on white and on a panel, and white on it."""
    return contrast_with_white(colour) >= SMALLEST_CONTRAST
