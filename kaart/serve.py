"""The preview: a WSGI application that renders the page asked for, on the same path as a build.

It reads the content again only when a file has changed, and shows problems as the page.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kaart import TEMPLATES, urls
from kaart.flyers.press import Press
from kaart.flyers.printing import Printed, print_flyers
from kaart.model.site import Options, read_site
from kaart.plan import Kind, Page, Plan, plan_site
from kaart.problems import ContentError, Problem, one_for_each_cause
from kaart.render.assets import Assets, read_assets
from kaart.render.pages import Renderer, problem_page
from kaart.source.memory import Memory
from kaart.source.read import stamps_of
from kaart.views.state import progress_of

HTML = "text/html; charset=utf-8"
ONWARD = Markup('<!doctype html><title>Verder</title><meta http-equiv="refresh" content="0; url=/{}">')
WATCHED = ("content", "initiatives", "templates")
Answer = tuple[str, str, bytes]


class Preview:
    """Answers requests for the pages of the site as the files are now."""

    def __init__(self, root: Path, options: Options) -> None:
        self.root, self.options = root, options
        self._seen: tuple[tuple[str, int, int, int], ...] | None = None
        self._memory = Memory()
        self._problems: list[Problem] = []
        self._renderer: Renderer | None = None
        self._assets: Assets | None = None
        self._press = Press(TEMPLATES)
        self._made_flyers: dict[Page, Printed] = {}

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], Any]
    ) -> Iterable[bytes]:
        """The WSGI entry."""
        status, kind, body = self.answer(environ.get("PATH_INFO", "/").lstrip("/"))
        start_response(
            status,
            [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")],
        )
        return [body]

    def answer(self, address: str) -> Answer:
        """Status, content type and bytes for an address."""
        try:
            self._read_again_if_changed()
        except ContentError as error:  # of a folder that cannot be read
            self._problems = list(error.problems)
        if self._renderer is None or self._assets is None:
            return "500 Internal Server Error", HTML, problem_page(self._problems, TEMPLATES).encode()
        try:
            return self._answer(address, self._renderer, self._assets, self._renderer.plan)
        except ContentError as error:  # of a flyer, which is made when it is asked for
            return "500 Internal Server Error", HTML, problem_page(error.problems, TEMPLATES).encode()

    def _answer(self, address: str, renderer: Renderer, assets: Assets, plan: Plan) -> Answer:
        if address in assets.shared or (address.startswith(urls.ASSETS) and address in assets.files):
            kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
            return "200 OK", f"{kind}; charset=utf-8", assets.files[address]
        if address == urls.SITEMAP:
            return "200 OK", "application/xml; charset=utf-8", renderer.sitemap().encode()
        if address == urls.ROBOTS:
            return "200 OK", "text/plain; charset=utf-8", renderer.robots().encode()
        page = plan.page_at(address.removesuffix("index.html")) or plan.attachments.get(address)
        if page:
            files = self._made(page)
            if address in files and address in page.attachments:
                return "200 OK", mimetypes.guess_type(address)[0] or "application/octet-stream", files[address]
            return "200 OK", HTML, files[urls.file_of(page.path)]
        if plan.page_at(f"{address}/"):
            return "200 OK", HTML, ONWARD.format(f"{address}/").encode()
        place, lapsed, _ = f"/{address}".rpartition(f"/{urls.FLYERS}")
        if lapsed and plan.page_at(f"{place}/".lstrip("/")):  # flyers that held once, as a server has it
            return "200 OK", HTML, ONWARD.format(f"{place}/".lstrip("/")).encode()
        return "404 Not Found", HTML, self._made(plan.dutch[urls.NOT_FOUND])[urls.NOT_FOUND]

    def _made(self, page: Page) -> dict[str, bytes]:
        renderer = self._renderer
        assert renderer
        if page.kind is Kind.STATE and not renderer.progress:
            others = (each for each in renderer.plan.pages if each.kind is not Kind.STATE)
            renderer.progress = progress_of({each: renderer.state(each) for each in others})
        printed = self._printed(page)
        return {**renderer.make(page, printed.sheets)[0], **printed.files}

    def _printed(self, page: Page) -> Printed:
        """The flyers of a page, made once for each state of the files."""
        assert self._renderer
        if page not in self._made_flyers:
            printed = print_flyers(
                self._press, self._renderer.site, page, self._renderer.contents, {}, lambda address: 0
            )
            if printed.problems:
                raise ContentError(one_for_each_cause(printed.problems))
            self._made_flyers[page] = printed
        return self._made_flyers[page]

    def _read_again_if_changed(self) -> None:
        seen = stamps_of({TEMPLATES, *(self.root / folder for folder in WATCHED)})
        if seen == self._seen:
            return
        self._seen, self._renderer = seen, None
        site, problems = read_site(self.root, self.options, self._memory)
        plan, found = plan_site(site)
        self._problems = [problem for problem in problems + found if not problem.is_warning]
        if self._problems:
            return
        self._assets = read_assets(TEMPLATES, site)
        self._renderer = Renderer(site, plan, self._assets, TEMPLATES)
        self._made_flyers = {}
