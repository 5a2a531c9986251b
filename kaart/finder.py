"""What the field "Where do you live?" looks in: every municipality with its places, other names and postcodes.

The browser loads it when the field is first used. It holds for every language, because names are not translated.
"""

from __future__ import annotations

from kaart.register import ranges_of
from kaart.site import Site

FILE_NAME = "plaatsen.txt"


def finder_file(site: Site) -> bytes:
    """A line for each municipality, with tabs between slug, name, province, other places, other names and postcodes.

    There is a `|` between names and a comma between postcodes; a range of postcodes is `6710-6718`. UTF-8.
    """
    merged: dict[str, list[str]] = {}
    for slug, target in site.moved.items():
        merged.setdefault(target, []).append(site.content.municipalities[slug].name or slug)
    lines = []
    for locality in site.real_localities():
        area = locality.area
        places = [name for name in area.places if name != area.name]
        names = [*area.other_names, *merged.get(area.slug, ())]
        postcodes = ",".join(str(low) if low == high else f"{low}-{high}" for low, high in ranges_of(area.postcodes))
        lines.append("\t".join((area.slug, area.name, area.province, "|".join(places), "|".join(names), postcodes)))
    return "\n".join(lines).encode()
