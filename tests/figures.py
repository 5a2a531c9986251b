"""Reads the Dutch content as sentences with the sources that each leans on, and finds the figures in them.

`test_figures.py` says how a figure is written, and holds what is found to its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from kaart.model.prose import CITATION
from kaart.schema.facts import Ages, EuroRange, HalfDays
from kaart.schema.initiative import Initiative
from kaart.schema.records import Reader, Text
from kaart.source.load import Content, Prose
from kaart.source.walk import records_of, sources_in, walk
from kaart.source.yaml_source import Location

ONES = {"één": 1, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
LARGE = {"honderd": 100, "duizend": 1000}
BEFORE_TENS = {f"{one}{'ën' if one.endswith('e') else 'en'}": number for one, number in ONES.items() if one != "één"}
NUMBERS = (
    ONES
    | {word: 10 + number for number, word in enumerate(TEENS)}
    | {word: 10 * number for number, word in enumerate(TENS, 2)}
    | {one + ten: 10 * tens + number for tens, ten in enumerate(TENS, 2) for one, number in BEFORE_TENS.items()}
    | {one + many: number * size for many, size in LARGE.items() for one, number in {"": 1, **ONES}.items()}
)
WORD = rf"(?:{'|'.join(sorted(NUMBERS.keys() - {'een', 'één'}, key=len, reverse=True))}|anderhalf|(?:een )?hal(?:f|ve))"
UNIT = "dagdeel|uur|jaar|maand|week|weekend|dag|keer"
NUMBER = rf"(?<![\w.])(?:\d+(?:[.,]\d+)*|{WORD}|(?:een|één)(?= (?:{UNIT})\b| (?:of|tot) {WORD}\b))(?:e|ste|x)?(?!\w)"
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
ONE_YEAR = r"\b(?:19|20)\d\d\b"
YEAR = (
    rf"(?:(?:sinds|na) )?(?:(?:\d+ )?(?:{MONTHS}) )?{ONE_YEAR}"
    rf"(?: (?:tot en met|tot|of) {ONE_YEAR})?(?: en eerder)?(?! euro)"
)
NO_UNIT = (
    "en|of|in|van|tot|de|het|een|uit|is|was|heeft|dan|naar|u|die|om|met|bij|op|aan|ook|niet|via|nog|kwamen|zijn|"
    "daarvan|duurder|a"
)
RANGE = rf"(?:€ ?)?{NUMBER}(?:(?: tot en met | tot | of |[-–]){NUMBER})?"
BEHIND = (
    rf" keer {NUMBER} uur| keer per \w+| keer in de {NUMBER} \w+| ?%|"
    rf" (?:andere )?(?!(?:{NO_UNIT})\b)[^\W\d]+(?: per \w+)?"
)
FIGURE = re.compile(
    rf"{YEAR}|\bjaar (?:een|één)\b|(?:\b(?:jaar|jaren|wcag) (?!\d{{4}}))?{RANGE}(?:{BEHIND})?|\b(?:helft|derde|kwart)\b"
)
SENTENCE = re.compile(r".+?(?:[.!?][’'\"]?(?:\[\^[^\]]+\])*(?=\s|$)|$)")
PHONE = re.compile(r"(?<!\d)0\d{3}[ \d]+\d|\b14 0\d+")
ITEM = re.compile(r" *(?:[-*]|\d+\.) +|\|")
PIECE = re.compile(rf"\n\s*\n|\n(?={ITEM.pattern})")
GUIDE, NAMES_THE_GUIDE = "wegwijzer-collectief-2022", re.compile(r"(?i)\b(?:de|een) gids\b")
NUMBERS_OF_FACTS = {
    "months": "{} maanden",
    "minimum_cooperation": "{} maanden",
    "minimum_matches": "{} koppelingen",
    "since": "sinds {}",
}
IN_PROSE = ("summary", "fits", "first_step", "fit", "steps", "referral")


class Sentence(NamedTuple):
    """A sentence, or a number from a profile in words; the sources it may lean on, and the initiatives it is about."""

    path: str
    text: str
    sources: frozenset[str]
    about: tuple[str, ...] = ()
    is_prose: bool = False
    to_volunteers: bool = False


def figures(text: str) -> list[str]:
    """Every figure of a Dutch text in the form of the list."""
    text = PHONE.sub("", text.lower()).replace("eén", "één")
    return [_normal(match.group()) for match in FIGURE.finditer(text)]


def _normal(figure: str) -> str:
    figure = re.sub(r"een (?=hal)", "", figure)
    figure = re.sub(r"\w+", lambda word: str(NUMBERS.get(word[0], word[0])), figure)
    figure = re.sub(r"(?<=\d)[-–](?=\d)", " tot ", re.sub(r"(.+) euro$", r"€ \1", figure))
    figure = re.sub(r"€ ?", "€ ", re.sub(r" ?%", " procent", figure))
    is_year = re.fullmatch(YEAR, figure)
    return figure if is_year else re.sub(r"\b(\d+)(\d{3})\b", r"\1.\2", figure)


def sentences(content: Content) -> list[Sentence]:
    """All that is said in Dutch, except of the invented municipality and of the sources themselves."""
    found: list[Sentence] = []
    for document, _, record in records_of(content):
        if not document.path.endswith(("sources.yaml", "site.yaml")) and not getattr(record, "example", None):
            found += _of_record(content, document.path, record)
    for prose in (*content.pages.values(), *content.profiles.values()):
        if prose.language == "nl":
            found += _of_prose(content, prose)
    return found


def _of_record(content: Content, path: str, record: BaseModel) -> Iterator[Sentence]:
    values = dict(walk(record))
    every = frozenset(key for _, key in sources_in(content, record)) | _of_pages(content, record)
    slug = Path(path).stem if isinstance(record, Initiative) else ""
    is_flyer = path.endswith("flyers.yaml")
    for location, value in values.items():
        levels = [values[location[:depth]] for depth in range(len(location), 0, -1)] + [record]
        if isinstance(record, Initiative) and location[:1] == ("fit",) and len(location) > 1:
            levels = [getattr(record.facts, record.fit[int(location[1])].topic)]
        if isinstance(record, Initiative) and location[:1] == ("referral",):
            sources = frozenset(record.referral_source)
        else:
            sources = frozenset(next(filter(None, (getattr(level, "source", ()) for level in levels)), every))
        is_prose = is_flyer or (slug != "" and location[:1] in [(key,) for key in IN_PROSE])
        to_volunteers = location[:1] == ("volunteers",)
        for text in in_words(location, value):
            yield Sentence(path, text, sources | _named(text), about(content, text, slug), is_prose, to_volunteers)


def _of_pages(content: Content, record: BaseModel) -> frozenset[str]:
    """The sources of the pages to which an answer of the search leads."""
    slugs = [address.split("#")[0].strip("/").split("/")[-1] for address in getattr(record, "pages", ())]
    proses = [
        texts[slug, "nl"] for texts in (content.pages, content.profiles) for slug in slugs if (slug, "nl") in texts
    ]
    profiles = [content.initiatives[slug] for slug in slugs if slug in content.initiatives]
    keys = {key for profile in profiles for _, key in sources_in(content, profile)}
    return frozenset(keys.union(*(CITATION.findall(prose.markdown) for prose in proses)))


def in_words(location: Location, value: Any) -> Iterable[str]:
    """The sentences of a text, and each number of a fact as a text."""
    key = location[-1] if location else ""
    if isinstance(value, Text):
        return _split(value.nl)
    if isinstance(value, Ages):
        week = value.from_pregnancy_week
        ages = f"{value.min} tot {value.max} jaar" if value.max else "0 jaar"
        return [ages, *([f"{week} weken"] if week else [])]
    if isinstance(value, EuroRange):
        return [f"€ {value.min}" if value.min == value.max else f"€ {value.min} tot {value.max}"]
    if isinstance(value, HalfDays):
        return [f"{value.min} dagdeel" if value.max == 1 else f"{value.min} tot {value.max} dagdelen"]
    if isinstance(value, int) and not isinstance(value, bool):
        topic = location[-2] if key == "value" else key
        return [NUMBERS_OF_FACTS[topic].format(value)] if topic in NUMBERS_OF_FACTS else []
    return []


def _split(text: str) -> Iterator[str]:
    """The sentences of a text; a question goes with its answer."""
    question = ""
    for match in SENTENCE.finditer(text):
        question += match.group()
        if not re.search(r"\?(?:\[\^[^\]]+\])*$", question):
            yield question.strip()
            question = ""
    if question:
        yield question.strip()


def _of_prose(content: Content, prose: Prose) -> Iterator[Sentence]:
    """The sentences of a long text: each leans on its own sources and those of the rest of its paragraph.

    A list leans on the paragraph above too, a table on the one below.
    """
    head = prose.head
    slug = prose.slug if prose.path.startswith("initiatives/") else ""
    to_volunteers = head is not None and head.reader is Reader.VOLUNTEER
    pieces = [" ".join(piece.split("\n")).strip() for piece in PIECE.split(prose.markdown)]
    blocks = [(piece, bool(ITEM.match(piece))) for piece in pieces if piece and not piece.startswith("#")]
    if head:
        blocks = [(head.title, False), (head.description, False), *blocks]
    for place, (block, is_item) in enumerate(blocks):
        others = blocks[place:] if block.startswith("|") else blocks[place::-1]
        lead = next((text for text, is_other_item in others if not is_other_item), "") if is_item else ""
        text = block[item.end() :] if (item := ITEM.match(block)) else block
        parts = [block] if block.startswith("|") else list(_split(text))
        cited = [set(CITATION.findall(part)) for part in parts]
        for index, part in enumerate(parts):
            sources = frozenset(set().union(*cited[index:]) | set(CITATION.findall(lead)))
            plain = re.sub(r"\]\([^)]*\)|\[|\*", "", CITATION.sub("", part))
            yield Sentence(prose.path, plain, sources | _named(plain), about(content, plain, slug), True, to_volunteers)


def about(content: Content, text: str, slug: str) -> tuple[str, ...]:
    """The initiatives that a text names, or else the one whose file it is in."""
    named = tuple(key for key, each in content.initiatives.items() if re.search(rf"\b{each.name}\b", text))
    return named or ((slug,) if slug else ())


def _named(text: str) -> frozenset[str]:
    """The guide, where a text cites it by name."""
    return frozenset({GUIDE} if NAMES_THE_GUIDE.search(text) else ())
