"""A map of the Netherlands, drawn from the register: land where there are places, a spot for each municipality."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin

from kaart.model.site import Locality
from kaart.schema.fields import NETHERLANDS_LATITUDES, NETHERLANDS_LONGITUDES
from kaart.source.register import Area
from kaart.views.shared.context import Context

WIDTH, HEIGHT = 520, 610
UNITS_A_DEGREE = 200  # of latitude; one unit is 0.56 km
MIDDLE = cos(radians(52.2))  # a degree of longitude is that much shorter than one of latitude
GRID = 6  # land is drawn once per square of this many units
RADIUS = 5


@dataclass(frozen=True)
class Slice:
    """A part of a spot: one initiative. `path` is the outline of a sector, or empty where it is the whole spot."""

    colour_class: str
    path: str


@dataclass(frozen=True)
class Spot:
    """A municipality on the map. `classes` says which initiatives it has, for the filter."""

    name: str
    title: str
    href: str
    x: float
    y: float
    classes: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True)
class MapView:
    """The map: `land` is a path of dots that flow together, `spots` the municipalities from north to south."""

    width: int
    height: int
    radius: int
    land: str
    spots: tuple[Spot, ...]


def map_view(context: Context) -> MapView:
    """The map of all municipalities and what is offered there."""
    localities = list(context.site.real_localities())
    squares = {
        (round(x / GRID) * GRID, round(y / GRID) * GRID)
        for locality in localities
        for x, y in (_place(*point) for point in (*locality.area.points, (locality.area.lat, locality.area.lon)))
    }
    spots = [_spot(context, locality) for locality in localities]
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        radius=RADIUS,
        land="".join(f"M{x} {y}h0" for x, y in sorted(squares)),
        spots=tuple(sorted(spots, key=lambda spot: (bool(spot.slices), spot.y, spot.x))),
    )


def classes_of(locality: Locality) -> str:
    """A class for each initiative that is offered in a municipality."""
    return " ".join(f"has-{offer.initiative}" for offer in locality.current_offers)


def _place(lat: float, lon: float) -> tuple[float, float]:
    """Where a point is on the map: degrees to units from the top left."""
    x = (lon - NETHERLANDS_LONGITUDES[0]) * MIDDLE * UNITS_A_DEGREE + RADIUS * 2
    y = (NETHERLANDS_LATITUDES[1] - lat) * UNITS_A_DEGREE + RADIUS * 2
    return round(x, 1), round(y, 1)


def _spot(context: Context, locality: Locality) -> Spot:
    area: Area = locality.area
    x, y = _place(area.lat, area.lon)
    offered = [offer.initiative for offer in locality.current_offers]
    names = context.voice.join(context.site.content.initiatives[slug].name for slug in offered)
    slices = tuple(
        Slice(f"accent-{slug}", _sector(x, y, index, len(offered)) if len(offered) > 1 else "")
        for index, slug in enumerate(offered)
    )
    title = f"{area.name}: {names}" if names else area.name
    href = context.href(context.site.municipality_address(area.slug))
    return Spot(area.name, title, href, x, y, classes_of(locality), slices)


def _sector(x: float, y: float, index: int, count: int) -> str:
    """One of equal parts of a spot, as the outline of a piece of pie that begins at the top."""
    (x1, y1), (x2, y2) = (
        (round(x + RADIUS * sin(angle), 1), round(y - RADIUS * cos(angle), 1))
        for angle in (2 * pi * index / count, 2 * pi * (index + 1) / count)
    )
    return f"M{x} {y}L{x1} {y1}A{RADIUS} {RADIUS} 0 0 1 {x2} {y2}Z"
