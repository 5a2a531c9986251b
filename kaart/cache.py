"""What earlier builds found out about each page, so that only pages are made whose input has changed.

A page depends on the program and the templates, on the options, on the texts that all pages share, on the words of its
language, and on the municipalities it is about: none, its own and those nearby, or else all. A digest of that is its
key. A page with the same key is not made again, if its files are still as they were written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kaart import urls
from kaart.audit import PageAudit
from kaart.languages import State
from kaart.plan import Kind, Page
from kaart.records import SOURCE_LANGUAGE
from kaart.site import Site

PROGRAM = Path(__file__).parent.parent
PROGRAM_FOLDERS = ("kaart", "templates")
PACKAGES = ("babel", "jinja2", "markdown", "nh3", "phonenumbers", "pydantic", "selectolax", "xlsxwriter")
LOCAL_KINDS = frozenset((Kind.MUNICIPALITY, Kind.OFFER, Kind.COMPARE_LOCAL))
NATIONAL_KINDS = frozenset(  # where nothing of a municipality stands
    (Kind.PROSE, Kind.COMPARE, Kind.COMPARE_PAIR, Kind.SIGNPOST, Kind.GLOSSARY, Kind.PLACES, Kind.NOT_FOUND)
)
MUNICIPALITIES = "content/municipalities/"
FORMAT = 1


@dataclass(frozen=True)
class Result:
    """What became of a page: the size and time of each of its files, what the audit saw, how far it is translated."""

    files: Mapping[str, tuple[int, int]]
    audit: PageAudit
    state: State


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
        self._all = _digest(*addresses, *(digest for path, digest in site.digests.items() if _is_local(path)))

    def of(self, page: Page, seen: str) -> str:
        """The key of a page; `seen` is what it sees of other pages."""
        return _digest(self._by_language[page.language], repr(page), seen, *self._places(page))

    def _places(self, page: Page) -> Iterable[str]:
        if page.kind in NATIONAL_KINDS and not self._site.options.only:
            return ()
        if page.kind not in LOCAL_KINDS:
            return (self._all,)
        near = self._site.localities[page.slug].near
        slugs = (page.slug, *(slug for slug, _ in near))
        return (repr(near), *(self._site.digests.get(f"{MUNICIPALITIES}{slug}.yaml", "") for slug in slugs))


def _is_local(path: str) -> bool:
    return path.startswith(MUNICIPALITIES)


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
        self._folder = folder.resolve()
        self._file = self._folder.parent / f".{self._folder.name}.cache"
        self._rows: dict[str, list[Any]] = {}
        try:
            found = json.loads(self._file.read_bytes())
            self._rows = found["pages"] if found["format"] == FORMAT else {}
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def find(self, page: Page, key: str, needs_files: bool) -> Result | None:
        """What became of a page with this key, if its files are still there as they were."""
        row = self._rows.get(page.path)
        if row is None or row[0] != key:
            return None
        result = _result(page.path, row)
        if needs_files and not (result.files and all(map(self._is_as_it_was, result.files.items()))):
            return None
        return result

    def save(self, known: Iterable[Page], made: Mapping[Page, tuple[str, Result]]) -> None:
        """Writes the file: the pages that were found in it, and those that were made, with their key."""
        rows = {page.path: self._rows[page.path] for page in known}
        if not made and len(rows) == len(self._rows):
            return
        rows |= {page.path: _row(key, result) for page, (key, result) in made.items()}
        text = json.dumps({"format": FORMAT, "pages": rows}, ensure_ascii=False, separators=(",", ":"))
        new = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            new.write_text(text, "utf-8")
            new.replace(self._file)
        except OSError:  # a folder that cannot be written to: the next build makes all pages
            new.unlink(missing_ok=True)

    def stamp(self, addresses: Iterable[str]) -> dict[str, tuple[int, int]]:
        """The size in bytes and the time in nanoseconds of files in the folder."""
        found = {}
        for address in addresses:
            stat = (self._folder / address).stat()
            found[address] = (stat.st_size, stat.st_mtime_ns)
        return found

    def _is_as_it_was(self, file: tuple[str, tuple[int, int]]) -> bool:
        try:
            return self.stamp((file[0],))[file[0]] == file[1]
        except OSError:
            return False


def _row(key: str, result: Result) -> list[object]:
    audit, files = result.audit, {address: list(stamp) for address, stamp in result.files.items()}
    return [key, files, sorted(audit.ids), sorted(audit.links), sorted(audit.anchors), asdict(result.state)]


def _result(path: str, row: list[Any]) -> Result:
    _, files, ids, links, anchors, state = row
    audit = PageAudit(path, frozenset(ids), frozenset(links), frozenset(map(tuple, anchors)), ())
    return Result({address: (size, time) for address, (size, time) in files.items()}, audit, State(**state))
