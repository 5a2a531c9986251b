"""From a plan to files: render, audit and write in chunks over the processors, then publish as a whole."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kaart import urls
from kaart.assets import read_assets
from kaart.audit import PageAudit, audit_links, audit_page
from kaart.cache import Cache, Keys, Result
from kaart.languages import State
from kaart.output import Output, Written
from kaart.plan import Kind, Page, Plan
from kaart.problems import ContentError, Problem
from kaart.render import Renderer
from kaart.site import Site
from kaart.views.context import Progress, root_of
from kaart.views.state import progress_of

CHUNK_PAGES = 48
TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Made:
    """A page that was made: its files, which of them differ from what was there, and what is to be remembered."""

    files: tuple[str, ...]
    changed: tuple[str, ...]
    audit: PageAudit
    state: State


@dataclass(frozen=True)
class Workshop:
    """All that a process needs to make pages; without an output nothing is written."""

    renderer: Renderer
    output: Output | None

    def make(self, pages: Sequence[Page]) -> list[Made]:
        """Renders pages, compares them with what is there, writes what differs, and audits them."""
        made = []
        site = self.renderer.site
        directions = {code: voice.direction for code, voice in site.voices.items()}
        for page in pages:
            files, state = self.renderer.make(page)
            changed = [
                address for address, content in files.items() if self.output and self.output.put(address, content)
            ]
            html = files[urls.file_of(page.path)].decode()
            audit = audit_page(page.path, html, root_of(site, page), directions)
            made.append(Made(tuple(files), tuple(changed), audit, state))
        return made


_workshop: Workshop | None = None  # set once in each worker process, which is the only way to hand it over


def _enter(workshop: Workshop) -> None:
    global _workshop
    _workshop = workshop


def _make(pages: Sequence[Page]) -> list[Made]:
    assert _workshop
    return _workshop.make(pages)


def publish(site: Site, plan: Plan, folder: Path, jobs: int, progress: Callable[[int], None]) -> Written:
    """Makes every page that has changed, and replaces the folder if all is well.

    `progress` hears how many pages are done. Raises ContentError with what the audit found, or where the folder may
    not be replaced; nothing is changed then.
    """
    output = Output(folder)
    with output.locked():
        cache = Cache(folder)
        making = _Making(site, plan, output, cache)
        making.make(plan.pages, jobs, progress)
        written = output.publish(making.planned, making.changed)
        results = {
            page: (key, Result(cache.stamp(made.files), made.audit, made.state))
            for page, (key, made) in making.made.items()
        }
        cache.save(making.known, results)
        return written


def check(
    site: Site, plan: Plan, pages: Sequence[Page], folder: Path, jobs: int, progress: Callable[[int], None]
) -> Progress:
    """Makes those of the pages that have changed since the folder was published, and writes nothing. See `publish`.

    The value is how far each language is.
    """
    making = _Making(site, plan, None, Cache(folder))
    making.make(pages, jobs, progress)
    return making.renderer.progress


class _Making:
    """The making of a site: what is there already, what is made, and what that says of the whole."""

    def __init__(self, site: Site, plan: Plan, output: Output | None, cache: Cache) -> None:
        self.plan, self.output, self.cache = plan, output, cache
        assets = read_assets(TEMPLATES, site)
        self.renderer = Renderer(site, plan, assets, TEMPLATES)
        self.keys = Keys(site, assets.address_of.values())
        self.files = {
            **assets.files,
            urls.SITEMAP: self.renderer.sitemap().encode(),
            urls.ROBOTS: self.renderer.robots().encode(),
        }
        spreadsheets = {address for page in plan.pages for address in page.spreadsheets}
        self.planned = set(self.files) | spreadsheets | {urls.file_of(page.path) for page in plan.pages}
        self.targets = frozenset(self.files) | spreadsheets | plan.paths
        self.changed: set[str] = set()
        self.known: dict[Page, Result] = {}
        self.made: dict[Page, tuple[str, Made]] = {}
        self.words: dict[str, str] = {}  # one of each, where thousands of pages have the same

    def make(self, pages: Sequence[Page], jobs: int, progress: Callable[[int], None]) -> None:
        """Makes those of the pages that have changed. Raises ContentError with what the audit found."""
        for address, content in self.files.items():
            if self.output and self.output.put(address, content):
                self.changed.add(address)
        about_all = [page for page in pages if page.kind is Kind.STATE]  # it tells of the others, so it is last
        self._make([page for page in pages if page.kind is not Kind.STATE], "", jobs, progress)
        states = {page: found.state for page, found in self.known.items()}
        self.renderer.progress = progress_of(states | {page: made.state for page, (_, made) in self.made.items()})
        self._make(about_all, repr(self.renderer.progress), 1, progress)
        audits = [*(found.audit for found in self.known.values()), *(made.audit for _, made in self.made.values())]
        problems = [*audit_links(audits, self.targets), *_doubled(self.plan, self.planned, self.files)]
        if problems:
            raise ContentError(problems)

    def _make(self, pages: Sequence[Page], seen: str, jobs: int, progress: Callable[[int], None]) -> None:
        """Makes those of the pages that have changed; `seen` is what they see of other pages."""
        keys = {page: self.keys.of(page, seen) for page in pages}
        for page, key in keys.items():
            found = self.cache.find(page, key, needs_files=self.output is not None)
            if found:
                self.known[page] = found
        rest = [page for page in pages if page not in self.known]
        progress(len(pages) - len(rest))
        chunks = [rest[start : start + CHUNK_PAGES] for start in range(0, len(rest), CHUNK_PAGES)]
        for chunk, results in zip(chunks, _map(Workshop(self.renderer, self.output), chunks, jobs), strict=True):
            for page, made in zip(chunk, results, strict=True):
                self.made[page] = (keys[page], replace(made, audit=made.audit.sharing(self.words)))
                self.changed.update(made.changed)
            progress(len(chunk))


def _doubled(plan: Plan, planned: set[str], files: Iterable[str]) -> Iterator[Problem]:
    if len(planned) != sum(1 + len(page.spreadsheets) for page in plan.pages) + len(list(files)):
        yield Problem("build.py", 0, 0, "twee bestanden willen hetzelfde adres.")


def _map(workshop: Workshop, chunks: Sequence[Sequence[Page]], jobs: int) -> Iterator[list[Made]]:
    """The results in order. Where processes cannot be forked (Windows), one process does all."""
    if jobs == 1 or len(chunks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(workshop.make, chunks)
        return
    # Ctrl-C is for the parent, which ends the workers: they are born with the signal blocked, and keep it so.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool = multiprocessing.get_context("fork").Pool(jobs, _enter, (workshop,))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    with pool:
        yield from pool.imap(_make, chunks)
