"""The whole site as one value: checked content, long texts as HTML, languages, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from kaart import TEMPLATES, urls
from kaart.day import Day
from kaart.house_style.styles import HouseStyle, read_house_styles, unused_files
from kaart.languages.translations.checks import check_translations
from kaart.languages.translations.pairs import dutch_texts, memory_of, merged, version_of
from kaart.languages.voice import TranslationStatus, Voice, is_language
from kaart.languages.words import read_words
from kaart.model.prose import Html, render_prose
from kaart.model.rules.check import check_rules
from kaart.problems import Problem, did_you_mean
from kaart.schema.fields import host_of, is_example_host
from kaart.schema.municipality import LocalOffer, Municipality, Position
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.schema.wording import Translations
from kaart.source.load import Content, load
from kaart.source.memory import Memory, digest
from kaart.source.read import read_folders, read_themes
from kaart.source.register import Area, distance_km, sort_key
from kaart.source.walk import forget_walks, sources_in

NEAR_COUNT = 5
IN_WORD = r"[\w\u0654\u200c]"  # also the hamza above and the half space of Persian
NEAR_KILOMETRES = 40
LOCALE_FOLDER = TEMPLATES / "locale"


@dataclass(frozen=True)
class Options:
    """The choices of the command line about a build; `proofs_for` have flyers, whatever was checked there."""

    today: date
    base_url: str | None = None
    only: str | None = None
    with_example: bool = True
    with_drafts: bool = False
    with_flyers: bool = True
    for_print_shop: bool = False
    proofs_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Locality:
    """A municipality with all that is known of it: register, file of authors, and neighbours with an offer.

    `near` has the slug and distance in kilometres of those within reach, or of the nearest one where none is.
    """

    area: Area
    municipality: Municipality | None
    is_example: bool = False
    near: tuple[tuple[str, float], ...] = ()

    @property
    def offers(self) -> tuple[LocalOffer, ...]:
        """The offers, in the neutral order of the initiatives' names."""
        offers = self.municipality.offers if self.municipality else ()
        return tuple(sorted(offers, key=lambda offer: offer.initiative))

    @property
    def own_site(self) -> str | None:
        """The address where the municipality hosts a site of its own."""
        return self.municipality.own_site if self.municipality else None

    @property
    def current_offers(self) -> tuple[LocalOffer, ...]:
        """The offers that no source says have ended."""
        return tuple(offer for offer in self.offers if not offer.has_ended)


@dataclass(frozen=True)
class Site:
    """Everything a page can need. A page is a pure function of this and of its plan."""

    options: Options
    base_url: str
    content: Content
    voices: Mapping[str, Voice]
    pages: Mapping[tuple[str, str], Html]
    profiles: Mapping[tuple[str, str], Html]
    localities: Mapping[str, Locality]
    moved: Mapping[str, str]
    uses: Mapping[str, tuple[tuple[str, str], ...]]
    styles: Mapping[str, HouseStyle]
    digests: Mapping[str, str] = field(repr=False)  # of every file of authors, by its path
    today: Day = field(repr=False)  # notes what was asked for all pages together

    @cached_property
    def hard_words(self) -> Mapping[str, tuple[Mapping[str, str], re.Pattern[str]]]:
        """For each language the forms of the words of the glossary with their key, and a pattern that finds them.

        The name of an initiative is no hard word: Steunouder is one, a steunouder is not.
        """
        return {code: self._hard_words(voice) for code, voice in self.voices.items()}

    def _hard_words(self, voice: Voice) -> tuple[Mapping[str, str], re.Pattern[str]]:
        forms = {form: key for key, entry in self.content.glossary.items() for form in voice.words(entry.every_form)}
        forms |= {form[:1].upper() + form[1:]: key for form, key in forms.items()}
        for initiative in self.content.initiatives.values():
            forms.pop(initiative.name, None)
        longest_first = sorted(forms, key=len, reverse=True)
        return forms, re.compile(
            rf"(?<!{IN_WORD})(?:{'|'.join(map(re.escape, longest_first))})(?!{IN_WORD})" if forms else r"(?!)"
        )

    @property
    def national_url(self) -> str | None:
        """Where the whole map is, for a site about one municipality; None while that has no real address."""
        url = self.content.site.base_url
        return url if self.options.only and not is_example_host(host_of(url)) else None

    def only(self, slug: str) -> Site:
        """The site of a municipality by itself, at the address that it has for it."""
        base_url = self.localities[slug].own_site or self.base_url
        styles = {slug: self.styles[slug]} if slug in self.styles else {}
        options = replace(self.options, only=slug)
        return replace(self, options=options, base_url=base_url, styles=styles, today=self.today.again())

    def for_a_page(self) -> Site:
        """The same with a day of its own, which notes what is asked for one page."""
        site = copy(self)  # and not `replace`: with what it found out about words
        object.__setattr__(site, "today", self.today.again())
        return site

    def municipality_address(self, slug: str) -> str:
        """The page of a municipality; the front page where the site is about this one only."""
        return urls.HOME if self.options.only == slug else urls.municipality(slug)

    def offer_address(self, slug: str, initiative: str) -> str:
        """The page of an initiative in a municipality."""
        return f"{self.municipality_address(slug)}{initiative}/"

    def style_of(self, slug: str) -> HouseStyle | None:
        """The house style of a page about this municipality; that of the site, where it is about one only."""
        return self.styles.get(self.options.only or slug)

    def real_localities(self) -> Iterator[Locality]:
        """The municipalities that exist, which alone are counted."""
        return (locality for locality in self.localities.values() if not locality.is_example)


def _is_told_of(path: str, unreadable: Collection[str]) -> bool:
    """True for a file that is not missing: it could not be read, or lies in a folder that could not."""
    return path in unreadable or any(str(above) in unreadable for above in PurePosixPath(path).parents)


def read_site(root: Path, options: Options, memory: Memory | None = None) -> tuple[Site, list[Problem]]:
    """The site, and every problem found; where one is an error, the site is only good for finding more of them.

    What is the same as in an earlier reading comes out of `memory`.
    """
    memory = memory or Memory()
    memory.begin()
    texts, problems = read_folders(root, memory)
    unreadable = {problem.path for problem in problems}
    today = Day(options.today)
    content, found = load(texts, today, memory)
    found = [problem for problem in found if problem.path in texts or not _is_told_of(problem.path, unreadable)]
    themes, found_in_themes = read_themes(root)
    problems += found_in_themes
    unreadable |= {problem.path for problem in found_in_themes}
    content = replace(content, paths=content.paths | unreadable)
    styles, found_in_themes = read_house_styles(content, themes)
    problems += found_in_themes
    problems += found + check_rules(content, today, memory)
    if not options.with_drafts:
        pages = {key: prose for key, prose in content.pages.items() if not (prose.head and prose.head.draft)}
        content = replace(content, pages=pages)
    html, found = _render_texts(content, memory)
    problems += found
    dutch = dutch_texts(content, memory)
    is_sound = all(problem.is_warning for problem in problems)
    translations = {code: merged(dutch, each) for code, each in content.translations.items() if is_language(code)}
    problems += check_translations(content, dutch, translations if is_sound else {}, memory)
    voices, found = _voices(content, translations, memory)
    problems += found
    localities = _localities(content, options, memory)
    options, found = _with_slug_of_only(options, localities)
    problems += found
    own_site = localities[options.only].own_site if options.only else None
    base_url = options.base_url or own_site or content.site.base_url
    uses = _uses(content, html["pages"], html["profiles"], memory)
    if not any(not problem.is_warning for problem in problems):
        problems += _unused_sources(content, uses) + unused_files(content, themes)
    forget_walks(content)
    site = Site(
        options=options,
        base_url=base_url,
        content=content,
        voices=voices,
        pages=html["pages"],
        profiles=html["profiles"],
        localities=localities,
        moved={slug: each.merged_into for slug, each in content.municipalities.items() if each.merged_into},
        uses=uses,
        styles={slug: style for slug, style in styles.items() if slug in localities and options.only in (None, slug)},
        digests={path: sha256(text.encode()).hexdigest() for path, text in texts.items()}
        | {path: sha256(file).hexdigest() for path, file in themes.items()},
        today=today,
    )
    return site, problems


def _voices(
    content: Content, texts: Mapping[str, Translations], memory: Memory
) -> tuple[dict[str, Voice], list[Problem]]:
    """A voice for each language, and what is wrong with its words or still to be done."""
    voices: dict[str, Voice] = {}
    problems: list[Problem] = []
    codes = (SOURCE_LANGUAGE, *(language.code for language in content.site.languages))  # Dutch also where it is missing
    for code in dict.fromkeys(codes):
        if not is_language(code):
            continue
        words, found = read_words(code, LOCALE_FOLDER, memory)
        problems += found
        own = texts.get(code, Translations())
        start = TranslationStatus(
            is_fallen_back=not words.is_complete, is_unchecked=code != SOURCE_LANGUAGE and not own.interface
        )
        known = memory_of(own) if code != SOURCE_LANGUAGE else {}
        voices[code] = Voice(code, words.translations, known, start)
    return voices, problems


def _with_slug_of_only(options: Options, localities: Mapping[str, Locality]) -> tuple[Options, list[Problem]]:
    """The options with the slug of the one municipality, which may have been typed by its name."""
    if options.only is None:
        return options, []
    names = {each.area.name.lower(): slug for slug, each in localities.items()}
    slug = (names | {slug: slug for slug in localities}).get(options.only.lower())
    if slug is None:
        hint = did_you_mean(options.only, localities) or "Gebruik de naam uit het webadres, zoals ede."
        return replace(options, only=None), [
            Problem("--only", 0, 0, f'de gemeente "{options.only}" bestaat niet.', hint)
        ]
    return replace(options, only=slug), []


def _render_texts(content: Content, memory: Memory) -> tuple[dict[str, dict[tuple[str, str], Html]], list[Problem]]:
    sources = "content/sources.yaml"
    source_keys = content.documents[sources].keys(()) if content.is_read(sources) else None
    html: dict[str, dict[tuple[str, str], Html]] = {"pages": {}, "profiles": {}}
    problems: list[Problem] = []
    for kind, proses in (("pages", content.pages), ("profiles", content.profiles)):
        for key, prose in sorted(proses.items(), key=lambda item: item[0][1] != SOURCE_LANGUAGE):
            dutch = html[kind].get((prose.slug, SOURCE_LANGUAGE))
            made, found = render_prose(prose, source_keys, dutch.headings if dutch else (), memory)
            problems += found
            if dutch:
                is_outdated = prose.translated.follows != version_of(proses[(prose.slug, SOURCE_LANGUAGE)])
                made = replace(made, is_outdated=is_outdated, is_checked=prose.translated.review is not None)
            html[kind][key] = made
    return html, problems


def _unused_sources(content: Content, uses: Mapping[str, object]) -> list[Problem]:
    document, hint = content.documents["content/sources.yaml"], "Haal hem weg, of noem hem bij een feit."
    return [
        document.problem((key,), f'de bron "{key}" wordt nergens gebruikt.', hint, of_key=True, is_warning=True)
        for key in content.sources
        if key not in uses
    ]


def _localities(content: Content, options: Options, memory: Memory) -> dict[str, Locality]:
    """Every municipality of the register, and the invented one, in the order of their names."""
    localities = {slug: Locality(area, content.municipalities.get(slug)) for slug, area in content.areas.items()}
    with_offers = [slug for slug, locality in localities.items() if locality.current_offers]
    places = repr([(area.slug, area.lat, area.lon) for area in content.areas.values()])
    near = memory.of(digest("near", places, *with_offers), partial(_near, content.areas, with_offers))
    for slug, locality in localities.items():
        localities[slug] = replace(locality, near=near[slug])
    for slug, municipality in content.municipalities.items():
        if municipality.example and options.with_example:
            example = municipality.example
            position: Position = example.position
            area = Area("", example.name, slug, example.province, position.lat, position.lon, example.places)
            localities[slug] = Locality(area, municipality, is_example=True)
    return dict(sorted(localities.items(), key=lambda item: sort_key(item[1].area.name)))


def _near(areas: Mapping[str, Area], with_offers: Iterable[str]) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each municipality those with an offer within reach, the nearest first, or else the nearest one."""
    found = {}
    for slug, area in areas.items():
        by_distance = sorted((distance_km(area, areas[other]), other) for other in with_offers if other != slug)
        near = [pair for pair in by_distance if pair[0] <= NEAR_KILOMETRES][:NEAR_COUNT] or by_distance[:1]
        found[slug] = tuple((other, kilometres) for kilometres, other in near)
    return found


def _uses(
    content: Content,
    pages: Mapping[tuple[str, str], Html],
    profiles: Mapping[tuple[str, str], Html],
    memory: Memory,
) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each source the pages that lean on it: (kind of page, slug)."""
    uses: dict[str, dict[tuple[str, str], None]] = {}
    records: list[tuple[tuple[str, str], object]] = [(("safety", ""), content.safety)]
    records += [(("flyers", ""), content.flyers)]
    records += [(("referrers", ""), term) for term in content.terms.values()]
    records += [(("initiative", slug), initiative) for slug, initiative in content.initiatives.items()]
    found = [(use, _sources_of(content, record)) for use, record in records]
    for slug, municipality in content.municipalities.items():
        known = digest("sources of", content.digests[urls.file_of_municipality(slug)])
        found.append((("municipality", slug), memory.of(known, partial(_sources_of, content, municipality))))
    for use, keys in found:
        for key in keys:
            uses.setdefault(key, {})[use] = None
    for kind, texts in (("initiative", profiles), ("page", pages)):
        for (slug, language), html in texts.items():
            if language == SOURCE_LANGUAGE:
                for key in html.citations:
                    uses.setdefault(key, {})[(kind, slug)] = None
    return {key: tuple(users) for key, users in uses.items()}


def _sources_of(content: Content, record: object) -> tuple[str, ...]:
    """The sources that a record names, each once."""
    return tuple(dict.fromkeys(key for _, key in sources_in(content, record)))
