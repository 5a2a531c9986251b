"""Sets of flyers of municipalities, for an editor who asks for them, in one folder: all of them or nothing.

They are made as a build makes them: the same plan, contents and press. What is not checked is a proof, and says so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kaart import TEMPLATES
from kaart.flyers.press import Press
from kaart.flyers.printing import print_flyers
from kaart.model.contacts import whom_to_call
from kaart.model.paper import valid_until
from kaart.model.site import Locality, Site
from kaart.plan import Kind, Plan
from kaart.problems import ContentError, Problem, one_for_each_cause
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.schema.fields import host_of, is_public_host
from kaart.schema.records import Reader
from kaart.source.disk import said, shown


@dataclass(frozen=True)
class FlyerSet:
    """The flyers of a municipality, by the names of their files. Those that hold until no day are proofs."""

    place: str
    files: Mapping[str, bytes]
    valid_until: date | None
    is_named: bool  # there is somebody with a number or mail
    has_address: bool

    @property
    def in_words(self) -> str:
        """What was made, in a sentence for editors."""
        made = f"{self.place}: {len(self.files)} flyers"
        if self.valid_until is None:
            why = "het nummer is het laatste jaar niet nagekeken" if self.is_named else "er is nog geen nummer"
            return f"{made}, met PROEF erop: {why}."
        if not self.has_address:
            return f"{made}, met PROEF erop: het webadres van de site is nog niet echt."
        return f"{made}, geldig tot {self.valid_until.isoformat()}."


def in_the_way(site: Site, slugs: Sequence[str]) -> Iterator[Problem]:
    """What keeps flyers of these municipalities from being made: nothing is offered there."""
    for slug in slugs:
        locality = site.localities[slug]
        if locality.current_offers:
            continue
        file = f"content/municipalities/{slug}.yaml"
        known = "staat wel een contact, maar geen aanbod" if _can_be_reached(locality, site) else "staat geen aanbod"
        message = f"bij {locality.area.name} {known}. Er is dus niets om op een eigen flyer te zetten."
        hint = "Zet in dit bestand wat er is, of neem de landelijke flyers: daar schrijft u een nummer op."
        yield Problem(file, 0, 0, message, hint)


def make_sets(site: Site, plan: Plan, slugs: Sequence[str]) -> list[FlyerSet]:
    """The flyers of each municipality, in every language. Raises ContentError with what does not fit on them."""
    renderer, press = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES), Press(TEMPLATES)
    has_address = is_public_host(host_of(site.base_url))
    sets = []
    misfits: list[tuple[str, Problem]] = []
    for slug in slugs:
        files: dict[str, bytes] = {}
        for page in (each for each in plan.pages if each.kind is Kind.FLYERS and each.slug == slug):
            printed = print_flyers(press, site, page, renderer.contents, {}, lambda _: 0)
            files |= {address.rpartition("/")[2]: content for address, content in printed.files.items()}
            misfits += printed.problems
        locality = site.localities[slug]
        until = valid_until(locality, site.today)
        sets.append(FlyerSet(locality.area.name, files, until, _can_be_reached(locality, site), has_address))
    if misfits:
        raise ContentError(one_for_each_cause(misfits))
    return sets


def _can_be_reached(locality: Locality, site: Site) -> bool:
    """True where a contact for parents has a number or mail."""
    calls = whom_to_call(locality, Reader.PARENT, site.today)
    return any(call.contact.phone or call.contact.email for call in calls)


def refuse_folder(folder: Path) -> None:
    """Raises ContentError where something stands already: only an empty or a new folder is filled."""
    name = shown(str(folder))
    if folder.is_symlink():
        message, hint = "dit is een koppeling; die volgt build.py niet.", "Kies een gewone map met --out."
    elif not folder.exists():
        return
    elif not folder.is_dir():
        message, hint = "dit is een bestand, geen map.", "Kies een andere map met --out."
    elif any(folder.iterdir()):
        message, hint = "deze map is niet leeg.", "Kies met --out een lege of nieuwe map."
    else:
        return
    raise ContentError([Problem(name, 0, 0, message, hint)])


def write_sets(folder: Path, sets: Sequence[FlyerSet]) -> None:
    """Writes all into a folder that is empty or new. Raises ContentError where it cannot; nothing is left then."""
    refuse_folder(folder)
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    new = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
        for each in sets:
            for name, content in each.files.items():
                (new / name).write_bytes(content)
        if folder.exists():
            folder.rmdir()
        new.rename(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        for each_folder in made:
            with suppress(OSError):
                each_folder.rmdir()
        why, hint = said(error)
        message = f"deze map kan niet worden gemaakt: {why}."
        raise ContentError([Problem(shown(str(folder)), 0, 0, message, hint)]) from error
