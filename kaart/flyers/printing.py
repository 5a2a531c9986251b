"""The flyers of a page: those that changed are made, the others kept; what does not fit is said in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kaart.flyers.contents import Contents
from kaart.flyers.press import WHOLE_PAGE, Misfit, MisfitError, Press
from kaart.model.site import Site
from kaart.plan import Flyer, Page
from kaart.problems import Problem
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.yaml_source import Location
from kaart.urls import translations

WORDS = "content/flyers.yaml"
IN_WORDS = {  # what is no key of that file
    "kicker": "de naam van de gemeente",
    "contact.name": "de naam van het contact",
    "contact.phone": "het nummer of adres van het contact",
    "contact.languages": "de talen van het contact",
    "contact": "een regel van het contact",
    "address": "het webadres",
}


@dataclass(frozen=True)
class Printed:
    """The flyers of a page with their bytes in number, the files of those that were made, and the digest of each PDF.

    Each problem has its cause, so that one text that is too long is one problem, on however many flyers it stands.
    """

    sheets: Mapping[Flyer, int]
    files: Mapping[str, bytes]
    digests: Mapping[str, str]
    problems: tuple[tuple[str, Problem], ...]


def print_flyers(
    press: Press,
    site: Site,
    page: Page,
    contents_of: Callable[[Page, Flyer], Contents],
    known: Mapping[str, str],
    size_of: Callable[[str], int],
) -> Printed:
    """Makes the flyers of a page that changed: `known` has the digests of those that are there, of `size_of` bytes."""
    sheets: dict[Flyer, int] = {}
    files: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    problems: list[tuple[str, Problem]] = []
    for flyer in page.flyers:
        contents = contents_of(page, flyer)
        digests[flyer.pdf] = press.digest(contents)
        size = 0
        if known.get(flyer.pdf) == digests[flyer.pdf]:
            size = size_of(flyer.pdf)
        else:
            try:
                files[flyer.pdf] = press.make(contents)
                size = len(files[flyer.pdf])
                if page.has_pictures:
                    files[flyer.picture] = press.picture(contents)
            except MisfitError as error:
                for misfit in error.misfits:
                    cause = f"{flyer.kind}|{page.language}|{misfit.kind}|{misfit.field}|{misfit.said}"
                    problems.append((cause, _problem(site, page, flyer, misfit)))
        sheets[flyer] = size
    return Printed(sheets, files, digests, tuple(problems))


def _problem(site: Site, page: Page, flyer: Flyer, misfit: Misfit) -> Problem:
    """A misfit as a problem: the flyer, the municipality, the language, the text, and by how much."""
    place = site.localities[page.slug].area.name if page.slug else "het hele land"
    name = site.voices[SOURCE_LANGUAGE].name_of(page.language)
    which = f'op de flyer "{flyer.kind}" voor {place} in het {name}'
    lack = f"{misfit.lack:.1f} mm".replace(".", ",")
    path, line, column = _written_at(site, page, misfit.field)
    what = IN_WORDS.get(misfit.field, f'"{misfit.field}"')
    hint = "Maak de tekst korter."
    if page.language != SOURCE_LANGUAGE:
        hint = f"Maak de tekst korter, of de vertaling in {translations(page.language)}."
    match misfit.kind:
        case "too high" if misfit.field == WHOLE_PAGE:
            message = f"wat {which} staat, is samen {lack} te hoog."
            hint = "Maak een van de teksten korter, zoals een naam, of het aantal contacten kleiner."
        case "too high":
            message = f"{what} {which} is {lack} te hoog."
        case "too wide":
            message = f"{what} {which} is {lack} te breed."
        case "no glyph":
            message = f'"{misfit.said}" in "{misfit.field}" {which} heeft een teken dat in geen lettertype staat.'
            hint = "Gebruik een ander teken."
        case _:
            message = f"wat {which} staat, kan niet worden gemaakt: {misfit.said}"
            hint = "Dit is een fout van de bouwer."
    return Problem(path, line, column, message, hint)


def _written_at(site: Site, page: Page, field: str) -> tuple[str, int, int]:
    """The place of a field of a flyer in the files of authors: the words of flyers, or else the municipality."""
    location: Location = tuple(int(key) - 1 if key.isdigit() else key for key in field.split("."))
    if field.startswith("texts."):
        location = location[1:]
    document = site.content.documents.get(WORDS)
    if document and location[0] in document.keys(()):
        return (WORDS, *document.place(location))
    return (f"content/municipalities/{page.slug}.yaml" if page.slug else WORDS, 0, 0)
