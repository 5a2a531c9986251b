"""From a plan to files: render, audit and write in chunks over the processors, then publish as a whole."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kaart import urls
from kaart.assets import read_assets
from kaart.audit import PageAudit, audit_links, audit_page
from kaart.cache import Cache, Keys, Result
from kaart.flyers import Bundle
from kaart.languages import State
from kaart.output import MARKER, Output, Written
from kaart.plan import Kind, Page, Plan, plan_site
from kaart.press import Press, has_started
from kaart.printing import print_flyers
from kaart.problems import ContentError, Problem, one_for_each_cause
from kaart.render import Renderer
from kaart.site import Site
from kaart.views.context import Progress, root_of
from kaart.views.state import progress_of

CHUNK_PAGES = 48
COMPRESSED = (".pdf", ".png", ".xlsx", ".zip")
NO_AUDIT = PageAudit("", frozenset(), frozenset(), frozenset(), ())
TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Made:
    """A page that was made: its files, which of them differ from what was there, and what is to be remembered.

    `problems` are those of its flyers, each with its cause.
    """

    files: tuple[str, ...]
    changed: tuple[str, ...]
    audit: PageAudit
    state: State
    digests: Mapping[str, str]
    problems: tuple[tuple[str, Problem], ...]


@dataclass(frozen=True)
class Workshop:
    """All that a process needs to make pages; without an output nothing is written."""

    renderer: Renderer
    output: Output | None
    cache: Cache
    press: Press

    def make(self, pages: Sequence[Page]) -> list[Made]:
        """Renders pages, compares them with what is there, writes what differs, and audits them."""
        made = []
        site = self.renderer.site
        directions = {code: voice.direction for code, voice in site.voices.items()}
        for page in pages:
            known = self.cache.digests(page, needs_files=self.output is not None) if page.flyers else {}
            printed = print_flyers(self.press, self.renderer, page, known, self.cache.size)
            files, state = self.renderer.make(page, printed.sheets)
            html = files[urls.file_of(page.path)].decode()
            files |= printed.files
            changed = [
                address for address, content in files.items() if self.output and self.output.put(address, content)
            ]
            audit = audit_page(page.path, html, root_of(site, page), directions, page.is_framed)
            made.append(
                Made(
                    (urls.file_of(page.path), *page.attachments),
                    tuple(changed),
                    audit,
                    state,
                    printed.digests,
                    printed.problems,
                )
            )
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

    `progress` hears how many pages and flyers are done. Raises ContentError with what the audit found and
    with what does not fit on a flyer, or where the folder may not be replaced; nothing is changed then.
    """
    output = Output(folder)
    with output.locked():
        cache = Cache(folder)
        making = _Making(site, plan, output, cache)
        making.make(plan.pages, jobs, progress)
        making.make_bundles()
        making.make_folders(jobs)
        written = output.publish(making.planned, making.changed)
        results = {
            page.path: (key, Result(cache.stamp(made.files), made.audit, made.state, made.digests))
            for page, (key, made) in making.made.items()
        }
        results |= {
            address: (key, Result(cache.stamp((address,)), NO_AUDIT, State()))
            for address, key in making.archived.items()
        }
        cache.save([*(page.path for page in making.known), *making.kept_archives], results)
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
        self.planned = set(self.files) | attachments | {urls.file_of(page.path) for page in plan.pages}
        self.targets = frozenset(self.files) | attachments | plan.paths
        self.press = Press(TEMPLATES)
        self.archived: dict[str, str] = {}  # the key of each that was made, by its address
        self.kept_archives: list[str] = []
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
        workshop = Workshop(self.renderer, self.output, self.cache, self.press)
        chunks = [rest[start : start + CHUNK_PAGES] for start in range(0, len(rest), CHUNK_PAGES)]
        for chunk, results in zip(chunks, _map(workshop, chunks, jobs), strict=True):
            for page, made in zip(chunk, results, strict=True):
                self.made[page] = (keys[page], replace(made, audit=made.audit.sharing(self.words)))
                self.changed.update(made.changed)
            progress(sum(map(weight_of, chunk)))

    def make_bundles(self) -> None:
        """Makes the bundles of which a flyer has changed, or which are not there as they were made."""
        assert self.output
        for bundle in (bundle for bundles in self.plan.bundles.values() for bundle in bundles):
            is_same = self.changed.isdisjoint(bundle.members)
            self._archive(bundle.address, repr(bundle.members), is_same, partial(_flyers_in, self.output, bundle))

    def make_folders(self, jobs: int) -> None:
        """Makes the sites that municipalities host themselves, each in a folder beside this one, as archives."""
        assert self.output
        for slug, address in self.plan.folders.items():
            folder = self.output.folder.parent / f".{self.output.folder.name}.folders" / slug
            site = self.site.only(slug)
            plan, _ = plan_site(site)
            publish(site, plan, folder, jobs, lambda _: None)
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


def _flyers_in(output: Output, bundle: Bundle) -> dict[str, bytes]:
    return {member.rpartition("/")[2]: output.read(member) for member in bundle.members}


def _stats_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """What is in the folder of a site, by its path in there, but for what only this program or a server looks at."""
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


def _map(workshop: Workshop, chunks: Sequence[Sequence[Page]], jobs: int) -> Iterator[list[Made]]:
    """The results in order. Where processes cannot be forked (on Windows, after a first flyer), one does all."""
    if jobs == 1 or len(chunks) < 2 or has_started() or "fork" not in multiprocessing.get_all_start_methods():
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
