"""The page being made, for every view: links from it, words in its language, and the numbering of its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import Phrase, TranslationStatus, Voice
from kaart.model.prose import CITATION_MARK, Html
from kaart.model.site import Site
from kaart.plan import Flyer, Kind, Page, Plan, PrintedFlyer
from kaart.schema.fields import mail_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.schema.site import Source

TAG_OR_MARK = re.compile(rf"""(<(?:[^>"]|"[^"]*")+>|{CITATION_MARK.pattern.replace("(", "(?:")})""")
READ_ALOUD = frozenset(
    (Kind.PROSE, Kind.INITIATIVES, Kind.INITIATIVE, Kind.MUNICIPALITY, Kind.OFFER, Kind.REFERRERS, Kind.GLOSSARY)
)  # pages that a parent reads, rather than looks something up in
MARK_SIZE = (160, 48)  # of a logo in place of our mark, in pixels
NO_BUTTON = ("a", "h2", "h3", "h4", "th", "code")
REPORTS = "klopt-er-iets-niet"  # the heading about mistakes on the page about the site
Progress = Mapping[str, Counter[str]]  # for each language the number of pages in each state
INTERNAL_LINK = re.compile(r'<a href="/([^"#]*)([^"]*)">(.*?)</a>', re.DOTALL)
LINK, LINK_TO_DUTCH = Markup('<a href="{}">{}</a>'), Markup('<a href="{}" hreflang="{}">{}</a>')
CITATION = Markup('<sup class="cite"><a href="#bron-{number}" aria-label="{label}">{number}</a></sup>')
EXPLAINED = Markup(
    '<dfn class="word"><button type="button" popovertarget="woord-{key}">{word}</button></dfn>'
    '<span class="word__text" popover id="woord-{key}"{language}>{text}</span>'
)
OF_LANGUAGE = Markup(' lang="{}" dir="{}"')


@dataclass(frozen=True)
class Link:
    """A place to go, with the words for it."""

    label: Phrase | str
    href: str
    is_current: bool = False


@dataclass(frozen=True)
class Cite:
    """A numbered mark that leads to a source at the end of the page, or shows it in its place."""

    number: int
    key: str
    label: str
    is_in_place: bool = False


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
class TranslationNote:
    """A page's own words about its translation, and where a better word can be told."""

    state: TranslationStatus
    dutch_href: str
    report_href: str | None


@dataclass(frozen=True)
class LogoView:
    """The logo of a municipality, in pixels as it is shown."""

    href: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Frame:
    """All that the layout shows around a page. `theme_href` is the house style of its municipality; `logo` takes the
    place of our mark.
    """

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
    theme_href: str | None
    logo: LogoView | None
    translation: TranslationNote | None
    sources: tuple[SourceLine, ...]


def root_of(site: Site, page: Page) -> str:
    """The way from a page to the root of the site; the 404 page is shown at any depth, so from the host's root."""
    return urlsplit(site.base_url).path if page.address == urls.NOT_FOUND else urls.root_from(page.path)


@dataclass
class Context:
    """The page being made. Sources get their number in the order in which the page first cites them.

    `explained` are the words of the glossary that the page has explained already; `sheets` are the flyers it shows;
    `script_integrity` is the digest of the script that other sites take from here.
    """

    site: Site
    plan: Plan
    page: Page
    voice: Voice
    root: str
    progress: Progress = field(default_factory=dict)
    script_integrity: str = ""
    cited: dict[str, Cite] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    sheets: Mapping[Flyer, PrintedFlyer] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, plan: Plan, page: Page, progress: Progress, script_integrity: str) -> Context:
        """The context of a page."""
        voice = site.voices[page.language].for_a_page()
        return cls(site.for_a_page(), plan, page, voice, root_of(site, page), progress, script_integrity)

    def href(self, address: str, language: str | None = None) -> str:
        """A link from this page to another page of the site, by its Dutch address.

        Where the page's language has no such page, it leads to the Dutch one.
        """
        language = language or (self.page.language if self.has(address) else SOURCE_LANGUAGE)
        return self.root + urls.in_language(address, language)

    def has(self, address: str) -> bool:
        """True where the site has this page in this language; a site about one municipality has fewer."""
        return self.plan.has(address, self.page.language)

    def how_href(self) -> str:
        """The way to what happens after a call; to the initiatives where no page says it."""
        return self.href(urls.HOW_IT_WORKS if self.has(urls.HOW_IT_WORKS) else urls.INITIATIVES)

    def cite(self, keys: Iterable[str]) -> tuple[Cite, ...]:
        """Marks for sources."""
        cites = []
        for key in keys:
            if key not in self.cited:
                number = len(self.cited) + 1
                label = self.voice._("bron %(number)s", number=number)
                self.cited[key] = Cite(number, key, label, self.page.is_framed)
            cites.append(self.cited[key])
        return tuple(cites)

    def prose(self, html: str, is_fallback: bool) -> Markup:
        """A long text with its links seen from this page and its citations numbered."""
        language = SOURCE_LANGUAGE if is_fallback else self.page.language
        html = self._with_explanations(html if is_fallback else self._typeset(html), language)
        return Markup(CITATION_MARK.sub(self._citation, INTERNAL_LINK.sub(self._link, html)))

    def _link(self, match: re.Match[str]) -> Markup:
        """A link of a long text, seen from this page; only its words where there is no such page."""
        address, anchor, words = unescape(match.group(1)), unescape(match.group(2)), Markup(match.group(3))
        address = urls.HOME if address == urls.MUNICIPALITIES and self.site.options.only else address
        if self.has(address):
            return LINK.format(self.href(address) + anchor, words)
        if self.plan.has(address, SOURCE_LANGUAGE):
            return LINK_TO_DUTCH.format(self.href(address) + anchor, SOURCE_LANGUAGE, words)
        if self.site.national_url:
            return LINK.format(self.site.national_url + address + anchor, words)
        return words  # a site about one municipality has no such page

    def _citation(self, match: re.Match[str]) -> Markup:
        cite = self.cite([match.group(1)])[0]
        return CITATION.format(number=cite.number, label=cite.label)

    def _typeset(self, html: str) -> str:
        """HTML as it is set in the language of the page; tags stay as they are."""
        parts = TAG_OR_MARK.split(html)
        return "".join(part if index % 2 else self.voice.typeset(part) for index, part in enumerate(parts))

    def explain(self, text: Phrase | str) -> Phrase | Markup | str:
        """A short text in which each word of the glossary opens its explanation at its first use on the page."""
        language = text.language if isinstance(text, Phrase) else None
        html = self._explained(str(text), language or self.page.language)
        if html is None:
            return text
        return replace(text, text=html) if isinstance(text, Phrase) else html

    def _with_explanations(self, html: str, language: str) -> str:
        """HTML in which each word of the glossary opens its explanation at its first use on the page."""
        parts = TAG_OR_MARK.split(html)
        inside = 0  # elements where a button may not stand, or would be in the way
        for index, part in enumerate(parts):
            if index % 2:
                name = part.strip("</>").split()[0]
                inside += (1, -1)[part.startswith("</")] if name in NO_BUTTON else 0
            elif not inside:
                parts[index] = self._explained(unescape(part), language) or part
        return "".join(parts)

    def _explained(self, text: str, language: str) -> Markup | None:
        """A text in which each word of the glossary opens its explanation; None where it has none that is new."""
        forms, pattern = self.site.hard_words[language]
        own = Markup()
        if language != self.page.language:
            own = OF_LANGUAGE.format(self.page.language, self.voice.direction)
        pieces: list[str] = []
        end = 0
        for match in pattern.finditer(text):
            key = forms[match.group()]
            if key in self.explained:
                continue
            self.explained.add(key)
            explanation = self.voice.phrase(self.site.content.glossary[key].explanation)
            button = EXPLAINED.format(key=key, word=match.group(), language=own, text=explanation)
            pieces += (text[end : match.start()], button)
            end = match.end()
        return Markup().join((*pieces, text[end:])) if pieces else None

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
        sources = tuple(self.source_line(cite.number, key) for key, cite in self.cited.items())
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
                if self.plan.has(page.address, code)
            ),
            crumbs=(home, *crumbs, Link(crumb or title, "", is_current=True)) if page.address != urls.HOME else (),
            root=self.root,
            path=page.path,
            home=home.href,
            kind=page.kind.value,
            is_hidden=page.is_hidden,
            is_example=is_example,
            is_read_aloud=page.kind in READ_ALOUD,
            theme_href=self._theme_href(),
            logo=self.logo(site.options.only, MARK_SIZE) if site.options.only else None,
            translation=self._translation_note(),
            sources=sources,
        )

    def logo(self, slug: str, size: tuple[int, int]) -> LogoView | None:
        """The logo of a municipality, as large as fits in a width and a height in pixels."""
        style = self.site.style_of(slug)
        if style is None or style.logo is None or style.logo_address is None:
            return None
        place = self.site.localities[style.slug].area.name
        alt = self.voice._("Logo van gemeente %(place)s", place=place)
        return LogoView(self.root + style.logo_address, alt, *style.logo.within(*size))

    def _theme_href(self) -> str | None:
        style = self.site.style_of(self.page.municipality)
        return self.root + style.theme_address if style and style.theme_address else None

    def _translation_note(self) -> TranslationNote | None:
        """A warning about the translation of this page; None where all is well."""
        state = self.voice.state
        if state.is_complete and not state.is_unchecked:
            return None
        email, where = self.site.content.site.email, f"{self.site.base_url}{self.page.path}"
        subject = f"{self.voice._('Een beter woord voor deze vertaling')} ({self.page.language}): {where}"
        texts, slug = self.site.pages, urls.ABOUT.removesuffix("/")
        text = texts.get((slug, self.page.language)) or texts.get((slug, SOURCE_LANGUAGE))
        place = f"#{REPORTS}" if text and REPORTS in dict(text.headings) else ""
        about = self.href(urls.ABOUT) + place if text and self.plan.has(urls.ABOUT, SOURCE_LANGUAGE) else None
        return TranslationNote(
            state=replace(state),
            dutch_href=self.href(self.page.address, SOURCE_LANGUAGE),
            report_href=mail_link(email, subject) if email else about,
        )

    def best_prose(self, texts: Mapping[tuple[str, str], Html], slug: str) -> tuple[Html | None, bool]:
        """A long text in the page's language, or else in Dutch, and whether that is a fallback."""
        language, state = self.page.language, self.voice.state
        own, dutch = texts.get((slug, language)), texts.get((slug, SOURCE_LANGUAGE))
        if language == SOURCE_LANGUAGE:
            return dutch, False
        if own is None:
            state.is_fallen_back |= dutch is not None
            return dutch, True
        state.meet(own)
        return own, False
