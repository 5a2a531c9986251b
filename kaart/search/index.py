"""The index of the search page: one small file a language, with the texts of the site and people's everyday words.

The browser loads it when the field is first used, and finds words in it by stems, parts, first letters and typing
errors. Villages and postcodes are in the file of `finder.py`, which is asked only for what is not found here.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaart import urls
from kaart.day import Day
from kaart.languages.voice import N_, Voice
from kaart.model.contacts import whom_to_call
from kaart.model.paper import has_flyers
from kaart.model.prose import CITATION_MARK, FACTS_LINE, HEADING
from kaart.model.site import Locality, Site
from kaart.schema.initiative import Initiative
from kaart.schema.records import SOURCE_LANGUAGE, Reader
from kaart.schema.wording import EverydayWords
from kaart.search.answers import pieces_of
from kaart.search.finder import short_slug
from kaart.search.spoken import ALSO_IGNORED, SAME

KINDS = ("initiative", "page", "contact")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
BLOCK_END = re.compile(r"</(?:p|li|h3|h4)>")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
WORD = re.compile(r"\w+")
SPACES = re.compile(r"\s+")
LONGEST_TEXT = 130  # letters of a part of a page: what it is about is said first
WHOLE_PAGES = ("over", "toegankelijkheid")  # about the site itself: nobody asks for a part of them
# Translators: words of your language that say nothing in a question. Not a translation: your own list.
IGNORED = N_(
    "aan ben bij dan dat de deze die dit door een en er ergens gaat had heb hebben heeft het hij hoe iets ik in "
    "is je jaar kan kunnen maar me meer met mij mijn moet niet nog of om ons onze ook op te tijdens tot u uit uw "
    "van voor waar wat we wel wie wij wil ze zich zijn zo zou"
)
# Translators: endings of words in your language, the longest too. With a hyphen behind it, it is a beginning. Not a
# translation: your own list.
ENDINGS = N_("en s e er ers eren ing ingen t je jes tje tjes heid lijk lijke end ende ster sters")
# Translators: letters that people mix up when they write by ear, as typed=kept. Not a translation: your own list.
SOUNDS = N_("eau=o ie=i ij=ei au=ou th=t ph=f qu=kw c=k x=ks z=s v=f dt=t")


def search_file_name(language: str) -> str:
    """The plain name of the search file of a language."""
    return f"zoeken-{language}.json"


@dataclass(frozen=True)
class Entry:
    """Something that can be found. `parent` is the page it is a part of; `is_dutch` where it is a fallback."""

    kind: str
    address: str
    title: str
    text: str
    parent: str = ""
    is_dutch: bool = False


class SearchFiles:
    """The search file of each language, made when it is asked for. What is said of places is the same in all."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._files: dict[str, bytes] = {}
        self.names = {code: search_file_name(code) for code in site.voices}

    def of(self, language: str) -> bytes:
        """The search file of a language."""
        if language not in self._files:
            self._files[language] = _search_file(self._site, self._site.voices[language], self._places)
        return self._files[language]

    @cached_property
    def _places(self) -> list[list[object]]:
        return _places(self._site)


def _search_file(site: Site, voice: Voice, places: list[list[object]]) -> bytes:
    """The search file of one language, as JSON in UTF-8.

    `only` is the municipality that the site is about, if it is about one. `same` are groups of words that say the same;
    `careful` are entries that may frighten. `entries` are `[kind, address, title, text, parent, 1 if Dutch]`, left out
    from the end where empty. `words` are `[[words], answer, [entries]]`. `places` are `[name, slug where
    the name does not tell, province, [[initiative, provider], ...], [[term, name], ...]]`. An entry is meant by its
    number; so are a kind, a province, an initiative and a term by theirs in the list.
    """
    entries = list(entries_of(site, voice))
    numbers = {entry.address: number for number, entry in enumerate(entries)}
    known = {entry.address: entry for entry in entries}
    found = {
        "only": site.options.only or "",
        "kinds": KINDS,
        "ignored": [*voice._(IGNORED).split(), *ALSO_IGNORED.get(voice.code, "").split()],
        "same": _same_words(voice.code),
        "sounds": [pair.split("=") for pair in voice._(SOUNDS).split()],
        "endings": voice._(ENDINGS).split(),
        "entries": [_short_row(entry) for entry in entries],
        "words": [
            [list(words), _answer_row(site, voice, record), pages]
            for record in site.content.synonyms.values()
            if (words := voice.words(record.words.nl) or record.words.nl)
            and (pages := [numbers[entry.address] for entry in answers_of(site, voice, record, known)])
        ],
        "careful": sorted(_careful(site, voice, known, numbers)),
        "provinces": _provinces(site),
        "initiatives": [numbers[urls.initiative(slug)] for slug in site.content.initiatives],
        "terms": [numbers[urls.term(key)] for key in site.content.terms],
        "places": places,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _answer_row(site: Site, voice: Voice, record: EverydayWords) -> list[str | list[str]]:
    """An answer in pieces: a number is a pair, with its address."""
    return [[str(words), href] if href else str(words) for words, href in pieces_of(site, voice, record)]


def _same_words(language: str) -> list[list[str]]:
    """Groups of words that say the same; the first stands for the others."""
    groups = (group.partition("=") for group in SAME.get(language, "").split())
    return [[first, *others.split(",")] for first, _, others in groups]


def _careful(site: Site, voice: Voice, known: Mapping[str, Entry], numbers: Mapping[str, int]) -> set[int]:
    """The pages that may frighten, with all their parts: only who asks for them finds them."""
    careful = [record for record in site.content.synonyms.values() if record.careful]
    pages = {entry.address for record in careful for entry in answers_of(site, voice, record, known)}
    return {number for address, number in numbers.items() if pages & {address, address.partition("#")[0]}}


def _provinces(site: Site) -> list[str]:
    return sorted({locality.area.province for locality in site.localities.values()})


def _places(site: Site) -> list[list[object]]:
    provinces, initiatives, terms = _provinces(site), list(site.content.initiatives), list(site.content.terms)
    return [
        _place_row(locality, provinces, initiatives, terms, site.today)
        for locality in site.real_localities()
        if site.options.only in (None, locality.area.slug)
    ]


def answers_of(site: Site, voice: Voice, record: EverydayWords, known: Mapping[str, Entry]) -> list[Entry]:
    """The entries that everyday words lead to, out of those that are known by their address.

    Where a translation lacks a part, it is the page. A site about one municipality does not have them all.
    """
    found = []
    for address in record.pages:
        page = address[1:].partition("#")[0]
        entry = known.get(address[1:]) or known.get(page)
        if entry and entry not in found:
            found.append(entry)
    return found


def _short_row(entry: Entry) -> list[object]:
    row: list[object] = [KINDS.index(entry.kind), entry.address, entry.title, entry.text, entry.parent]
    row.append(int(entry.is_dutch))
    while not row[-1]:
        row.pop()
    return row


def _place_row(
    locality: Locality, provinces: list[str], initiatives: list[str], terms: list[str], today: Day
) -> list[object]:
    """A municipality with its offers and desks: those for parents, as they search in the same file."""
    area = locality.area
    offers = [
        [initiatives.index(offer.initiative), *([offer.provider] if offer.provider else [])]
        for offer in locality.current_offers
    ]
    desks = [call.contact for call in whom_to_call(locality, Reader.PARENT, today) if not call.is_of_offer]
    row: list[object] = [area.name, short_slug(locality), provinces.index(area.province), offers]
    row.append([[terms.index(desk.kind), desk.name] for desk in desks])
    while not row[-1] and len(row) > 3:
        row.pop()
    return row


def entries_of(site: Site, voice: Voice) -> Iterator[Entry]:
    """Everything that is not a place: initiatives, pairs of them, contacts, and each page with its parts."""
    for slug, initiative in site.content.initiatives.items():
        yield Entry("initiative", urls.initiative(slug), initiative.name, _profile_text(initiative, voice))
    for key, term in site.content.terms.items():
        text = f"{voice.phrase(term.explanation)} {voice.phrase(term.reach)}"
        yield Entry("contact", urls.term(key), str(voice.phrase(term.label)), text)
    yield from _fixed_pages(site, voice)
    named = {word.lower() for term in site.content.terms.values() for word in WORD.findall(term.label.nl)}
    for key, record in site.content.glossary.items():
        if record.word.lower() in named:  # a contact that says more
            continue
        yield Entry("page", urls.word(key), record.word, str(voice.phrase(record.explanation)), voice._("Woordenlijst"))
    for slug, language in site.pages:
        head = site.content.pages[(slug, language)].head
        is_here = site.content.is_for(head.reader if head else None, voice.code)
        if language == SOURCE_LANGUAGE and is_here and not (site.options.only and head and head.national_only):
            yield from _page_entries(site, voice, slug)


def _profile_text(initiative: Initiative, voice: Voice) -> str:
    """The sentences of a profile to parents and professionals, one after the other."""
    said = (voice.phrase(text) for text in (initiative.summary, initiative.fits, initiative.first_step))
    return " ".join(dict.fromkeys(map(str, said)))


def _fixed_pages(site: Site, voice: Voice) -> Iterator[Entry]:
    """Pages without a long text of their own."""
    _ = voice._
    yield Entry("page", urls.SIGNPOST, _("Wat past bij ons?"), _("Beantwoord enkele korte vragen en lees wat past."))
    yield Entry("page", urls.COMPARE, _("Vergelijk de initiatieven"), _("Alle initiatieven naast elkaar."))
    yield Entry("page", urls.INITIATIVES, _("De initiatieven"), _("Wat ze doen, voor wie, en hoe u zich aanmeldt."))
    yield Entry("page", urls.REFERRERS, _("Wie kan helpen zoeken?"), _("Mensen en loketten die de weg weten."))
    if has_flyers(site):
        yield Entry("page", urls.FLYERS, _("Flyers"), _("Om te printen en mee te geven, of op te hangen."))
    if site.content.is_for(Reader.PROFESSIONAL, voice.code):
        yield Entry("page", urls.SOURCES, _("Bronnen"), _("Waar de feiten vandaan komen."))
    if not site.options.only:
        yield Entry("page", urls.MUNICIPALITIES, _("Alle gemeenten"), _("Wat er in uw gemeente is en wie u belt."))
        names = {slug: record.name for slug, record in site.content.initiatives.items()}
        for one in names:
            for other in names:
                if one < other:
                    title = _("%(one)s en %(other)s naast elkaar", one=names[one], other=names[other])
                    text = _("Wat hetzelfde is en wat het verschil is.")
                    yield Entry("page", urls.pair(one, other), title, text, _("Vergelijk"))


def _page_entries(site: Site, voice: Voice, slug: str) -> Iterator[Entry]:
    """A long text: the page, with what stands before its first heading, and each part under a heading."""
    is_dutch = (slug, voice.code) not in site.pages
    key = (slug, SOURCE_LANGUAGE if is_dutch else voice.code)
    head, html = site.content.pages[key].head, site.pages[key]
    assert head
    start, *parts = HEADING.split(html.html)
    address = urls.prose(slug)
    text = _beginning(f"{head.description} {plain_text(start)}")
    yield Entry("page", address, head.title, text, is_dutch=is_dutch)
    if slug in WHOLE_PAGES:
        return
    for anchor, title, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        said = _beginning(plain_text(text))
        yield Entry("page", f"{address}#{anchor}", plain_text(title).removesuffix("."), said, head.title, is_dutch)


def _beginning(text: str) -> str:
    """The first sentences of a text, at least one."""
    shown = ""
    for sentence in SENTENCE_END.split(text.strip()):
        if shown and len(shown) + len(sentence) > LONGEST_TEXT:
            break
        shown = f"{shown} {sentence}".lstrip()
    return shown


def plain_text(html: str) -> str:
    """The words of a piece of HTML, with a full stop after each block that lacks one."""
    text = FACTS_LINE.sub("", CITATION_MARK.sub("", TABLE.sub("", html)))
    text = TAG.sub("", BLOCK_END.sub("\n", text))
    lines = (SPACES.sub(" ", entities.unescape(line)).strip() for line in text.split("\n"))
    return " ".join(line if line[-1] in ".?!:;" else f"{line}." for line in lines if line)
