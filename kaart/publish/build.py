"""From a plan to files: render, audit and write in chunks over the processors, then publish as a whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kaart import TEMPLATES, urls
from kaart.flyers.press import Press, has_started
from kaart.flyers.printing import print_flyers
from kaart.languages.voice import TranslationStatus
from kaart.model.site import Site
from kaart.plan import Bundle, Kind, Page, Plan, plan_site
from kaart.problems import ContentError, Problem, one_for_each_cause
from kaart.publish.audit import PageAudit, audit_links
from kaart.publish.audit_pieces import PieceAuditor
from kaart.publish.cache import Cache, Keys, Result
from kaart.publish.compression import BROTLI_QUALITY, RELEASE_QUALITY, Compressor, is_compressible
from kaart.publish.output import MARKER, Output, Written, undisturbed
from kaart.render.assets import read_assets
from kaart.render.hosting import hosting_of
from kaart.render.pages import Renderer, hosting_files
from kaart.views.shared.context import Progress, root_of
from kaart.views.state import progress_of

CHUNK_SIZE = 48  # pages or files
COMPRESSED = (".br", ".gz", ".pdf", ".png", ".xlsx", ".zip")
NO_AUDIT = PageAudit("", frozenset(), frozenset(), frozenset(), ())


@dataclass(frozen=True)
class PageResult:
    """A page that was made: its files, which of them differ from what was there, and what is to be remembered.

    `problems` are those of its flyers, each with its cause.
    """

    files: tuple[str, ...]
    changed: tuple[str, ...]
    audit: PageAudit
    state: TranslationStatus
    digests: Mapping[str, str]
    problems: tuple[tuple[str, Problem], ...]


@dataclass(frozen=True)
class PageWorker:
    """All that a process needs to make pages; without an output nothing is written."""

    renderer: Renderer
    output: Output | None
    cache: Cache
    press: Press

    @cached_property
    def auditor(self) -> PieceAuditor:
        """The audit of pages, which remembers what they share."""
        return PieceAuditor({code: voice.direction for code, voice in self.renderer.site.voices.items()})

    def make(self, pages: Sequence[Page]) -> list[PageResult]:
        """Renders pages, compares them with what is there, writes what differs, and audits them."""
        made = []
        site = self.renderer.site
        for page in pages:
            known = self.cache.digests(page, needs_files=self.output is not None) if page.flyers else {}
            printed = print_flyers(self.press, site, page, self.renderer.contents, known, self.cache.size)
            files, state, pieces = self.renderer.make(page, printed.sheets)
            files |= printed.files
            changed = [
                address for address, content in files.items() if self.output and self.output.put(address, content)
            ]
            audit = self.auditor.audit(page.path, pieces, root_of(site, page), page.is_framed)
            made.append(
                PageResult(
                    (urls.file_of(page.path), *page.attachments),
                    tuple(changed),
                    audit,
                    state,
                    printed.digests,
                    printed.problems,
                )
            )
        return made


T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], list[R]]
_work: Work[Any, Any] | None = None  # set once in each worker process, which is the only way to hand it over


def _enter(work: Work[Any, Any]) -> None:
    global _work
    _work = work


def run_chunk(chunk: Sequence[Any]) -> list[Any]:
    """Does the work of this process on a chunk of items."""
    assert _work
    return _work(chunk)


def publish(
    site: Site,
    plan: Plan,
    folder: Path,
    jobs: int,
    progress: Callable[[int], None],
    release: bool = False,
) -> Written:
    """Makes every page that has changed, and the compressed copies, and replaces the folder if all is well.

    The copies for a release are the smallest, and take minutes. `progress` hears how many pages and flyers are done.
    Raises ContentError with what the audit found and with what does not fit on a flyer, or where the folder may not be
    replaced; nothing is changed then.
    """
    output = Output(folder)
    with ExitStack() as to_the_end, output.locked():
        cache = Cache(folder)
        making = SiteBuild(site, plan, output, cache)
        making.make(plan.pages, jobs, progress)
        making.make_bundles()
        making.make_folders(jobs, release)
        compressor = Compressor(output, RELEASE_QUALITY if release else BROTLI_QUALITY)
        making.make_copies(compressor, jobs)
        to_the_end.enter_context(undisturbed())
        written = output.publish(making.planned.union(*making.copies.values()), making.changed)
        with suppress(OSError):  # the site is there: without what was found out, the next build makes all pages
            found_out = making.found_out(compressor)
            if found_out is not None:
                output.remember(found_out)
        return written


def check(
    site: Site, plan: Plan, pages: Sequence[Page], folder: Path, jobs: int, progress: Callable[[int], None]
) -> Progress:
    """Makes those of the pages that have changed since the folder was published, and writes nothing. See `publish`.

    The value is how far each language is.
    """
    making = SiteBuild(site, plan, None, Cache(folder))
    making.make(pages, jobs, progress)
    return making.renderer.progress


class SiteBuild:
    """The making of a site: what is there already, what is made, and what that says of the whole."""

    def __init__(self, site: Site, plan: Plan, output: Output | None, cache: Cache) -> None:
        self.site, self.plan, self.output, self.cache = site, plan, output, cache
        assets = read_assets(TEMPLATES, site)
        self.renderer = Renderer(site, plan, assets, TEMPLATES)
        self.keys = Keys(site, assets.address_of.values())
        self.files = {
            **assets.files,
            urls.SITEMAP: self.renderer.sitemap().encode(),
            urls.ROBOTS: self.renderer.robots().encode(),
        }
        attachments = {address for page in plan.pages for address in page.attachments}
        attachments |= {bundle.address for bundles in plan.bundles.values() for bundle in bundles}
        attachments |= set(plan.folders.values())
        pages = {urls.file_of(page.path) for page in plan.pages}
        self.files |= hosting_files(hosting_of(site, plan, attachments | pages | set(self.files)), TEMPLATES)
        self.planned = set(self.files) | attachments | pages
        self.targets = frozenset(self.files) | attachments | plan.paths
        self.press = Press(TEMPLATES)
        self.archived: dict[str, str] = {}  # the key of each that was made, by its address
        self.kept_archives: list[str] = []
        self.copies: dict[str, tuple[str, ...]] = {}
        self.changed: set[str] = set()
        self.known: dict[Page, Result] = {}
        self.made: dict[Page, tuple[str, PageResult]] = {}
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
        problems += one_for_each_cause(problem for _, made in self.made.values() for problem in made.problems)
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
        progress(sum(weight_of(page) for page in pages if page in self.known))
        workshop = PageWorker(self.renderer, self.output, self.cache, self.press)
        for page, made in _map(workshop.make, rest, jobs):
            self.made[page] = (keys[page], replace(made, audit=made.audit.sharing(self.words)))
            self.changed.update(made.changed)
            progress(weight_of(page))

    def make_bundles(self) -> None:
        """Makes the bundles of which a flyer has changed, or which are not there as they were made."""
        assert self.output
        for bundle in (bundle for bundles in self.plan.bundles.values() for bundle in bundles):
            is_same = self.changed.isdisjoint(bundle.members)
            self._archive(bundle.address, repr(bundle.members), is_same, partial(_flyers_in, self.output, bundle))

    def make_folders(self, jobs: int, release: bool) -> None:
        """Makes the sites that municipalities host themselves, each in a folder beside this one, as archives."""
        assert self.output
        workplace = self.output.place_for(self.plan.folders)
        for slug, address in self.plan.folders.items():
            folder = workplace / slug / slug  # with what a build knows of it beside it
            site = self.site.only(slug)
            plan, _ = plan_site(site)
            publish(site, plan, folder, jobs, lambda _: None, release)
            key = repr([(path, stat.st_size, stat.st_mtime_ns) for path, stat in _stats_in(folder)])
            self._archive(address, sha256(key.encode()).hexdigest(), True, partial(_files_in, folder))

    def _archive(self, address: str, key: str, is_same: bool, read: Callable[[], Mapping[str, bytes]]) -> None:
        """Makes an archive, if what is in it is not the same or it is not there as it was made with this key."""
        assert self.output
        if is_same and self.cache.has(address, key):
            self.kept_archives.append(address)
            return
        self.archived[address] = key
        if self.output.put(address, zipped(read())):
            self.changed.add(address)

    def make_copies(self, compressor: Compressor, jobs: int) -> None:
        """Makes the compressed copies of files that have changed, or that are not there as they were made."""
        rest = []
        for address in sorted(filter(is_compressible, self.planned)):
            known = None if address in self.changed else self.cache.copies(address, compressor.recipe)
            if known is None:
                rest.append(address)
            else:
                self.copies[address] = known
        for address, made in _map(compressor.make, rest, jobs):
            self.copies[address] = made.files
            self.changed.update(made.changed)

    def found_out(self, compressor: Compressor) -> bytes | None:
        """The memory for the next build, once the site is published; None where it is what was known."""
        cache = self.cache
        results = {
            page.path: (key, Result(cache.stamp(made.files), made.audit, made.state, made.digests))
            for page, (key, made) in self.made.items()
        }
        results |= {
            address: (key, Result(cache.stamp((address,)), NO_AUDIT, TranslationStatus()))
            for address, key in self.archived.items()
        }
        copies = {address: cache.stamp((address, *found)) for address, found in self.copies.items()}
        known = [*(page.path for page in self.known), *self.kept_archives]
        return cache.with_new(known, results, compressor.recipe, copies)


def _flyers_in(output: Output, bundle: Bundle) -> dict[str, bytes]:
    return {member.rpartition("/")[2]: output.read(member) for member in bundle.members}


def _stats_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files in the folder of a site, by their path in there, but for what only this program looks at."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MARKER:
            yield path.relative_to(folder).as_posix(), path.stat()


def _files_in(folder: Path) -> dict[str, bytes]:
    return {f"{folder.name}/{path}": (folder / path).read_bytes() for path, _ in _stats_in(folder)}


def _doubled(plan: Plan, planned: set[str], files: Iterable[str]) -> Iterator[Problem]:
    archives = sum(map(len, plan.bundles.values())) + len(plan.folders)
    if len(planned) != sum(1 + len(page.attachments) for page in plan.pages) + archives + len(list(files)):
        yield Problem("build.py", 0, 0, "twee bestanden willen hetzelfde adres.")


def weight_of(page: Page) -> int:
    """A page and its flyers, as they are counted while they are made."""
    return 1 + len(page.flyers)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files by their names; the same files give the same bytes. What is compressed already stays as it is."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            how = ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), content, how)
    return out.getvalue()


def _map(work: Work[T, R], items: Sequence[T], jobs: int) -> Iterator[tuple[T, R]]:
    """Each item with its result, in order. Where processes cannot be forked, one does all.

    That is so on Windows, and after a first flyer.
    """
    chunks = [items[start : start + CHUNK_SIZE] for start in range(0, len(items), CHUNK_SIZE)]
    if jobs == 1 or len(chunks) < 2 or has_started() or "fork" not in multiprocessing.get_all_start_methods():
        for chunk in chunks:
            yield from zip(chunk, work(chunk), strict=True)
        return
    # Ctrl-C is for the parent, which ends the workers: they are born with the signal blocked, and keep it so.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool = multiprocessing.get_context("fork").Pool(jobs, _enter, (work,))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    with pool:
        for chunk, results in zip(chunks, pool.imap(run_chunk, chunks), strict=True):
            yield from zip(chunk, results, strict=True)
