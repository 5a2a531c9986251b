"""A municipality's theme as lines for who made it, and as one page to look at before it is used.

The page leans on nothing: our style sheets and the theme are inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kaart.house_style.theme import Contrast, Theme
from kaart.house_style.theme_parts import PART_OF, PARTS
from kaart.render.assets import styles_of

TEMPLATE = "pages/theme_preview.html"
MARK = '<meta name="generator" content="build.py theme">'


@dataclass(frozen=True)
class TokenRow:
    """A part of our design: its name, the token it came from or was meant for, and its value or why it has none."""

    label: str
    token: str
    said: str
    swatch: str = ""


def taken_of(theme: Theme) -> tuple[TokenRow, ...]:
    """The tokens that are used."""
    return tuple(
        TokenRow(PARTS[each.part].label, each.token, each.value, each.value if each.value.startswith("#") else "")
        for each in theme.taken
    )


def rejected_of(theme: Theme) -> tuple[TokenRow, ...]:
    """The tokens in the file that are not used."""
    return tuple(TokenRow(PARTS[PART_OF[each.token]].label, each.token, each.why) for each in theme.rejected)


def missing_of(theme: Theme) -> tuple[TokenRow, ...]:
    """The parts that no token is about, with the token that could be."""
    return tuple(
        TokenRow(PARTS[part].label, PARTS[part].chain[0], "staat niet in het bestand") for part in theme.missing
    )


def in_words(theme: Theme) -> Iterator[str]:
    """The tokens that are used, those that are not and why, and what is measured, line by line."""
    parts = (
        ("Overgenomen", taken_of(theme)),
        ("Niet gebruikt; hiervoor geldt wat de site zelf heeft", rejected_of(theme)),
        ("Niet gevonden; hiervoor geldt wat de site zelf heeft", missing_of(theme)),
    )
    for title, rows in parts:
        if rows:
            yield f"{title} ({len(rows)}):"
            yield from (f"  {row.label}: {row.said} ({row.token})" for row in rows)
    yield "Contrast:"
    for each in theme.contrasts:
        yield f"  {each.label}: {shown(each.measured)} (nodig: {shown(each.needed)})"


def preview(theme: Theme, name: str, templates: Path) -> str:
    """A page that shows our design in this theme, with the contrast of all that stands on each other."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(TEMPLATE).render(
        name=name,
        style=styles_of(templates),
        theme=theme.css,
        taken=taken_of(theme),
        rejected=rejected_of(theme),
        missing=missing_of(theme),
        contrasts=[
            (each, shown(each.measured), shown(each.needed)) for each in sorted(theme.contrasts, key=_closeness)
        ],
    )


def shown(ratio: float) -> str:
    """A contrast as it is written in Dutch, rounded down so that it never seems enough when it is not."""
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")


def _closeness(each: Contrast) -> float:
    return each.measured / each.needed


def is_preview(text: str) -> bool:
    """True for a page that was made here before, which may be made anew."""
    return MARK in text[:1000]
