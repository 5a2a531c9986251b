"""Pages by their templates: each is a pure function of the site and its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kaart import urls
from kaart.day import Day
from kaart.flyers.contents import Contents, contents
from kaart.languages.voice import TranslationStatus, Voice
from kaart.model.site import Site
from kaart.plan import Flyer, Kind, Page, Plan
from kaart.problems import Problem
from kaart.render.assets import Assets
from kaart.render.fragments import Fragment, Fragments, PageHtml
from kaart.render.frame import CUT, HOLES, PARTS, Frames
from kaart.render.hosting import DEFAULT_ZONE, LEAST_COMPRESSED, PRIVATE, Hosting
from kaart.render.spreadsheets import spreadsheet_files
from kaart.schema.fields import mail_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.search.finder import words_file_name
from kaart.views import (
    compare,
    door,
    embed,
    embed_guide,
    flyers,
    municipalities,
    municipality,
    national,
    offer,
    refer,
    reference,
    referral_sheet,
    search,
    signpost,
    state,
    talk,
)
from kaart.views.referral_rules import rules_file
from kaart.views.shared.context import Context, Progress
from kaart.views.shared.frames import Frame
from kaart.views.shared.links import Link
from kaart.views.shared.slots import ROOT, ROOT_NAME, SharedViews, number_name
from kaart.views.summary import summary

NO_SHEETS: Mapping[Flyer, int] = MappingProxyType({})
View = Callable[[Context], tuple[Frame, Any]]

VIEWS: Mapping[Kind, View] = {
    Kind.HOME: national.home,
    Kind.PROSE: national.prose,
    Kind.CONVERSATION: talk.conversation,
    Kind.TOGETHER: talk.together,
    Kind.DOOR: door.door,
    Kind.INITIATIVES: national.initiatives,
    Kind.INITIATIVE: national.initiative,
    Kind.REFER_TO_INITIATIVE: referral_sheet.referral_sheet,
    Kind.MUNICIPALITIES: municipalities.municipalities,
    Kind.PLACES: municipalities.places,
    Kind.MUNICIPALITY: municipality.municipality,
    Kind.OFFER: offer.offer,
    Kind.REFER: refer.refer,
    Kind.MOVED: municipality.moved,
    Kind.COMPARE: compare.compare,
    Kind.COMPARE_PAIR: compare.compare_pair,
    Kind.COMPARE_LOCAL: compare.compare_local,
    Kind.SEARCH: search.search,
    Kind.SIGNPOST: signpost.signpost,
    Kind.REFERRERS: reference.referrers,
    Kind.GLOSSARY: reference.glossary,
    Kind.SOURCES: reference.sources,
    Kind.STATE: state.state,
    Kind.FLYERS: flyers.flyers,
    Kind.EMBED: embed.embed,
    Kind.EMBED_SIGNPOST: embed.embed_signpost,
    Kind.EMBED_GUIDE: embed_guide.embed_guide,
    Kind.NOT_FOUND: reference.not_found,
}


class Renderer:
    """Renders pages of one site. What many pages share is rendered once per language: see `fragments` and `frame`."""

    def __init__(self, site: Site, plan: Plan, assets: Assets, templates: Path) -> None:
        self.site, self.plan, self.assets = site, plan, assets
        self.progress: Progress = {}
        assert site.hard_words is not None  # found out once, for the site of each page
        self._fragments = {code: Fragments() for code in site.voices}
        self._frames = {code: Frames(partial(self._make_frame, code)) for code in site.voices}
        self._environments = {
            code: _environment(templates, voice, self._fragments[code]) for code, voice in site.voices.items()
        }
        self._surroundings: dict[str, tuple[dict[str, Any], TranslationStatus, Day]] = {}

    def make(
        self, page: Page, sheets: Mapping[Flyer, int] = NO_SHEETS, today: Day | None = None
    ) -> tuple[dict[str, bytes], TranslationStatus, PageHtml]:
        """Every file of a page by its address (its HTML, and what can be taken along), how far it is translated, and
        the pieces of its HTML.

        The page about the state of the map needs `progress` of all others; a page with flyers needs these as `sheets`.
        `today` notes what the page asked of the day.
        """
        context, shared = self._context(page, sheets)
        fragments = self._fragments[page.language]
        fragments.begin_page()
        context.shared = self._shared_by(page)
        frame, view = VIEWS[page.kind](context)
        template = self._environments[page.language].get_template(f"pages/{page.kind.value}.html")
        made = self._framed(page, frame, template.render(page=frame, view=view, shared=shared), _values_of(context))
        files = {urls.file_of(page.path): made.whole.encode()}
        if page.has_own_spreadsheets:
            taken = spreadsheet_files(frame, view, context.voice, made.values)
            files |= zip(page.spreadsheets, taken, strict=True)
        files |= {address: summary(context, view) for address in page.summaries}
        files |= {address: rules_file(context) for address in page.rules}
        if today:
            today.add(context.site.today)
        return files, context.voice.state, made

    def _framed(self, page: Page, frame: Frame, html: str, values: dict[str, str]) -> PageHtml:
        """The whole page: what its template made within its frame. A page for other sites has no other frame."""
        fragments = self._fragments[page.language]
        parts = [fragments.page(part, values) for part in html.split(CUT)]
        whole, own = parts[0].whole, "".join(part.own for part in parts)
        if page.is_framed:  # its links open the whole page, but not those to another place on it
            whole = whole.replace('<a href="#', '<a target="_self" href="#')
        used = [fragment for part in parts for fragment in part.fragments]
        if len(parts) > 1:
            shared = self._surroundings[page.language][0]
            around, holes = self._frames[page.language].of(frame, shared["menu_hrefs"])
            values |= holes | dict(zip(PARTS, (part.whole for part in parts), strict=True))
            whole = around.fill(values)
            used.append(around)
        return PageHtml(whole, own, used, values)

    def _make_frame(self, language: str, frame: Frame, here: str) -> Fragment:
        """The frame of many pages; `here` is the way to the page in the menu."""
        shared = self._surroundings[language][0]
        template = self._environments[language].get_template("layouts/frame.html")
        return self._fragments[language].fragment(template.render(page=frame, shared=shared, here=here, holes=HOLES))

    def _shared_by(self, page: Page) -> SharedViews:
        """The views that pages like this one share."""
        fragments = self._fragments[page.language]
        return fragments.framed if page.is_framed else fragments.plain

    def state(self, page: Page) -> TranslationStatus:
        """How far the translation of a page is, without making it."""
        context, _ = self._context(page, dict.fromkeys(page.flyers, 0))
        context.shared = self._shared_by(page)
        VIEWS[page.kind](context)
        return context.voice.state

    def robots(self) -> str:
        """The robots.txt: everything may be read, and where the list of pages is."""
        return f"User-agent: *\nDisallow:\n\nSitemap: {self.site.base_url}{urls.SITEMAP}\n"

    def sitemap(self) -> str:
        """The sitemap.xml: every page that may be found, with its translations."""
        pages = [
            {
                code: self.site.base_url + urls.in_language(page.address, code)
                for code in self.site.voices
                if self.plan.has(page.address, code)
            }
            for page in self.plan.pages
            if not (page.is_hidden or page.canonical or page.language != SOURCE_LANGUAGE)
        ]
        return self._environments[SOURCE_LANGUAGE].get_template("layouts/sitemap.xml").render(pages=pages) + "\n"

    def contents(self, page: Page, flyer: Flyer, today: Day | None = None) -> Contents:
        """The contents of one of the flyers of a page; `today` notes what it asked of the day."""
        context = self._new_context(page)
        made = contents(context, flyer.kind)
        if today:
            today.add(context.site.today)
        return made

    def _new_context(self, page: Page) -> Context:
        return Context.of(self.site, self.plan, page, self.progress, self.assets.script_integrity)

    def _context(self, page: Page, sheets: Mapping[Flyer, int]) -> tuple[Context, dict[str, Any]]:
        """The context of a page, which knows what its surroundings met, and these surroundings."""
        context = replace(self._new_context(page), sheets=sheets)
        if page.language not in self._surroundings:
            other = replace(self._new_context(page), root=ROOT)
            self._surroundings[page.language] = self._make_surrounding(other), other.voice.state, other.site.today
        shared, state, today = self._surroundings[page.language]
        context.voice.state.add(state)
        context.site.today.add(today)
        return context, shared

    def _make_surrounding(self, context: Context) -> dict[str, Any]:
        voice, site = context.voice, context.site
        for_parents = (
            (voice._("Wat past bij ons?"), urls.SIGNPOST),
            (voice._("Zoeken"), urls.SEARCH),
            (voice._("Zo werkt het"), urls.HOW_IT_WORKS),
            (voice._("De initiatieven"), urls.INITIATIVES),
            (voice._("Vergelijk"), urls.COMPARE),
            (voice._("Alle gemeenten"), urls.MUNICIPALITIES),
        )
        for_helpers = (
            (voice._("Voor professionals"), urls.PROFESSIONALS),
            (voice._("Voor scholen"), urls.SCHOOLS),
            (voice._("Voor huisartsen"), urls.GPS),
            (voice._("Voor gemeenten"), urls.FOR_MUNICIPALITIES),
            (voice._("Vrijwilliger worden"), urls.VOLUNTEERS),
            (voice._("Wie kan helpen zoeken?"), urls.REFERRERS),
            (voice._("Flyers"), urls.FLYERS),
            (voice._("Woordenlijst"), urls.GLOSSARY),
            (voice._("De stand van de kaart"), urls.STATE),
        )
        more = (
            (voice._("Over deze site"), urls.ABOUT),
            (voice._("Bronnen"), urls.SOURCES),
            (voice._("Privacy"), urls.PRIVACY),
            (voice._("Toegankelijkheid"), urls.ACCESSIBILITY),
        )
        links = [
            tuple(Link(label, context.href(address)) for label, address in group if context.has(address))
            for group in (for_parents, for_helpers, more)
        ]
        menu = (voice._("Voor ouders"), links[0]), (voice._("Voor wie meehelpt"), links[1])
        email, assets = site.content.site.email, self.assets.addresses_for(context.page.language)
        shared: dict[str, Any] = {
            "menu": menu,
            "menu_hrefs": frozenset(link.href for _, group in menu for link in group),
            "more": links[2],
            "assets": {name: context.root + address for name, address in assets.items()},
            "imports": {
                name: tuple(context.root + address for address in addresses)
                for name, addresses in self.assets.imports_of.items()
            },
            "safety": reference.safety_lines(context),
            "sources_of_safety": f"{context.href(urls.SOURCES)}#{urls.SAFETY}",
            "sources_are_dutch": not context.has(urls.SOURCES),
            "places_href": context.href(urls.PLACES) if context.has(urls.PLACES) else None,
            "municipalities_href": context.href(urls.MUNICIPALITIES) if context.has(urls.MUNICIPALITIES) else None,
            "field_words": context.root + assets[words] if (words := words_file_name(voice.code)) in assets else None,
            "home_href": context.href(urls.HOME),
            "search_href": context.href(urls.SEARCH),
            "publisher": site.content.site.publisher,
            "national_url": site.national_url,
            "leave_href": site.content.site.leave_to,
            "email": email,
            "email_href": mail_link(email) if email else None,
        }
        environment = self._environments[context.page.language]
        for part in ("safety", "footer"):
            html = Markup(environment.get_template(f"layouts/{part}.html").render(shared=shared))
            shared[part] = self._fragments[context.page.language].on_every_page(html)
        return shared


def problem_page(problems: Iterable[Problem], templates: Path) -> str:
    """The problems as a page of its own, so that it works when nothing else does."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("pages/problems.html").render(problems=sorted(set(problems)))


def hosting_files(hosting: Hosting, templates: Path) -> dict[str, bytes]:
    """The settings for each kind of server, by address."""
    environment = Environment(
        loader=FileSystemLoader(templates / "hosting"),
        autoescape=lambda name: name == "web.config",  # the only one that is XML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=FileSystemBytecodeCache(),
    )
    return {
        address: environment.get_template(name)
        .render(hosting=hosting, rest=DEFAULT_ZONE, private=PRIVATE, least=LEAST_COMPRESSED, urls=urls)
        .encode()
        for address, name in hosting.files.items()
    }


def _values_of(context: Context) -> dict[str, str]:
    """The slots of a page, with what stands in them there."""
    numbers = {number_name(key): cite.number for key, cite in context.cited.items()}
    return {ROOT_NAME: escape(context.root), **numbers, **context.slots}


def _environment(templates: Path, voice: Voice, fragments: Fragments) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(),  # each language, process and build has the same
    )
    environment.globals |= {
        "_": voice._,
        "counted": voice.counted,
        "number": voice.number,
        "once": fragments.once,
        "cut_here": CUT,
    }
    return environment
