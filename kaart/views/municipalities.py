"""Lists of all municipalities, and of all towns and villages with the municipality they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from kaart import urls
from kaart.source.register import sort_key
from kaart.views.shared.context import Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, municipality_link, way_down
from kaart.views.shared.map import MapView, classes_of, map_view


@dataclass(frozen=True)
class MunicipalityEntry:
    """A municipality in a list, with what is offered there."""

    link: Link
    classes: str
    initiatives: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Province:
    """The municipalities of a province."""

    key: str
    name: str
    entries: tuple[MunicipalityEntry, ...]
    offered_count: int


@dataclass(frozen=True)
class MunicipalitiesView:
    """All municipalities by province."""

    provinces: tuple[Province, ...]
    municipality_count: int
    offered_count: int
    places_href: str
    example: Link | None
    map: MapView
    filters: tuple[tuple[str, str, int], ...]


def municipalities(context: Context) -> tuple[Frame, MunicipalitiesView]:
    """The list of municipalities."""
    site, voice = context.site, context.voice
    by_province = sorted(site.real_localities(), key=lambda locality: locality.area.province)
    provinces = []
    for name, group in groupby(by_province, key=lambda locality: locality.area.province):
        localities = list(group)
        entries = tuple(
            MunicipalityEntry(
                municipality_link(context, locality.area.slug),
                classes_of(locality),
                tuple(
                    (f"accent-{offer.initiative}", site.content.initiatives[offer.initiative].name)
                    for offer in locality.current_offers
                ),
            )
            for locality in localities
        )
        key = name.lower().replace(" ", "-")
        provinces.append(Province(key, name, entries, sum(1 for locality in localities if locality.current_offers)))
    counts = Counter(offer.initiative for locality in by_province for offer in locality.current_offers)
    example = next((slug for slug, locality in site.localities.items() if locality.is_example), None)
    view = MunicipalitiesView(
        provinces=tuple(provinces),
        municipality_count=len(by_province),
        offered_count=sum(province.offered_count for province in provinces),
        places_href=context.href(urls.PLACES),
        example=municipality_link(context, example) if example else None,
        map=map_view(context),
        filters=tuple((slug, record.name, counts[slug]) for slug, record in site.content.initiatives.items()),
    )
    description = voice._("Alle gemeenten van Nederland per provincie, met de initiatieven die er genoemd zijn.")
    return frame_of(context, voice._("Alle gemeenten"), description), view


@dataclass(frozen=True)
class PlaceEntry:
    """A town or village, and the municipality it belongs to."""

    name: str
    municipality: Link


@dataclass(frozen=True)
class PlacesView:
    """All towns and villages by their first letter, for who does not know the name of the municipality."""

    letters: tuple[tuple[str, tuple[PlaceEntry, ...]], ...]


def places(context: Context) -> tuple[Frame, PlacesView]:
    """The list of places."""
    voice = context.voice
    found = [
        PlaceEntry(name, municipality_link(context, locality.area.slug))
        for locality in context.site.real_localities()
        for name in locality.area.places
    ]
    found.sort(key=lambda entry: (sort_key(entry.name), sort_key(str(entry.municipality.label))))
    grouped = groupby(found, key=lambda entry: sort_key(entry.name)[0].upper())
    view = PlacesView(tuple((letter, tuple(entries)) for letter, entries in grouped))
    crumbs = way_down(context)
    description = voice._("Alle dorpen en steden van A tot Z, met de gemeente waar ze bij horen.")
    return frame_of(context, voice._("Zoek op dorp of stad"), description, crumbs), view
