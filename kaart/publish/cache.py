"""The memory of earlier builds about each page, so that only pages are made whose input has changed.

A page with the key that it had (`keys.py`) is not made again, if its files are still as they were written and the day
is one of those on which it says the same. What the audit saw of it is kept too, as numbers of words that stand once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple

from kaart import urls
from kaart.day import Day
from kaart.languages.voice import TranslationStatus
from kaart.plan import Page
from kaart.publish.links import Audits
from kaart.publish.unchanged import AUDITS, PAGES, WHOLE, Stamp, beside, read_part, stamp_of


class Result(NamedTuple):
    """The outcome of a page: its key, the days on which it holds, by their numbers, and how far it is translated.

    `digests` are of what its flyers show, by the address of the PDF.
    """

    key: bytes
    since: int
    until: int
    marks: int
    digests: Mapping[str, str]

    @classmethod
    def of(cls, key: bytes, today: Day, state: TranslationStatus, digests: Mapping[str, str]) -> Result:
        """The outcome of a page that was made."""
        marks = sum(mark << place for place, mark in enumerate(astuple(state)))
        return cls(key, today.since.toordinal(), today.until.toordinal(), marks, dict(digests))

    @property
    def status(self) -> TranslationStatus:
        """How far the page is translated."""
        return TranslationStatus(*(bool(self.marks >> place & 1) for place in range(3)))

    def holds_on(self, today: Day) -> bool:
        """True on a day on which the page says the same."""
        return today.is_between(self.since, self.until)


class Cache:
    """The memory of the last build, in one file beside the folder of the site; a broken file is an empty one.

    `files` has the stamp of each file of the site, `folders` and `twin` the time of each folder in it and in its twin.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        memory = beside(self._folder, "cache")
        parts = [read_part(memory, number) for number in (WHOLE, PAGES, AUDITS)]
        if not all(parts):
            parts = [{}, {}, {}]
        self.parts = tuple(parts)
        whole, pages, audits = parts
        self.files: dict[str, Stamp] = _dict(whole, "files")
        self.folders: dict[str, int] = _dict(whole, "folders")
        self.twin: dict[str, int] = _dict(pages, "twin")
        self.pages: dict[str, tuple[Any, ...]] = _dict(pages, "pages")
        self._singles: dict[str, str] = _dict(pages, "singles")
        self._copies: dict[str, tuple[str, ...]] = _dict(pages, "copies")
        self._recipe = pages.get("recipe")
        self.audits = Audits(_dict(audits, "words"), _dict(audits, "rows"))
        self.written = stamp_of(memory)[1]

    def find(self, page: Page, key: bytes, today: Day, files: Iterable[str]) -> Result | None:
        """The outcome of a page with this key, if it holds today and these files are still there as they were."""
        row = self.pages.get(page.path)
        if row is None or row[0] != key:
            return None
        result = Result(*row)
        return result if result.holds_on(today) and self._are_as_they_were(files) else None

    def digests(self, page: Page, needs_files: bool) -> Mapping[str, str]:
        """The digests of the flyers of a page whose files are still there as they were."""
        row = self.pages.get(page.path)
        if row is None:
            return {}
        own = set(page.attachments)  # a picture may be that of another page
        files = {flyer.pdf: own & {flyer.pdf, flyer.picture} for flyer in page.flyers}
        return {
            pdf: digest
            for pdf, digest in Result(*row).digests.items()
            if not needs_files or (pdf in files and self._are_as_they_were(files[pdf]))
        }

    def size(self, address: str) -> int:
        """The size of a file in bytes; 0 where it is not there."""
        try:
            return os.stat(f"{self._folder}{os.sep}{address}").st_size  # noqa: PTH116
        except OSError:
            return 0

    def has(self, address: str, key: str) -> bool:
        """True for a file by itself that was made with this key and is still there as it was."""
        return self._singles.get(address) == key and self._are_as_they_were((address,))

    def copies(self, address: str, recipe: str) -> tuple[str, ...] | None:
        """The compressed copies of a file, if it and they are still there as they were made by this recipe."""
        names = self._copies.get(address) if recipe == self._recipe else None
        return names if names is not None and self._are_as_they_were((address, *names)) else None

    def stamps(self, addresses: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
        """The size in bytes and the time in nanoseconds of files in the folder."""
        start = f"{self._folder}{os.sep}"
        for address in addresses:
            found = os.lstat(start + address)
            yield address, (found.st_size, found.st_mtime_ns)

    def _are_as_they_were(self, addresses: Iterable[str]) -> bool:
        try:
            return all(self.files.get(address) == stamp for address, stamp in self.stamps(addresses))
        except OSError:
            return False


def files_of(page: Page) -> tuple[str, ...]:
    """The files of a page, its HTML first."""
    return (urls.file_of(page.path), *page.attachments)


def _dict(part: Mapping[str, object], name: str) -> dict[str, Any]:
    found = part.get(name)
    return found if isinstance(found, dict) else {}
