"""From a plan to files: render, audit and write in chunks over the processors, then publish as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from kaart import TEMPLATES, urls
from kaart.day import Day
from kaart.flyers.press import Press
from kaart.flyers.printing import print_flyers
from kaart.languages.voice import TranslationStatus
from kaart.model.site import Site
from kaart.plan import Kind, Page, Plan, plan_site
from kaart.problems import ContentError, Problem, one_for_each_cause
from kaart.publish.archives import files_in, stats_in, zipped
from kaart.publish.audit import PageAudit
from kaart.publish.audit_pieces import PieceAuditor
from kaart.publish.cache import Cache, Result, files_of
from kaart.publish.compression import Compressor, is_compressible
from kaart.publish.keys import Keys
from kaart.publish.links import Audits, audit_links
from kaart.publish.output import Left, Output, Written, undisturbed
from kaart.publish.processes import in_processes
from kaart.publish.unchanged import Remembered, packed
from kaart.render.assets import read_assets
from kaart.render.hosting import hosting_of
from kaart.render.pages import Renderer, hosting_files
from kaart.source.memory import Memory
from kaart.views.shared.context import Progress, root_of
from kaart.views.state import progress_of


@dataclass(frozen=True)
class PageResult:
    """A page that was made: which of its files differ from what was there, and what is to be remembered.

    `problems` are those of its flyers, each with its cause.
    """

    changed: tuple[str, ...]
    audit: PageAudit
    state: TranslationStatus
    digests: Mapping[str, str]
    today: Day
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
        words: dict[str, str] = {}  # one of each, so that what a chunk comes to is small
        site = self.renderer.site
        for page in pages:
            known = self.cache.digests(page, needs_files=self.output is not None) if page.flyers else {}
            today = site.today.again()
            contents_of = partial(self.renderer.contents, today=today)
            printed = print_flyers(self.press, site, page, contents_of, known, self.cache.size)
            files, state, pieces = self.renderer.make(page, printed.sheets, today)
            files |= printed.files
            changed = [
                address for address, content in files.items() if self.output and self.output.put(address, content)
            ]
            audit = self.auditor.audit(page.path, pieces, root_of(site, page), page.is_framed)
            made.append(
                PageResult(
                    tuple(changed),
                    audit.sharing(words),
                    state,
                    printed.digests,
                    today,
                    printed.problems,
                )
            )
        return made


def publish(
    site: Site,
    plan: Plan,
    folder: Path,
    jobs: int,
    progress: Callable[[int], None],
    quality: int | None = None,
    memory: Memory | None = None,
    remembered: Remembered | None = None,
    with_twin: bool = True,
) -> Written:
    """Makes every page that has changed, and replaces the folder if all is well.

    With a `quality` (of Brotli) compressed copies lie beside the texts. `progress` hears how many pages and flyers are
    done. `memory` has what was read, for the next reading; `remembered` is what the next build says if nothing has
    changed; with a twin it puts only what changed in place. Raises ContentError with what the audit found and with
    what does not fit on a flyer, or where the folder may not be replaced; nothing is changed then.
    """
    output = Output(folder)
    with ExitStack() as to_the_end, output.locked():
        cache = Cache(folder)
        making = SiteBuild(site, plan, output, cache)
        making.make(plan.pages, jobs, progress)
        making.make_folders(jobs, quality)
        compressor = Compressor(output, quality) if quality is not None else None
        if compressor:
            making.make_copies(compressor, jobs)
        to_the_end.enter_context(undisturbed())
        left = Left(cache.files.keys(), cache.folders, cache.twin, cache.written) if with_twin else None
        written = output.publish(making.files_planned, making.changed, left)
        with suppress(OSError):  # the site is there: without what was found out, the next build makes all pages
            found_out = making.found_out(compressor.recipe if compressor else "", remembered, with_twin)
            if found_out is not None:
                output.remember(found_out)
            read = memory.to_write() if memory else None
            if read is not None:
                output.remember_reading(read)
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


def progress_of_translation(
    site: Site, plan: Plan, folder: Path, jobs: int, progress: Callable[[int], None]
) -> Progress:
    """How far each language is: as the last build in the folder knows it, and where a page changed, from its view."""
    assets, cache = read_assets(TEMPLATES, site), Cache(folder)
    renderer, keys = Renderer(site, plan, assets, TEMPLATES), Keys(site, plan, assets.address_of)
    pages = [page for page in plan.pages if page.kind is not Kind.STATE]  # that page tells of the others
    known = {page: cache.find(page, keys.of(page, ""), site.today, ()) for page in pages}
    states = {page: found.status for page, found in known.items() if found}
    progress(len(states))
    rest = [page for page in pages if page not in states]
    for page, state in in_processes(lambda chunk: [*map(renderer.state, chunk)], rest, jobs, place_of):
        states[page] = state
        progress(1)
    return progress_of({page: states[page] for page in pages})


class SiteBuild:
    """The making of a site: what is there already, what is made, and what that says of the whole."""

    def __init__(self, site: Site, plan: Plan, output: Output | None, cache: Cache) -> None:
        self.site, self.plan, self.output, self.cache = site, plan, output, cache
        assets = read_assets(TEMPLATES, site)
        self.renderer = Renderer(site, plan, assets, TEMPLATES)
        self.keys = Keys(site, plan, assets.address_of)
        self.singles = {urls.SITEMAP: self.keys.of_sitemap()}  # the key of each file by itself, by its address
        self.files = {**assets.files, urls.ROBOTS: self.renderer.robots().encode()}
        if output and not cache.has(urls.SITEMAP, self.singles[urls.SITEMAP]):
            self.files[urls.SITEMAP] = self.renderer.sitemap().encode()
        self.files_of = {page: files_of(page) for page in plan.pages}
        of_pages = {address for files in self.files_of.values() for address in files}
        others = {urls.SITEMAP, *plan.folders.values()}
        self.files |= hosting_files(hosting_of(site, plan), TEMPLATES)
        self.planned = of_pages | others | set(self.files)
        self.targets = self.planned.difference(files[0] for files in self.files_of.values()) | plan.paths
        self.press = Press(TEMPLATES)
        self.copies: dict[str, tuple[str, ...]] = {}
        self.changed: set[str] = set()
        self.results: dict[Page, Result] = {}
        self.known: set[Page] = set()
        self.moved: set[str] = set()  # pages that were made and lost an id, or were not there
        self.problems: list[Problem] = []
        self.misfits: list[tuple[str, Problem]] = []

    def make(self, pages: Sequence[Page], jobs: int, progress: Callable[[int], None]) -> None:
        """Makes those of the pages that have changed. Raises ContentError with what the audit found."""
        for address, content in self.files.items():
            if self.output and self.output.put(address, content):
                self.changed.add(address)
        about_all = [page for page in pages if page.kind is Kind.STATE]  # it tells of the others, so it is last
        self._make([page for page in pages if page.kind is not Kind.STATE], "", jobs, progress)
        self.renderer.progress = progress_of({page: result.status for page, result in self.results.items()})
        self._make(about_all, repr(self.renderer.progress), 1, progress)
        problems = [*self.problems, *self._wrong_links(), *self._doubled()]
        problems += one_for_each_cause(self.misfits)
        if problems:
            raise ContentError(problems)

    def _doubled(self) -> Iterator[Problem]:
        others = self.files.keys() | {urls.SITEMAP, *self.plan.folders.values()}
        if len(self.planned) != sum(map(len, self.files_of.values())) + len(others):
            yield Problem("build.py", 0, 0, "twee bestanden willen hetzelfde adres.")

    def _wrong_links(self) -> list[Problem]:
        """The links that are wrong: all of the pages that were made, and those to what is gone of the others.

        What is known of a page was right when the last build was published.
        """
        audits, known = self.cache.audits, {page.path for page in self.known}
        made = {page.path for page in self.results if page not in self.known}
        gone = (self.cache.files.keys() | self.cache.pages.keys()).difference(self.targets, self.planned)
        asked = [*sorted(made), *audits.that_name(gone | self.moved, sorted(known))]
        return audit_links(audits, asked, made | known, self.targets)

    def _make(self, pages: Sequence[Page], seen: str, jobs: int, progress: Callable[[int], None]) -> None:
        """Makes those of the pages that have changed; `seen` is what they see of other pages."""
        keys = {page: self.keys.of(page, seen) for page in pages}
        for page, key in keys.items():
            found = self.cache.find(page, key, self.site.today, self.files_of[page] if self.output else ())
            if found:
                self.results[page] = found
                self.known.add(page)
        if not self.results:  # nothing of what is known is of use
            self.cache.audits = Audits()
        rest = [page for page in pages if page not in self.results]
        progress(sum(weight_of(page) for page in pages if page in self.results))
        worker = PageWorker(self.renderer, self.output, self.cache, self.press)
        for page, made in in_processes(worker.make, rest, jobs, place_of):
            self.results[page] = Result.of(keys[page], made.today, made.state, made.digests)
            self._audit(made.audit)
            self.misfits += made.problems
            self.changed.update(made.changed)
            progress(weight_of(page))

    def _audit(self, audit: PageAudit) -> None:
        """Takes in what the audit saw of a page that was made."""
        audits = self.cache.audits
        if audit.path not in audits.rows or not audits.of(audit.path).ids <= audit.ids:
            self.moved.add(audit.path)
        audits.add(audit)
        self.problems += audit.problems

    def make_folders(self, jobs: int, quality: int | None) -> None:
        """Makes the sites that municipalities host themselves, each in a folder beside this one, as archives."""
        assert self.output
        workplace = self.output.place_for(self.plan.folders)
        for slug, address in self.plan.folders.items():
            folder = workplace / slug / slug  # with what a build knows of it beside it
            site = self.site.only(slug)
            plan, _ = plan_site(site)
            publish(site, plan, folder, jobs, lambda _: None, quality, with_twin=False)
            key = repr([(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats_in(folder)])
            self.singles[address] = sha256(key.encode()).hexdigest()
            if self.cache.has(address, self.singles[address]):
                continue
            if self.output.put(address, zipped(files_in(folder))):
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
        for address, made in in_processes(compressor.make, rest, jobs, lambda address: address):
            self.copies[address] = made.files
            self.changed.update(made.changed)

    @property
    def files_planned(self) -> set[str]:
        """The address of every file of the site."""
        return self.planned.union(*self.copies.values())

    def found_out(self, recipe: str, remembered: Remembered | None, with_twin: bool) -> bytes | None:
        """The memory for the next build, once the site is published; None where it is what was known."""
        cache, output, planned = self.cache, self.output, self.files_planned
        assert output
        sure = {
            address for page in self.known for address in self.files_of[page]
        }  # just now they were as they had been
        files = {address: cache.files[address] for address in sure} | dict(cache.stamps(planned - sure))
        touched = self.changed | (cache.files.keys() - planned)
        folders, twin = output.times(planned, touched) if with_twin else ({}, {})
        whole: dict[str, object] = {"files": files, "folders": folders}
        if remembered and twin:
            since = max([each.since for each in self.results.values()] + [self.site.today.since.toordinal()])
            until = min([each.until for each in self.results.values()] + [self.site.today.until.toordinal()])
            whole |= remembered.of(len(planned), since, until)
        pages = {
            "pages": {page.path: tuple(result) for page, result in self.results.items()},
            "singles": self.singles,
            "recipe": recipe,
            "copies": self.copies,
            "twin": twin,
        }
        if (whole, pages) == cache.parts[:2]:
            return None
        rows = {page.path: cache.audits.rows[page.path] for page in self.results}
        audits = {"words": dict.fromkeys(cache.audits.words), "rows": rows}
        return packed((whole, pages, audits))


def weight_of(page: Page) -> int:
    """A page and its flyers, as they are counted while they are made."""
    return 1 + len(page.flyers)


def place_of(page: Page) -> tuple[str, str]:
    """The language and the municipality of a page: those with the same are made by one process."""
    return page.language, page.municipality
