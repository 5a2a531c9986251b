"""The key of a page: a digest of all that it can see, but for the day. Pages with the same key are the same.

A page depends on the program and the templates, on the options, on the texts that all pages share, on the words of its
language, and on what it shows of municipalities. Of its own that is the whole file; of those nearby, and of those in a
list, only the face: which initiatives are there, and by what name. A kind of page that is not named here sees all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import version

from kaart import PROGRAM, urls
from kaart.day import Day
from kaart.flyers.press import PACKAGES as PRESS_PACKAGES
from kaart.model.contacts import known_contacts, whom_to_call
from kaart.model.site import Locality, Site
from kaart.plan import Kind, Page, Plan
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.search.index import search_file_name
from kaart.source.read import THEMES
from kaart.source.register import FOLDER as REGISTER
from kaart.source.register import SWITCHBOARDS

PROGRAM_FOLDERS = ("kaart", "templates")
PACKAGES = (
    *("babel", "defusedxml", "jinja2", "markdown", "nh3", "phonenumbers", "pydantic", "selectolax", "tinycss2"),
    *("pyyaml", "xlsxwriter"),
    *PRESS_PACKAGES,
)
MUNICIPALITIES = "content/municipalities/"
OF_ONE_PLACE = (MUNICIPALITIES, f"{THEMES}/", f"{REGISTER}/{SWITCHBOARDS}")
SEARCH_FILES = f"{urls.ASSETS}zoeken-"


class Keys:
    """The key of every page of a site. `assets` has the address of each by its name: it changes with its bytes."""

    def __init__(self, site: Site, plan: Plan, assets: Mapping[str, str]) -> None:
        self._site, self._plan, self._assets = site, plan, assets
        languages = {path: _language_of(path) for path in site.digests}
        program = sorted(path for folder in PROGRAM_FOLDERS for path in (PROGRAM / folder).rglob("*") if path.is_file())
        files = {path.relative_to(PROGRAM): _digest(path.read_bytes()) for path in program if path.suffix != ".pyc"}
        only = site.options.only
        shared = [
            sys.version,
            *(f"{name} {version(name)}" for name in PACKAGES),
            repr(replace(site.options, base_url=site.base_url, today=date.min)),
            *(f"{path} {digest}" for path, digest in files.items() if path.suffix != ".po"),
            *(address for address in assets.values() if not address.startswith(SEARCH_FILES)),
            *(f"{path} {site.digests[path]}" for path, of in languages.items() if not of and not _is_local(path)),
            self._own(only) if only else "",
        ]
        self._by_language = {
            code: _digest(
                *shared,
                *(f"{path} {site.digests[path]}" for path, language in languages.items() if language == code),
                *(digest for path, digest in files.items() if path.suffix == ".po" and code in path.parts),
            )
            for code in site.voices
        }
        shown = self._shown_of_municipalities()
        once = {show: cache(show) for show in shown.values()}
        self._shown = {kind: once[show] for kind, show in shown.items()}

    def of(self, page: Page, seen: str) -> bytes:
        """The key of a page; `seen` is what it sees of other pages."""
        show = self._shown.get(page.kind, self._everything)
        of_page = f"{self._by_language[page.language]}\0{page!r}\0{seen}\0{self._style_of(page.municipality)}\0"
        return sha256(f"{of_page}{show(page.slug)}".encode()).digest()

    def of_sitemap(self) -> str:
        """The key of the list of all pages for search engines."""
        pages = (f"{page.path} {page.canonical} {page.is_hidden}" for page in self._plan.pages)
        return _digest(self._by_language[SOURCE_LANGUAGE], "\n".join(pages))

    def _shown_of_municipalities(self) -> Mapping[Kind, Callable[[str], str]]:
        """The part of municipalities that each kind of page shows, by the slug of the page."""
        kinds: dict[Kind, Callable[[str], str]] = dict.fromkeys(
            (Kind.MUNICIPALITY, Kind.OFFER, Kind.REFER, Kind.COMPARE_LOCAL, Kind.EMBED), self._own
        )
        nothing = (
            Kind.HOME,
            Kind.PLACES,
            Kind.PROSE,
            Kind.DOOR,
            Kind.INITIATIVES,
            Kind.COMPARE,
            Kind.COMPARE_PAIR,
            Kind.SIGNPOST,
        )
        kinds |= dict.fromkeys((*nothing, Kind.EMBED_SIGNPOST, Kind.GLOSSARY, Kind.REFERRERS, Kind.NOT_FOUND), _nothing)
        return kinds | {
            Kind.MUNICIPALITIES: self._faces,
            Kind.INITIATIVE: self._offered_in,
            Kind.EMBED_GUIDE: self._embedded,
            Kind.FLYERS: self._with_flyers,
            Kind.SOURCES: self._uses,
            Kind.MOVED: self._moved,
            Kind.SEARCH: self._searched,
            Kind.STATE: self._checked,
        }

    def _own(self, slug: str) -> str:
        """A municipality with all of its own, and the faces of those nearby."""
        locality = self._site.localities[slug]
        near = [(self._face(self._site.localities[other]), kilometres) for other, kilometres in locality.near]
        return _digest(repr((locality.area, near, self._pages_of.get(slug))), self._file_of(slug))

    def _faces(self, _: str) -> str:
        return repr([self._face(locality) for locality in self._site.localities.values()])

    def _offered_in(self, initiative: str) -> str:
        faces = (self._face(locality) for locality in self._site.real_localities())
        return repr([face for face in faces if initiative in face[2]])

    def _embedded(self, slug: str) -> str:
        records = {each: locality.municipality for each, locality in self._site.localities.items()}
        embedded = [(each, record.embed_on) for each, record in records.items() if record and record.embed_on]
        reached = [
            each for each, locality in self._site.localities.items() if _can_be_reached(locality, self._site.today)
        ]
        return repr((self._faces(slug), embedded, reached, self._plan.folders))

    def _with_flyers(self, slug: str) -> str:
        if slug:
            return self._own(slug)
        flyers = [locality for locality in self._site.localities.values() if self._has_flyers(locality)]
        return repr([self._face(locality) for locality in flyers])

    def _has_flyers(self, locality: Locality) -> bool:
        return self._plan.has(urls.flyers(self._site.municipality_address(locality.area.slug)), SOURCE_LANGUAGE)

    def _uses(self, slug: str) -> str:
        uses = {each for found in self._site.uses.values() for kind, each in found if kind == "municipality"}
        examples = [self._face(each) for slug, each in self._site.localities.items() if each.is_example]
        return repr((self._site.uses, sorted(uses & self._site.localities.keys()), examples))

    def _moved(self, slug: str) -> str:
        return repr((self._site.moved.get(slug), self._file_of(slug)))

    def _searched(self, _: str) -> str:
        return repr([self._assets.get(search_file_name(code)) for code in self._site.voices])

    def _checked(self, _: str) -> str:
        """The days on which what municipalities offer was checked, and of which the register is."""
        real = list(self._site.real_localities())
        offers = sorted(str(offer.checked_on) for locality in real for offer in locality.current_offers)
        contacts = sorted(str(contact.checked_on) for locality in real for contact in known_contacts(locality))
        dated = sorted(str(area.switchboard.dated) for area in (each.area for each in real) if area.switchboard)
        return repr((offers, contacts, dated))

    def _everything(self, _: str) -> str:
        return _digest(*self._assets.values(), *self._site.digests.values(), repr(sorted(self._plan.paths)))

    def _face(self, locality: Locality) -> tuple[str, object, tuple[str, ...]]:
        """A municipality as others show it. What the register says of it is among the texts that all pages share."""
        area = locality.area if locality.is_example else ""
        return locality.area.slug, area, tuple(offer.initiative for offer in locality.current_offers)

    @cached_property
    def _pages_of(self) -> Mapping[str, list[str]]:
        """The paths of the pages of each municipality, with the kinds of flyers that they show."""
        found: dict[str, list[str]] = {}
        for page in self._plan.pages:
            if page.municipality:
                found.setdefault(page.municipality, []).extend((page.path, *(each.kind for each in page.flyers)))
        return found

    def _style_of(self, municipality: str) -> str:
        """The digests of the house style that a page has."""
        slug = self._site.options.only or municipality
        record = self._site.content.municipalities.get(slug) if slug else None
        names = (record.theme, record.logo) if record else ()
        return " ".join(self._site.digests.get(f"{THEMES}/{name}", "") for name in names)

    def _file_of(self, slug: str) -> str:
        """The digest of the file of a municipality; nothing where it has none."""
        return self._site.digests.get(f"{MUNICIPALITIES}{slug}.yaml", "")


def _nothing(_: str) -> str:
    return ""


def _can_be_reached(locality: Locality, today: Day) -> bool:
    """True where a municipality has a switchboard or a contact for parents, on whichever day."""
    return locality.area.switchboard is not None or bool(whom_to_call(locality, Reader.PARENT, today.again()))


def _is_local(path: str) -> bool:
    return path.startswith(OF_ONE_PLACE)


def _language_of(path: str) -> str:
    """The language that a file of authors is a translation into; none where it is Dutch."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if path == urls.translations(stem):
        return stem
    language = stem.partition(".")[2]
    return language if language != SOURCE_LANGUAGE and path.endswith(".md") else ""


def _digest(*parts: str | bytes) -> str:
    found = sha256()
    for part in parts:
        found.update(part if isinstance(part, bytes) else part.encode())
        found.update(b"\0")
    return found.hexdigest()
