"""The layout around a page: its title, the way back, its languages, sources and state of translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kaart import urls
from kaart.languages.voice import Phrase, TranslationStatus
from kaart.plan import Kind
from kaart.schema.fields import mail_link
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.shared.citations import SourceLine, cited_line
from kaart.views.shared.context import Context
from kaart.views.shared.links import Link

READ_ALOUD = frozenset(
    (Kind.PROSE, Kind.INITIATIVES, Kind.INITIATIVE, Kind.MUNICIPALITY, Kind.OFFER, Kind.REFERRERS, Kind.GLOSSARY)
)  # pages that a parent reads, rather than looks something up in
MARK_SIZE = (160, 48)  # of a logo in place of our mark, in pixels
REPORTS = "klopt-er-iets-niet"  # the heading about mistakes on the page about the site


@dataclass(frozen=True)
class TranslationNote:
    """A page's own words about its translation, and where a better word can be told."""

    state: TranslationStatus
    dutch_href: str
    report_href: str | None
    has_mail: bool


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
    short_name: Phrase
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


def site_name(context: Context) -> Phrase:
    """The name in the header: of the whole map, or of the municipality that the site is about."""
    only = context.site.options.only
    if only is None:
        return context.voice.phrase(context.site.content.site.name)
    return Phrase(context.voice._("Steun voor gezinnen in %(place)s", place=context.site.localities[only].area.name))


def short_name(context: Context) -> Phrase:
    """The name in the header of a phone: short enough for one row."""
    only, site = context.site.options.only, context.site.content.site
    return (
        Phrase(context.site.localities[only].area.name) if only else context.voice.phrase(site.short_name or site.name)
    )


def frame_of(
    context: Context,
    title: Phrase | str,
    description: Phrase | str,
    crumbs: Iterable[Link] = (),
    crumb: str = "",
    is_example: bool = False,
) -> Frame:
    """The frame of a page; `crumb` is its short name. Call it last: it closes the list of sources."""
    page, site, voice = context.page, context.site, context.voice
    home = Link(voice._("Start"), context.href(urls.HOME))
    sources = tuple(cited_line(context, key) for key in tuple(context.cited))
    return Frame(
        language=page.language,
        direction=voice.direction,
        site_name=site_name(context),
        short_name=short_name(context),
        title=title,
        description=description,
        canonical=site.base_url + urls.in_language(page.canonical or page.address, page.language),
        alternates=tuple(
            (code, each.own_name, context.href(page.address, code), code == page.language)
            for code, each in site.voices.items()
            if context.plan.has(page.address, code)
        ),
        crumbs=(home, *crumbs, Link(crumb or title, "", is_current=True)) if page.address != urls.HOME else (),
        root=context.root,
        path=page.path,
        home=home.href,
        kind=page.kind.value,
        is_hidden=page.is_hidden,
        is_example=is_example,
        is_read_aloud=page.kind in READ_ALOUD,
        theme_href=_theme_href(context),
        logo=logo_of(context, site.options.only, MARK_SIZE) if site.options.only else None,
        translation=_translation_note(context),
        sources=sources,
    )


def logo_of(context: Context, slug: str, size: tuple[int, int]) -> LogoView | None:
    """The logo of a municipality, as large as fits in a width and a height in pixels."""
    style = context.site.style_of(slug)
    if style is None or style.logo is None or style.logo_address is None:
        return None
    place = context.site.localities[style.slug].area.name
    alt = context.voice._("Logo van gemeente %(place)s", place=place)
    return LogoView(context.root + style.logo_address, alt, *style.logo.within(*size))


def _theme_href(context: Context) -> str | None:
    style = context.site.style_of(context.page.municipality)
    return context.root + style.theme_address if style and style.theme_address else None


def _translation_note(context: Context) -> TranslationNote | None:
    """A warning about the translation of a page; None where all is well."""
    site, voice, page = context.site, context.voice, context.page
    state = voice.state
    if state.is_complete and not state.is_unchecked:
        return None
    email, where = site.content.site.email, f"{site.base_url}{page.path}"
    better = voice._("Een beter woord voor deze vertaling")
    subject = f"{better} ({page.language}): {where}"
    texts, slug = site.pages, urls.ABOUT.removesuffix("/")
    text = texts.get((slug, page.language)) or texts.get((slug, SOURCE_LANGUAGE))
    place = f"#{REPORTS}" if text and REPORTS in dict(text.headings) else ""
    about = context.href(urls.ABOUT) + place if text and context.plan.has(urls.ABOUT, SOURCE_LANGUAGE) else None
    return TranslationNote(
        state=replace(state),
        dutch_href=context.href(page.address, SOURCE_LANGUAGE),
        report_href=mail_link(email, subject) if email else about,
        has_mail=email is not None,
    )
