"""The memory of earlier builds about each page, so that only pages are made whose input has changed.

A page depends on the program and the templates, on the options, on the texts that all pages share, on the words of its
language, and on the municipalities it is about: none, its own and those nearby, or else all. A digest of that is its
key. A page with the same key is not made again, if its files are still as they were written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kaart import PROGRAM, urls
from kaart.languages.voice import TranslationStatus
from kaart.model.site import Site
from kaart.plan import Kind, Page
from kaart.publish.audit import PageAudit
from kaart.publish.output import beside
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.source.disk import UnreadableError, read_bytes
from kaart.source.read import THEMES

PROGRAM_FOLDERS = ("kaart", "templates")
PACKAGES = (
    *("babel", "defusedxml", "jinja2", "markdown", "nh3", "phonenumbers", "pydantic", "selectolax", "tinycss2"),
    "xlsxwriter",
)
LOCAL_KINDS = frozenset((Kind.MUNICIPALITY, Kind.OFFER, Kind.COMPARE_LOCAL, Kind.EMBED))
NATIONAL_KINDS = frozenset(  # where nothing of a municipality stands
    (
        *(Kind.PROSE, Kind.COMPARE, Kind.COMPARE_PAIR, Kind.SIGNPOST, Kind.EMBED_SIGNPOST),
        *(Kind.GLOSSARY, Kind.PLACES, Kind.NOT_FOUND),
    )
)
OWN_KINDS = frozenset((Kind.FLYERS,))  # where nothing stands of those nearby
MUNICIPALITIES = "content/municipalities/"
OF_ONE_PLACE = (MUNICIPALITIES, f"{THEMES}/")
FORMAT = 4


@dataclass(frozen=True)
class Result:
    """The outcome of a page: the size and time of each of its files, what the audit saw, how far it is translated.

    `digests` are of what its flyers show, by the address of the PDF.
    """

    files: Mapping[str, tuple[int, int]]
    audit: PageAudit
    state: TranslationStatus
    digests: Mapping[str, str] = field(default_factory=dict)


class Keys:
    """The key of every page of a site. `addresses` are those of the assets, which change with their bytes."""

    def __init__(self, site: Site, addresses: Iterable[str]) -> None:
        self._site = site
        languages = {path: _language_of(path) for path in site.digests}
        program = sorted(path for folder in PROGRAM_FOLDERS for path in (PROGRAM / folder).rglob("*") if path.is_file())
        shared = [
            sys.version,
            *(f"{name} {version(name)}" for name in PACKAGES),
            repr(replace(site.options, base_url=site.base_url)),
            *(_digest(path.read_bytes()) for path in program if path.suffix not in (".po", ".pyc")),
            *(address for address in addresses if not address.startswith(f"{urls.ASSETS}zoeken-")),
            *(site.digests[path] for path, language in languages.items() if not language and not _is_local(path)),
        ]
        self._by_language = {
            code: _digest(
                *shared,
                *(site.digests[path] for path, language in languages.items() if language == code),
                *(_digest(path.read_bytes()) for path in program if path.suffix == ".po" and code in path.parts),
            )
            for code in site.voices
        }
        self._all = _digest(
            *addresses, *(digest for path, digest in site.digests.items() if path.startswith(MUNICIPALITIES))
        )

    def of(self, page: Page, seen: str) -> str:
        """The key of a page; `seen` is what it sees of other pages."""
        return _digest(self._by_language[page.language], repr(page), seen, self._style_of(page), *self._places(page))

    def _places(self, page: Page) -> Iterable[str]:
        if page.kind in NATIONAL_KINDS and not self._site.options.only:
            return ()
        if page.kind in OWN_KINDS and page.slug:
            return (self._digest_of(page.slug),)
        if page.kind not in LOCAL_KINDS:
            return (self._all,)
        near = self._site.localities[page.slug].near
        return (repr(near), *map(self._digest_of, (page.slug, *(slug for slug, _ in near))))

    def _style_of(self, page: Page) -> str:
        """The digest of the house style that a page has."""
        slug = self._site.options.only or page.municipality
        record = self._site.content.municipalities.get(slug)
        names = (record.theme, record.logo) if record else ()
        return _digest(*(self._site.digests.get(f"{THEMES}/{name}", "") for name in names))

    def _digest_of(self, slug: str) -> str:
        """The digest of the file of a municipality; nothing where it has none."""
        return self._site.digests.get(f"{MUNICIPALITIES}{slug}.yaml", "")


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


class Cache:
    """The results of the last build, in one file beside the folder of the site; a broken file is an empty one."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._rows: dict[str, list[Any]] = {}
        self._recipe = ""
        self._copies: dict[str, dict[str, list[int]]] = {}
        try:
            found = json.loads(read_bytes(beside(self._folder, "cache")))
            if found["format"] == FORMAT:
                self._rows, self._recipe, self._copies = found["pages"], found["recipe"], found["copies"]
        except (UnreadableError, ValueError, KeyError, TypeError, RecursionError):
            pass

    def find(self, page: Page, key: str, needs_files: bool) -> Result | None:
        """The outcome of a page with this key, if its files are still there as they were."""
        row = self._rows.get(page.path)
        if row is None or row[0] != key:
            return None
        result = _result(page.path, row)
        if needs_files and not (result.files and all(map(self._is_as_it_was, result.files.items()))):
            return None
        return result

    def digests(self, page: Page, needs_files: bool) -> Mapping[str, str]:
        """The digests of the flyers of a page whose files are still there as they were."""
        row = self._rows.get(page.path)
        if row is None:
            return {}
        result = _result(page.path, row)
        pictures = {flyer.pdf: flyer.picture for flyer in page.flyers if page.has_pictures}
        return {
            pdf: digest
            for pdf, digest in result.digests.items()
            if not needs_files
            or all(
                address in result.files and self._is_as_it_was((address, result.files[address]))
                for address in filter(None, (pdf, pictures.get(pdf)))
            )
        }

    def size(self, address: str) -> int:
        """The size of a file in bytes; 0 where it is not there."""
        try:
            return (self._folder / address).stat().st_size
        except OSError:
            return 0

    def has(self, address: str, key: str) -> bool:
        """True for a file by itself that was made with this key and is still there as it was."""
        row = self._rows.get(address)
        return row is not None and row[0] == key and all(map(self._is_as_it_was, _result(address, row).files.items()))

    def copies(self, address: str, recipe: str) -> tuple[str, ...] | None:
        """The compressed copies of a file, if it and they are still there as they were made by this recipe."""
        files = self._copies.get(address) if recipe == self._recipe else None
        if files is None or not all(self._is_as_it_was((name, (size, time))) for name, (size, time) in files.items()):
            return None
        return tuple(name for name in files if name != address)

    def with_new(
        self,
        known: Iterable[str],
        made: Mapping[str, tuple[str, Result]],
        recipe: str,
        copies: Mapping[str, Mapping[str, tuple[int, int]]],
    ) -> bytes | None:
        """The file anew: what was found in it, by path, what was made, with its key, and all copies by their file.

        None where that changes nothing.
        """
        rows = {path: self._rows[path] for path in known}
        rows |= {path: _row(key, result) for path, (key, result) in made.items()}
        stamps = {address: {name: [*stamp] for name, stamp in files.items()} for address, files in copies.items()}
        if not made and (len(rows), recipe, stamps) == (len(self._rows), self._recipe, self._copies):
            return None
        found = {"format": FORMAT, "pages": rows, "recipe": recipe, "copies": stamps}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()

    def stamp(self, addresses: Iterable[str]) -> dict[str, tuple[int, int]]:
        """The size in bytes and the time in nanoseconds of files in the folder."""
        found = {}
        for address in addresses:
            stat = (self._folder / address).lstat()
            found[address] = (stat.st_size, stat.st_mtime_ns)
        return found

    def _is_as_it_was(self, file: tuple[str, tuple[int, int]]) -> bool:
        try:
            return self.stamp((file[0],))[file[0]] == file[1]
        except OSError:
            return False


def _row(key: str, result: Result) -> list[object]:
    audit, files = result.audit, {address: list(stamp) for address, stamp in result.files.items()}
    anchors = sorted(audit.anchors)
    return [key, files, sorted(audit.ids), sorted(audit.links), anchors, asdict(result.state), dict(result.digests)]


def _result(path: str, row: list[Any]) -> Result:
    _, files, ids, links, anchors, state, digests = row
    audit = PageAudit(path, frozenset(ids), frozenset(links), frozenset(map(tuple, anchors)), ())
    stamps = {address: (size, time) for address, (size, time) in files.items()}
    return Result(stamps, audit, TranslationStatus(**state), digests)
