"""From a plan to files: render, audit and write in chunks over the processors, then publish as a whole."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kaart import urls
from kaart.assets import read_assets
from kaart.audit import PageAudit, audit_anchors, audit_page
from kaart.output import Output, Written
from kaart.plan import Page, Plan
from kaart.problems import ContentError, Problem
from kaart.render import Renderer
from kaart.site import Site
from kaart.views.context import root_of

CHUNK_PAGES = 48
TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Workshop:
    """All that a process needs to make pages; without an output nothing is written.

    `addresses` has everything on the site that a page can lead to.
    """

    renderer: Renderer
    addresses: frozenset[str]
    output: Output | None

    def make(self, pages: Sequence[Page]) -> list[tuple[list[str], PageAudit]]:
        """Renders pages, compares them with what is there, writes what differs, and audits them."""
        made = []
        site = self.renderer.site
        directions = {code: voice.direction for code, voice in site.voices.items()}
        for page in pages:
            files = self.renderer.files(page)
            changed = [
                address for address, content in files.items() if self.output and self.output.put(address, content)
            ]
            html = files[urls.file_of(page.path)].decode()
            made.append((changed, audit_page(page.path, html, root_of(site, page), self.addresses, directions)))
        return made


_workshop: Workshop | None = None  # set once in each worker process, which is the only way to hand it over


def _enter(workshop: Workshop) -> None:
    global _workshop
    _workshop = workshop


def _make(pages: Sequence[Page]) -> list[tuple[list[str], PageAudit]]:
    assert _workshop
    return _workshop.make(pages)


def publish(site: Site, plan: Plan, out: Path | None, jobs: int, progress: Callable[[int], None]) -> Written:
    """Makes every page, and replaces the folder `out` if all is well; with no `out`, only checks.

    `progress` hears how many pages are done. Raises ContentError with what the audit found, or where the folder may
    not be replaced; nothing is changed then.
    """
    if out is None:
        _make_all(site, plan, None, jobs, progress)
        return Written(0, 0, 0)
    output = Output(out)
    with output.locked():
        planned, changed = _make_all(site, plan, output, jobs, progress)
        return output.publish(planned, changed)


def _make_all(
    site: Site, plan: Plan, output: Output | None, jobs: int, progress: Callable[[int], None]
) -> tuple[set[str], set[str]]:
    assets = read_assets(TEMPLATES, site)
    renderer = Renderer(site, plan, assets, TEMPLATES)
    files: dict[str, bytes] = {
        **assets.files,
        urls.SITEMAP: renderer.sitemap().encode(),
        urls.ROBOTS: renderer.robots().encode(),
    }
    spreadsheets = {address for page in plan.pages for address in page.spreadsheets}
    targets = frozenset(files) | spreadsheets | {page.path for page in plan.pages}
    workshop = Workshop(renderer, targets, output)
    changed = {address for address, content in files.items() if output and output.put(address, content)}
    audits: list[PageAudit] = []
    chunks = [plan.pages[start : start + CHUNK_PAGES] for start in range(0, len(plan.pages), CHUNK_PAGES)]
    for chunk, results in zip(chunks, _map(workshop, chunks, jobs), strict=True):
        for changed_files, audit in results:
            audits.append(audit)
            changed.update(changed_files)
        progress(len(chunk))
    planned = set(files) | spreadsheets | {urls.file_of(page.path) for page in plan.pages}
    problems = [*audit_anchors(audits), *_doubled(plan, planned, files)]
    if problems:
        raise ContentError(problems)
    return planned, changed


def _doubled(plan: Plan, planned: set[str], files: Iterable[str]) -> Iterator[Problem]:
    if len(planned) != sum(1 + len(page.spreadsheets) for page in plan.pages) + len(list(files)):
        yield Problem("build.py", 0, 0, "twee bestanden willen hetzelfde adres.")


def _map(
    workshop: Workshop, chunks: Sequence[Sequence[Page]], jobs: int
) -> Iterator[list[tuple[list[str], PageAudit]]]:
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
