"""The lists behind the field "Where do you live?": municipalities with their places and other names, and postcodes.

The browser loads both files when the field is first used; the search asks for the one it needs. They hold for every
language: a visitor may type the name in another one than that of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from kaart.languages.voice import N_
from kaart.model.site import Locality, Site
from kaart.schema.fields import slug_of
from kaart.source.register import ranges_of

CARIBBEAN = "Caribisch Nederland"  # as a country in content/register/buiten-de-kaart.csv
WORDS = {  # what the field says; that it cannot be used stands in the page itself
    "found": N_("Gevonden: {count}. Kies met de pijltjes en Enter."),
    "found_by_touch": N_("Gevonden: {count}."),
    "many": N_("Gevonden: {count}. Typ nog een letter, of kies met de pijltjes."),
    "mean": N_("Bedoelt u een van deze?"),
    "unknown": N_("Dit kennen we niet: {typed}."),
    "nothing": N_("Probeer een postcode, of kijk in de lijst."),
    "which": N_("De postcode {typed} ligt in meer dan één gemeente. Kies de uwe."),
    "no_postcode": N_("De postcode {postcode} kennen we niet. Kijk of de cijfers kloppen, of typ uw plaats."),
    "abroad": N_("{name} staat niet op deze kaart. Deze kaart gaat over gemeenten in Nederland."),
    "caribbean": N_(
        "{name} staat niet op deze kaart. De kaart gaat nog niet over Caribisch Nederland. "
        "Uw huisarts of de school kan met u meedenken."
    ),
    "search": N_("Zoek dit op de hele site"),
    "in": N_("gemeente {name}, {province}"),
}
SEPARATORS = re.compile(r"[\t\n|]")


def finder_files(site: Site) -> dict[str, bytes]:
    """The two files by their plain names, UTF-8, with a line for each municipality and tabs between its fields.

    Of names: name, slug (empty where it follows from the name), province, other places, other names, names in other
    languages (left out where there are none); a `|` between two. Names that the map is not about follow on two lines:
    nothing, `caribbean` or `abroad`, the names. Of postcodes: slug, and ranges such as `6710-6718` with a comma between
    two.
    """
    merged: dict[str, list[str]] = {}
    for slug, target in site.moved.items():
        merged.setdefault(target, []).append(site.content.municipalities[slug].name or slug)
    localities = list(site.real_localities())
    abroad = site.content.names_in_languages
    names = (_names(each, merged.get(each.area.slug, []), abroad.get(each.area.slug, ())) for each in localities)
    return {
        "plaatsen.txt": "\n".join((*names, *_elsewhere(site.content.names_elsewhere))).encode(),
        "postcodes.txt": "\n".join(_postcodes(each) for each in localities).encode(),
    }


def words_file_name(language: str) -> str:
    """The plain name of the file with what the field says in a language."""
    return f"veld-{language}.json"


def words_files(site: Site) -> dict[str, bytes]:
    """What the field says in each language, by the plain name of the file: JSON in UTF-8, a sentence by its key."""
    said = {code: {key: voice._(text) for key, text in WORDS.items()} for code, voice in site.voices.items()}
    return {words_file_name(code): json.dumps(words, ensure_ascii=False).encode() for code, words in said.items()}


def short_slug(locality: Locality) -> str:
    """The slug of a municipality, or nothing where it follows from the name."""
    return "" if slug_of(locality.area.name) == locality.area.slug else locality.area.slug


def _names(locality: Locality, merged: list[str], abroad: tuple[str, ...]) -> str:
    area = locality.area
    places = [name for name in area.places if name != area.name]
    merged = [" ".join(SEPARATORS.sub(" ", name).split()) for name in merged]  # typed in YAML, where they may be
    lists = (places, (*area.other_names, *merged), *([abroad] if abroad else ()))
    return "\t".join((area.name, short_slug(locality), area.province, *map("|".join, lists)))


def _elsewhere(names: Mapping[str, str]) -> Iterator[str]:
    for kind, is_caribbean in (("caribbean", True), ("abroad", False)):
        found = [name for name, country in names.items() if (country == CARIBBEAN) is is_caribbean]
        if found:
            yield f"\t{kind}\t{'|'.join(found)}"


def _postcodes(locality: Locality) -> str:
    ranges = ranges_of(locality.area.postcodes)
    return f"{locality.area.slug}\t{','.join(str(low) if low == high else f'{low}-{high}' for low, high in ranges)}"
