"""What every view needs: links from the page at hand, words in its language, and the numbering of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from kaart import urls
from kaart.languages import Phrase, Voice
from kaart.model import Source
from kaart.plan import Kind, Page, Plan
from kaart.prose import CITATION_MARK, Html
from kaart.records import SOURCE_LANGUAGE
from kaart.site import Site

TAG_OR_MARK = re.compile(rf"(<[^>]+>|{CITATION_MARK.pattern.replace('(', '(?:')})")
READ_ALOUD = frozenset(
    (Kind.PROSE, Kind.INITIATIVES, Kind.INITIATIVE, Kind.MUNICIPALITY, Kind.OFFER, Kind.REFERRERS, Kind.GLOSSARY)
)  # pages that a parent reads, rather than looks something up in
NO_BUTTON = ("a", "h2", "h3", "h4", "th", "code")
INTERNAL_LINK = re.compile(r'<a href="/([^"#]*)([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A place to go, with the words for it."""

    label: Phrase | str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Cite:
    """A numbered mark that leads to a source at the end of the page."""

    number: int
    key: str
    label: str


@dataclass(frozen=True)
class SourceLine:
    """A source at the end of a page, or in the list of sources."""

    number: int
    key: str
    title: Phrase
    publisher: str
    date: str
    href: str | None
    note: Phrase | None


@dataclass(frozen=True)
class Frame:
    """What the layout shows around a page."""

    language: str
    direction: str
    site_name: Phrase
    title: Phrase | str
    description: Phrase | str
    canonical: str
    alternates: tuple[tuple[str, str, str, bool], ...]
    crumbs: tuple[Link, ...]
    root: str
    path: str
    home: str
    kind: str
    is_hidden: bool
    is_example: bool
    is_read_aloud: bool
    sources: tuple[SourceLine, ...]


def root_of(site: Site, page: Page) -> str:
    """The way from a page to the root of the site; the 404 page is shown at any depth, so from the host's root."""
    return urlsplit(site.base_url).path if page.address == urls.NOT_FOUND else urls.root_from(page.path)


@dataclass
class Context:
    """The page being made. Sources get their number in the order in which the page first cites them.

    `explained` are the words of the glossary that the page has explained already.
    """

    site: Site
    plan: Plan
    page: Page
    voice: Voice
    root: str
    cited: dict[str, Cite] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, site: Site, plan: Plan, page: Page) -> Context:
        """The context of a page."""
        return cls(site, plan, page, site.voices[page.language], root_of(site, page))

    def href(self, address: str, language: str | None = None) -> str:
        """A link from this page to another page of the site, by its Dutch address."""
        return self.root + urls.in_language(address, language or self.page.language)

    def has(self, address: str) -> bool:
        """True where the site has this page; a site about one municipality has fewer."""
        return address in self.plan.addresses

    def how_href(self) -> str:
        """The way to what happens after a call; to the initiatives where no page says it."""
        return self.href(urls.HOW_IT_WORKS if self.has(urls.HOW_IT_WORKS) else urls.INITIATIVES)

    def cite(self, keys: Iterable[str]) -> tuple[Cite, ...]:
        """Marks for sources."""
        cites = []
        for key in keys:
            if key not in self.cited:
                number = len(self.cited) + 1
                self.cited[key] = Cite(number, key, self.voice._("bron %(number)s", number=number))
            cites.append(self.cited[key])
        return tuple(cites)

    def prose(self, html: str) -> Markup:
        """A long text with its links seen from this page and its citations numbered."""

        def link(match: re.Match[str]) -> str:
            address, anchor, words = match.groups()
            address = urls.HOME if address == urls.MUNICIPALITIES and self.site.options.only else address
            if address == urls.HOME or self.has(address):
                return f'<a href="{self.href(address)}{anchor}">{words}</a>'
            if self.site.national_url:
                return f'<a href="{self.site.national_url}{address}{anchor}">{words}</a>'
            return words  # a site about one municipality has no such page

        def mark(match: re.Match[str]) -> str:
            cite = self.cite([match.group(1)])[0]
            return f'<sup class="cite"><a href="#bron-{cite.number}" aria-label="{cite.label}">{cite.number}</a></sup>'

        return Markup(CITATION_MARK.sub(mark, INTERNAL_LINK.sub(link, self._with_explanations(html))))

    def explain(self, text: Phrase | str) -> Phrase | str:
        """A short text in which each word of the glossary opens its explanation at its first use on the page."""
        language = text.language if isinstance(text, Phrase) else None
        if (language or self.page.language) != SOURCE_LANGUAGE:
            return text
        plain = str(escape(str(text)))
        html = self._with_explanations(plain)
        if html == plain:
            return text
        return Markup(f'<span lang="{language}" dir="ltr">{html}</span>' if language else html)

    def _with_explanations(self, html: str) -> str:
        """Dutch HTML in which each word of the glossary opens its explanation at its first use on the page."""
        forms, pattern = self.site.hard_words

        def explain(match: re.Match[str]) -> str:
            key = forms[match.group()]
            if key in self.explained:
                return match.group()
            self.explained.add(key)
            text = escape(self.voice.phrase(self.site.content.glossary[key].explanation))
            button = f'<button type="button" popovertarget="woord-{key}">{match.group()}</button>'
            return f'<dfn class="word">{button}</dfn><span class="word__text" popover id="woord-{key}">{text}</span>'

        if not pattern.search(html):
            return html
        parts = TAG_OR_MARK.split(html)
        inside = 0  # elements where a button may not stand, or would be in the way
        for index, part in enumerate(parts):
            if index % 2:
                name = part.strip("</>").split()[0]
                inside += (1, -1)[part.startswith("</")] if name in NO_BUTTON else 0
            elif not inside:
                parts[index] = pattern.sub(explain, part)
        return "".join(parts)

    def source_line(self, number: int, key: str) -> SourceLine:
        """A source, ready to be shown."""
        source: Source = self.site.content.sources[key]
        return SourceLine(
            number=number,
            key=key,
            title=self.voice.dutch(source.title),
            publisher=source.publisher,
            date=self.voice.partial_date(source.date),
            href=source.url,
            note=self.voice.phrase(source.note) if source.note else None,
        )

    def site_name(self) -> Phrase:
        """The name in the header: of the whole map, or of the municipality that the site is about."""
        only = self.site.options.only
        if only is None:
            return self.voice.phrase(self.site.content.site.name)
        return Phrase(self.voice._("Steun voor gezinnen in %(place)s", place=self.site.localities[only].area.name))

    def frame(
        self,
        title: Phrase | str,
        description: Phrase | str,
        crumbs: Iterable[Link] = (),
        crumb: str = "",
        is_example: bool = False,
    ) -> Frame:
        """The frame of this page; `crumb` is its short name. Call it last: it closes the list of sources."""
        page, site = self.page, self.site
        home = Link(self.voice._("Start"), self.href(urls.HOME))
        return Frame(
            language=page.language,
            direction=self.voice.direction,
            site_name=self.site_name(),
            title=title,
            description=description,
            canonical=site.base_url + urls.in_language(page.canonical or page.address, page.language),
            alternates=tuple(
                (code, voice.own_name, self.href(page.address, code), code == page.language)
                for code, voice in site.voices.items()
            ),
            crumbs=(home, *crumbs, Link(crumb or title, "", is_current=True)) if page.address != urls.HOME else (),
            root=self.root,
            path=page.path,
            home=home.href,
            kind=page.kind.value,
            is_hidden=page.is_hidden,
            is_example=is_example,
            is_read_aloud=page.kind in READ_ALOUD,
            sources=tuple(self.source_line(cite.number, key) for key, cite in self.cited.items()),
        )

    def best_prose(self, texts: Mapping[tuple[str, str], Html], slug: str) -> tuple[Html | None, bool]:
        """A long text in the page's language, or else in Dutch, and whether that is a fallback."""
        own = texts.get((slug, self.page.language))
        return (own, False) if own else (texts.get((slug, SOURCE_LANGUAGE)), self.page.language != SOURCE_LANGUAGE)
