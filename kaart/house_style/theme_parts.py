"""The parts of our design that a theme may fill in, each with its chain of design tokens.

The names are of three generations of NL Design System: `utrecht-`, `nl-` and `basis-`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OURS = {  # as in templates/styles/00-base.css
    "paper": "#fdf8ee",
    "ink": "#172c2b",
    "brand": "#0f5b57",
    "lamp": "#ffd166",
    "on-lamp": "#172c2b",
    "care": "#fbeae0",
    "care-ink": "#7c2d12",
}


@dataclass(frozen=True)
class Part:
    """A part of our design that a theme may fill in: its name in Dutch, and its chain of tokens."""

    label: str
    chain: tuple[str, ...]


def _part(label: str, *chain: str) -> Part:
    return Part(label, tuple(f"--{name}" for name in chain))


BUTTON, NL_BUTTON = "utrecht-button-primary-action", "nl-button-primary"
PARTS: Mapping[str, Part] = {
    "paper": _part(
        "achtergrond van de pagina",
        *("utrecht-document-background-color", "utrecht-page-body-background-color"),
        *("utrecht-page-background-color", "basis-color-default-bg-document"),
    ),
    "ink": _part(
        "tekst",
        *("utrecht-document-color", "nl-paragraph-color", "utrecht-paragraph-color"),
        "basis-color-default-color-document",
    ),
    "font": _part(
        "lettertype",
        *("utrecht-document-font-family", "nl-paragraph-font-family", "utrecht-paragraph-font-family"),
        "basis-text-font-family-default",
    ),
    "text": _part(
        "grootte van de tekst",
        *("utrecht-document-font-size", "nl-paragraph-font-size", "utrecht-paragraph-font-size"),
        "basis-text-font-size-md",
    ),
    "leading": _part(
        "regelafstand",
        *("utrecht-document-line-height", "nl-paragraph-line-height", "utrecht-paragraph-line-height"),
        "basis-text-line-height-md",
    ),
    "heading": _part(
        "koppen",
        *("utrecht-heading-color", "nl-heading-level-1-color", "utrecht-heading-1-color", "basis-heading-color"),
    ),
    "heading-font": _part(
        "lettertype van de koppen",
        *("utrecht-heading-font-family", "nl-heading-level-1-font-family", "utrecht-heading-1-font-family"),
        "basis-heading-font-family",
    ),
    "heading-weight": _part(
        "dikte van de koppen",
        *("utrecht-heading-font-weight", "nl-heading-level-1-font-weight", "utrecht-heading-1-font-weight"),
        "basis-heading-font-weight",
    ),
    "link": _part("links", "nl-link-color", "utrecht-link-color"),
    "link-hover": _part("links onder de muis", "nl-link-hover-color", "utrecht-link-hover-color"),
    "link-visited": _part("bezochte links", "nl-link-visited-color", "utrecht-link-visited-color"),
    "button": _part(
        "achtergrond van knoppen",
        *(f"{BUTTON}-background-color", f"{NL_BUTTON}-background-color", "utrecht-button-background-color"),
    ),
    "on-button": _part("tekst op knoppen", f"{BUTTON}-color", f"{NL_BUTTON}-color", "utrecht-button-color"),
    "button-hover": _part(
        "achtergrond van knoppen onder de muis",
        *(f"{BUTTON}-hover-background-color", f"{NL_BUTTON}-hover-background-color"),
    ),
    "on-button-hover": _part(
        "tekst op knoppen onder de muis",
        *(f"{BUTTON}-hover-color", f"{NL_BUTTON}-hover-color"),
    ),
    "button-line": _part(
        "rand van knoppen", f"{BUTTON}-border-color", f"{NL_BUTTON}-border-color", "utrecht-button-border-color"
    ),
    "button-corner": _part(
        "hoeken van knoppen",
        *(f"{BUTTON}-border-radius", f"{NL_BUTTON}-border-radius", "utrecht-button-border-radius"),
        *("nl-button-border-radius", "basis-border-radius-md"),
    ),
    "focus": _part("rand van de focus", "utrecht-focus-outline-color", "basis-focus-outline-color"),
    "focus-width": _part("dikte van de focus", "utrecht-focus-outline-width", "basis-focus-outline-width"),
    "focus-style": _part("lijn van de focus", "utrecht-focus-outline-style", "basis-focus-outline-style"),
    "foot": _part(
        "achtergrond van de voet", "utrecht-page-footer-background-color", "basis-page-footer-background-color"
    ),
    "on-foot": _part("tekst in de voet", "utrecht-page-footer-color", "basis-page-footer-color"),
    "table-head": _part("achtergrond van de kop van tabellen", "utrecht-table-header-background-color"),
    "on-table-head": _part("tekst in de kop van tabellen", "utrecht-table-header-color"),
    "table-line": _part("lijn in tabellen", "utrecht-table-row-border-block-end-color"),
    "info": _part("achtergrond van uitleg", "utrecht-alert-info-background-color", "basis-color-info-bg-default"),
    "on-info": _part("tekst van uitleg", "utrecht-alert-info-color", "basis-color-info-color-document"),
    "notice": _part(
        "achtergrond van een waarschuwing",
        *("utrecht-alert-warning-background-color", "basis-color-warning-bg-default"),
    ),
    "on-notice": _part(
        "tekst van een waarschuwing", "utrecht-alert-warning-color", "basis-color-warning-color-document"
    ),
    "care": _part("achtergrond bij nood", "utrecht-alert-error-background-color", "basis-color-negative-bg-default"),
    "care-ink": _part("tekst bij nood", "utrecht-alert-error-color", "basis-color-negative-color-document"),
    "field": _part(
        "achtergrond van velden",
        *("utrecht-textbox-background-color", "utrecht-form-input-background-color"),
        "basis-form-control-background-color",
    ),
    "field-ink": _part(
        "tekst in velden", "utrecht-textbox-color", "utrecht-form-input-color", "basis-form-control-color"
    ),
    "field-line": _part(
        "rand van velden",
        *("utrecht-textbox-border-color", "utrecht-form-input-border-color", "basis-form-control-border-color"),
    ),
    "field-corner": _part(
        "hoeken van velden",
        *("utrecht-textbox-border-radius", "utrecht-form-input-border-radius", "basis-form-control-border-radius"),
    ),
}

PART_OF = {token: name for name, part in PARTS.items() for token in part.chain}
