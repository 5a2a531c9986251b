"""Every page of the site as a value, before anything is rendered. Addresses are unique."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from itertools import permutations

from kaart import urls
from kaart.languages.translations.checks import script_of
from kaart.model.paper import has_flyers, has_flyers_of_its_own
from kaart.model.prose import InternalLink
from kaart.model.site import Locality, Site
from kaart.problems import Problem, did_you_mean, first_of
from kaart.schema.flyer_kinds import DUTCH_WORDS, READERS, SCRIPTS, FlyerKind
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.search.index import entries_of
from kaart.source.names import mistake_in
from kaart.source.yaml_source import Document, Location

MOST_LOOKED_UP = 20  # addresses that are not there: for each, thousands that are there are compared
LOOK = "Kijk het adres na op de site. Een pagina met draft: ja is er nog niet."
OTHER_NAME = "Geef dit bestand een andere naam."


class Kind(StrEnum):
    """The kinds of pages; each has a view, a template and an address function."""

    HOME = "home"
    PROSE = "prose"
    CONVERSATION = "conversation"
    TOGETHER = "together"
    DOOR = "door"
    INITIATIVES = "initiatives"
    INITIATIVE = "initiative"
    REFER_TO_INITIATIVE = "refer_to_initiative"
    MUNICIPALITIES = "municipalities"
    PLACES = "places"
    MUNICIPALITY = "municipality"
    OFFER = "offer"
    REFER = "refer"
    MOVED = "moved"
    COMPARE = "compare"
    COMPARE_PAIR = "compare_pair"
    COMPARE_LOCAL = "compare_local"
    SEARCH = "search"
    SIGNPOST = "signpost"
    REFERRERS = "referrers"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    STATE = "state"
    FLYERS = "flyers"
    EMBED = "embed"
    EMBED_SIGNPOST = "embed_signpost"
    EMBED_GUIDE = "embed_guide"
    NOT_FOUND = "not_found"


FRAMED = frozenset((Kind.EMBED, Kind.EMBED_SIGNPOST))  # what other sites show in a frame of theirs
OF_A_MUNICIPALITY = frozenset((Kind.MUNICIPALITY, Kind.OFFER, Kind.REFER, Kind.COMPARE_LOCAL, Kind.FLYERS, Kind.EMBED))
KIND_OF_PROSE = {  # which show more than the text
    urls.CONVERSATION: Kind.CONVERSATION,
    urls.TOGETHER: Kind.TOGETHER,
    **dict.fromkeys(urls.DOORS, Kind.DOOR),
}
COMPARISONS = frozenset((Kind.COMPARE, Kind.COMPARE_PAIR, Kind.COMPARE_LOCAL))  # with columns to take along
SPREADSHEETS = ("csv", "xlsx")


@dataclass(frozen=True)
class Flyer:
    """A flyer in one language: the addresses of the PDF and of a picture, from the root of the site.

    There is one picture for each kind and language, of the flyer for the whole site.
    """

    kind: FlyerKind
    pdf: str
    picture: str


@dataclass(frozen=True)
class Page:
    """One page: its kind, language, Dutch address, and the records it is about.

    `initiative` is the second of the two where the page is about a pair; `canonical` is the Dutch address of the page
    that shows the same, where that is another, or where it has moved to; `reader` is whom it is for, which decides its
    languages; `flyers` are the files that it shows.
    """

    kind: Kind
    language: str
    address: str
    origin: str
    slug: str = ""
    initiative: str = ""
    is_hidden: bool = False
    canonical: str = ""
    reader: Reader = Reader.PARENT
    flyers: tuple[Flyer, ...] = ()

    @property
    def is_framed(self) -> bool:
        """True where it is made to be a part of a page of another site."""
        return self.kind in FRAMED

    @property
    def path(self) -> str:
        """The address in the page's own language, from the root of the site."""
        return urls.in_language(self.address, self.language)

    @property
    def municipality(self) -> str:
        """The slug of the municipality whose page it is, with its house style; empty where it is of none."""
        return self.slug if self.kind in OF_A_MUNICIPALITY else ""

    @property
    def is_of_all(self) -> bool:
        """True for the flyers of the whole country, on which all initiatives stand."""
        return self.kind is Kind.FLYERS and not self.slug

    @property
    def has_pictures(self) -> bool:
        """True for the flyers of the whole site, of which the pictures are: those of a municipality look alike."""
        return self.address == urls.FLYERS

    @property
    def spreadsheets(self) -> tuple[str, ...]:
        """The files with what the page shows, from the root of the site; none for most pages.

        Two initiatives in the other order are the same files.
        """
        if self.kind not in COMPARISONS:
            return ()
        address = self.canonical or self.address
        return tuple(urls.in_language(urls.spreadsheet(address, suffix), self.language) for suffix in SPREADSHEETS)

    @property
    def has_own_spreadsheets(self) -> bool:
        """True for the page that its files are made with."""
        return self.kind in COMPARISONS and not self.canonical

    @property
    def summaries(self) -> tuple[str, ...]:
        """The file with what the signpost says of the municipality, from the root of the site; none for most pages."""
        is_municipality = self.kind is Kind.MUNICIPALITY
        return (urls.in_language(urls.summary(self.address), self.language),) if is_municipality else ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The file with the rules of every initiative, from the root of the site; none for most pages."""
        is_professionals = self.address == urls.PROFESSIONALS
        return (urls.in_language(urls.referral_rules(self.address), self.language),) if is_professionals else ()

    @property
    def attachments(self) -> tuple[str, ...]:
        """The files that are made with the page, from the root of the site."""
        pictures = (flyer.picture for flyer in self.flyers if self.has_pictures)
        spreadsheets = self.spreadsheets if self.has_own_spreadsheets else ()
        return (*spreadsheets, *self.summaries, *self.rules, *(flyer.pdf for flyer in self.flyers), *pictures)


@dataclass(frozen=True)
class Plan:
    """The pages by their Dutch address, and the languages that they are in: the pages in a language follow from these.

    `folders` has the address of the whole site of a municipality as one file, by its slug, where it has a site of its
    own. All that counts every page of the site is found out when it is asked for: one page does not need it.
    """

    site: Site = field(repr=False)
    dutch: Mapping[str, Page]
    folders: Mapping[str, str]
    _flyers: dict[tuple[str, str], Mapping[FlyerKind, Flyer]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in a fixed order."""
        languages, is_for = self.site.voices, self.site.content.is_for
        return tuple(
            self._in_language(page, code)
            for code in languages
            for page in self.dutch.values()
            if is_for(page.reader, code)
        )

    @cached_property
    def paths(self) -> frozenset[str]:
        """The address of each page in its own language."""
        return frozenset(page.path for page in self.pages)

    @cached_property
    def attachments(self) -> Mapping[str, Page]:
        """The page that each other file is made with, by the address of that file."""
        return {address: page for page in self.pages for address in page.attachments}

    def has(self, address: str, language: str) -> bool:
        """True where there is a page with this Dutch address in this language."""
        page = self.dutch.get(address)
        return page is not None and language in self.site.voices and self.site.content.is_for(page.reader, language)

    def page_at(self, path: str) -> Page | None:
        """The page with this address in its own language; None where there is none."""
        code, slash, address = path.partition("/")
        if not slash or code not in self.site.voices or code == SOURCE_LANGUAGE:
            code, address = SOURCE_LANGUAGE, path
        return self._in_language(self.dutch[address], code) if self.has(address, code) else None

    def flyer(self, address: str, language: str, kind: FlyerKind) -> Flyer | None:
        """The flyer of this kind on the page with this Dutch address in a language; None where there is none."""
        if (address, language) not in self._flyers:
            page = self.dutch[address] if self.has(address, language) else None
            found = self._in_language(page, language).flyers if page else ()
            self._flyers[address, language] = {flyer.kind: flyer for flyer in found}
        return self._flyers[address, language].get(kind)

    def _in_language(self, page: Page, language: str) -> Page:
        if page.kind is Kind.FLYERS:
            return replace(page, language=language, flyers=tuple(_flyers(self.site, page, language)))
        return page if language == SOURCE_LANGUAGE else replace(page, language=language)


def plan_site(site: Site) -> tuple[Plan, list[Problem]]:
    """The plan, and a problem for each address that two files want and each link to a page that is not there."""
    dutch = tuple(_dutch_pages(site))
    problems: list[Problem] = []
    origins: dict[str, str] = {}
    for page in dutch:
        if origins.get(page.address, page.origin) != page.origin:
            movable, other = sorted((page.origin, origins[page.address]), key=_cost_of_a_new_name)
            owner = "een vaste pagina van de site" if other == "build.py" else other
            problems.append(Problem(movable, 0, 0, f"het adres /{page.address} is al van {owner}.", OTHER_NAME))
        origins.setdefault(page.address, page.origin)
    for language in site.voices:
        if language != SOURCE_LANGUAGE and f"{language}/" in origins:
            message = f'het adres /{language}/ is al van de taal "{language}".'
            problems.append(Problem(origins[f"{language}/"], 0, 0, message, OTHER_NAME))
    for address in urls.FOLDERS:
        if address in origins:
            message = f"het adres /{address} is al van een vaste map van de site."
            problems.append(Problem(origins[address], 0, 0, message, OTHER_NAME))
    parts = {part: (address, origin) for address, origin in reversed(origins.items()) for part in address.split("/")}
    for part, (address, origin) in parts.items():
        mistake = mistake_in(part)
        if mistake:
            problems.append(Problem(origin, 0, 0, f"het adres /{address} kan niet: {mistake[0]}", mistake[1]))
    if not site.options.only:
        problems += first_of(_broken_links(site, frozenset(origins)))
        problems += () if problems else _unknown_to_the_search(site)
        problems += () if problems else _lost_pages(site, frozenset(origins))
    own_sites = () if site.options.only else (slug for slug, each in site.localities.items() if each.own_site)
    folders = {slug: urls.folder(slug) for slug in own_sites}
    return Plan(site, {page.address: page for page in dutch}, folders), problems


def _flyers(site: Site, page: Page, language: str) -> Iterator[Flyer]:
    """The flyers that a page shows: those for a kind of reader only in the languages of these readers.

    A language in other letters than those of the fonts has none.
    """
    if page.kind is not Kind.FLYERS or script_of(language)[0] not in SCRIPTS:
        return
    name = f"{page.slug}-{language}".strip("-") if language != SOURCE_LANGUAGE else page.slug
    for kind in FlyerKind:
        if site.content.is_for(READERS.get(kind), language):
            pdf = urls.flyer(page.address, DUTCH_WORDS[kind], name, "pdf")
            picture = urls.flyer(urls.FLYERS, DUTCH_WORDS[kind], "", "png")
            yield Flyer(kind, urls.in_language(pdf, language), urls.in_language(picture, language))


def _cost_of_a_new_name(origin: str) -> int:
    """How hard it is for an author to give this another name: a page 0, another file 1, what is fixed 2."""
    if origin.startswith("content/pages/"):
        return 0
    return 1 if origin.startswith(("initiatives/", "content/municipalities/")) else 2


def _dutch_pages(site: Site) -> Iterator[Page]:
    only = site.options.only
    nl = SOURCE_LANGUAGE
    if not only:
        yield Page(Kind.HOME, nl, urls.HOME, "build.py")
        yield Page(Kind.MUNICIPALITIES, nl, urls.MUNICIPALITIES, "build.py")
        yield Page(Kind.PLACES, nl, urls.PLACES, "build.py")
    yield Page(Kind.INITIATIVES, nl, urls.INITIATIVES, "build.py")
    if not (only and len(site.localities[only].current_offers) > 1):  # there, its own comparison takes the address
        yield Page(Kind.COMPARE, nl, urls.COMPARE, "build.py")
        yield from _pair_pages(site)
    yield Page(Kind.SEARCH, nl, urls.SEARCH, "content/synonyms.yaml")
    yield Page(Kind.SIGNPOST, nl, urls.SIGNPOST, "content/signpost.yaml")
    professional = Reader.PROFESSIONAL
    if (urls.PROFESSIONALS.removesuffix("/"), nl) in site.pages:
        moved = urls.SIGNPOST_PROFESSIONAL
        yield Page(Kind.MOVED, nl, moved, "build.py", "", "", True, urls.PROFESSIONALS, reader=professional)
    yield Page(Kind.REFERRERS, nl, urls.REFERRERS, "content/terms.yaml")
    yield Page(Kind.GLOSSARY, nl, urls.GLOSSARY, "content/glossary.yaml")
    yield Page(Kind.SOURCES, nl, urls.SOURCES, "content/sources.yaml", reader=professional)
    if not only:
        if has_flyers(site):
            yield Page(Kind.FLYERS, nl, urls.FLYERS, "content/flyers.yaml")
        yield Page(Kind.EMBED_SIGNPOST, nl, urls.EMBED_SIGNPOST, "content/signpost.yaml", canonical=urls.SIGNPOST)
        yield Page(Kind.EMBED_GUIDE, nl, urls.EMBED_GUIDE, "build.py", reader=Reader.MUNICIPALITY)
        yield Page(Kind.STATE, nl, urls.STATE, "build.py", reader=professional)
    yield Page(Kind.NOT_FOUND, nl, urls.NOT_FOUND, "build.py", is_hidden=True)
    for slug, language in site.pages:
        head = site.content.pages[(slug, language)].head
        if language == nl and not (only and head and head.national_only):
            reader = (head.reader if head else None) or Reader.PARENT
            kind = KIND_OF_PROSE.get(urls.prose(slug), Kind.PROSE)
            yield Page(kind, nl, urls.prose(slug), f"content/pages/{slug}.md", slug, reader=reader)
    for slug, initiative in site.content.initiatives.items():
        origin = f"initiatives/{slug}.yaml"
        yield Page(Kind.INITIATIVE, nl, urls.initiative(slug), origin, slug)
        if initiative.referral_sheet:
            address = urls.refer_to_initiative(slug)
            yield Page(Kind.REFER_TO_INITIATIVE, nl, address, origin, slug, reader=professional)
    for slug, locality in site.localities.items():
        if only in (None, slug):
            yield from _municipality_pages(site, slug, locality)
    if not only:
        for slug, target in site.moved.items():
            origin, address = f"content/municipalities/{slug}.yaml", urls.municipality(slug)
            yield Page(Kind.MOVED, nl, address, origin, slug, "", True, urls.municipality(target))


def _pair_pages(site: Site) -> Iterator[Page]:
    """Each pair of initiatives, in either order: the visitor's own. The one by the alphabet is the canonical one."""
    for one, other in permutations(site.content.initiatives, 2):
        first, second = sorted((one, other))
        canonical = "" if one == first else urls.pair(first, second)
        origin = f"initiatives/{other}.yaml"
        address = urls.pair(one, other)
        yield Page(Kind.COMPARE_PAIR, SOURCE_LANGUAGE, address, origin, one, other, False, canonical)


def _municipality_pages(site: Site, slug: str, locality: Locality) -> Iterator[Page]:
    is_hidden = locality.is_example
    origin = f"content/municipalities/{slug}.yaml" if locality.municipality else "content/register/gemeenten.csv"
    address = site.municipality_address(slug)
    yield Page(Kind.MUNICIPALITY, SOURCE_LANGUAGE, address, origin, slug, is_hidden=is_hidden)
    for offer in locality.offers:
        address = site.offer_address(slug, offer.initiative)
        yield Page(Kind.OFFER, SOURCE_LANGUAGE, address, origin, slug, offer.initiative, is_hidden)
    address = urls.refer(site.municipality_address(slug))
    yield Page(Kind.REFER, SOURCE_LANGUAGE, address, origin, slug, is_hidden=is_hidden, reader=Reader.PROFESSIONAL)
    if len(locality.current_offers) > 1:
        address = urls.local_compare(site.municipality_address(slug))
        yield Page(Kind.COMPARE_LOCAL, SOURCE_LANGUAGE, address, origin, slug, "", is_hidden)
    if has_flyers_of_its_own(site, locality):
        address = urls.flyers(site.municipality_address(slug))
        yield Page(Kind.FLYERS, SOURCE_LANGUAGE, address, origin, slug, is_hidden=is_hidden)
    if not site.options.only:
        address = site.municipality_address(slug)
        yield Page(Kind.EMBED, SOURCE_LANGUAGE, urls.embed(address), origin, slug, "", is_hidden, address)


@dataclass(frozen=True)
class TypedLink:
    """An address that stands in a YAML file. Its place is looked up where it is wrong, which is seldom."""

    address: str
    document: Document
    location: Location

    @property
    def path(self) -> str:
        """The file that it stands in."""
        return self.document.path

    @property
    def line(self) -> int:
        """The line that it stands on."""
        return self.document.place(self.location)[0]

    @property
    def column(self) -> int:
        """Where it begins on that line."""
        return self.document.place(self.location)[1]


def _links(site: Site) -> Iterator[InternalLink | TypedLink]:
    """Every link to a page of the site, in a long text and from everyday words."""
    for texts in (site.pages, site.profiles):
        for html in texts.values():
            yield from html.links
    for key, entry in site.content.synonyms.items():
        document = site.content.documents["content/synonyms.yaml"]
        for index, address in enumerate(entry.pages):
            yield TypedLink(address.removeprefix("/"), document, (key, "pages", index))


def _unknown_to_the_search(site: Site) -> Iterator[Problem]:
    """Pages of everyday words that the search cannot show, because it has only their municipality or their page."""
    known = {entry.address for entry in entries_of(site, site.voices[SOURCE_LANGUAGE])}
    known |= {urls.term(key) for key in _typed_terms(site)}
    unread = _unread_addresses(site) | (set() if site.content.is_read("content/terms.yaml") else {urls.REFERRERS})
    for key, record in site.content.synonyms.items():
        for index, address in enumerate(record.pages):
            if address[1:] not in known and address[1:].partition("#")[0] not in unread:
                message = f'het zoeken kent "{address}" niet.'
                hint = "Kies een initiatief, een gewone pagina, een kop daarvan, of een soort: /wie-kan-helpen/#cjg."
                yield site.content.documents["content/synonyms.yaml"].problem((key, "pages", index), message, hint)


def _expected_pages(site: Site) -> Iterator[TypedLink]:
    """The pages that the search must find; nothing leads to them for that."""
    for number, question in enumerate(site.content.questions.questions):
        document = site.content.documents["content/questions.yaml"]
        for index, address in enumerate(question.pages):
            yield TypedLink(address.removeprefix("/"), document, ("questions", number, "pages", index))


def _typed_terms(site: Site) -> tuple[str, ...]:
    """The kinds of contacts, those with a mistake in them too; none where the file cannot be read."""
    path = "content/terms.yaml"
    return site.content.documents[path].keys(()) if site.content.is_read(path) else ()


def _headings(site: Site, address: str) -> tuple[str, ...]:
    """The places on a page that a link can lead to; nothing where that is not known before the page is made."""
    if address == urls.REFERRERS:
        return _typed_terms(site)
    target = site.pages.get((address.removesuffix("/"), SOURCE_LANGUAGE))
    return tuple(key for key, _ in target.headings) if target else ()


def _unread_addresses(site: Site) -> set[str]:
    """The addresses of files with errors of their own, or that an option leaves out: their pages are not lost."""
    unread = site.content.paths - site.content.documents.keys()
    left_out = () if has_flyers(site) else (urls.FLYERS,)
    return {*left_out} | {address for path in unread if (address := urls.of_file(path)) is not None}


def _broken_links(site: Site, addresses: frozenset[str]) -> Iterator[Problem]:
    """Links to a page or a heading that is not there."""
    known = addresses | _unread_addresses(site)
    looked_up: set[str] = set()
    for link in (*_links(site), *_expected_pages(site)):
        address, _, heading = link.address.partition("#")
        headings = _headings(site, address)
        if address not in known:
            message = f'de pagina "/{address}" bestaat niet.'
            looked_up.add(address)
            hint = _near_address(address, addresses) if len(looked_up) <= MOST_LOOKED_UP else LOOK
        elif heading and headings and heading not in headings:
            message = f'de kop "#{heading}" staat niet op de pagina "/{address}".'
            hint = did_you_mean(heading, headings)
        else:
            continue
        yield Problem(link.path, link.line, link.column, message, hint)


def _lost_pages(site: Site, addresses: frozenset[str]) -> Iterator[Problem]:
    """Warnings for a page that the menu names but that is gone, and for a page that nothing leads to."""
    known = addresses | _unread_addresses(site)
    for address in urls.FIXED_PROSE:
        if address not in known:
            path, hint = f"content/pages/{address.removesuffix('/')}.md", "Zet het terug, of geef het zijn oude naam."
            yield Problem(path, 0, 0, "deze pagina ontbreekt; het menu kan er niet naar verwijzen.", hint, True)
    linked = {link.address.partition("#")[0] for link in _links(site)}
    for slug, language in site.pages:
        if language == SOURCE_LANGUAGE and urls.prose(slug) not in {*urls.FIXED_PROSE, *linked}:
            path = site.content.pages[(slug, language)].path
            hint = f"Maak in een andere tekst een link: [lees meer](/{slug}/)."
            yield Problem(path, 0, 0, "geen enkele pagina verwijst naar deze pagina.", hint, True)


def _near_address(address: str, addresses: frozenset[str]) -> str:
    near = get_close_matches(f"/{address.lower()}", [f"/{each}" for each in addresses], n=1, cutoff=0.75)
    if near:
        return f'Bedoelt u "{near[0]}"?'
    return LOOK
