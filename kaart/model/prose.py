"""Long texts: Markdown in, safe HTML out, with citations and links collected and checked."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from kaart.languages.voice import Translated
from kaart.problems import MOST_OF_ONE_CAUSE, Problem, did_you_mean, first_of
from kaart.schema.facts import TOPICS
from kaart.schema.fields import MAIL_ADDRESS, mail_link
from kaart.schema.phones import phone_link, shown_phone
from kaart.source.load import Prose
from kaart.source.memory import Memory, digest
from kaart.source.read import FORBIDDEN, place_of

CITATION = re.compile(r" ?\[\^([^\[\]\s]+)\]")
CITATION_MARK = re.compile("\ue000([^\ue001]+)\ue001")
RAW_HTML = re.compile(
    r"<!--|<(script|style|iframe|object|svg|form)\b|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE
)
ONE_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
ENTITY = re.compile(r"&#?\w+;")
LONGEST_ENTITY = 40  # characters; the longest of HTML has 33
MOST_LETTERS_OF_A_PIECE = 10_000  # between two empty lines
MOST_SIGNS_OF_A_PIECE = 300  # [ and <: for each Markdown looks for its end
PIECE = re.compile(r"\n[ \t]*\n")
SAFETY_BOX = "#veilig"  # is on every page
HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)  # of a part: its place in the address, its words
FACTS_LINE = re.compile(r"<p>\[feiten: ([a-z_ ]+)\]</p>")  # a table of these topics
FACTS_TYPED = re.compile(r"^\[feiten:([^\]\n]*)\]$", re.MULTILINE)
TAG = re.compile(r"""<(?:[^>"]|"[^"]*")+>""")
LINKED = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
IN_DUTCH = re.compile(r"\[nl: ([^\[\]\n]+)\]")  # what a reader of a translation can say in Dutch
LINK = re.compile(r'<a href="([^"]*)"')
REACH = re.compile(r'(?<=<a href=")(tel|mailto):([^"]*)(?=">(.*?)</a>)', re.DOTALL)
MAIL_LINK = re.compile(rf"({MAIL_ADDRESS})(\?.*)?")
ALLOWED_TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "blockquote", "hr", "br", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span"),
}
ALLOWED_ATTRIBUTES = {"*": set[str](), "a": {"href"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}
SCROLLING = {"class": "scroll", "tabindex": "0"}  # around each table
DUTCH = {"lang": "nl", "dir": "ltr"}
ALLOWED_VALUES = {
    tag: {name: {value} for name, value in attributes.items()}
    for tag, attributes in (("div", SCROLLING), ("span", DUTCH))
}
REMOVED = {  # what Markdown can make and the site does not show: how it is typed, what happens, what to do
    "img": (r"!\[", "een plaatje kan hier niet; de site haalt het weg.", "Beschrijf in woorden wat erop staat."),
    "h1": (
        r"^# |^=+$",
        "een kop met één # is de titel van de pagina; de site maakt er gewone tekst van.",
        "Schrijf ## voor een kop in de tekst.",
    ),
    "h5": (
        r"^#####(?!#)",
        "een kop met vijf # is te diep; de site maakt er gewone tekst van.",
        "Schrijf ##, ### of ####.",
    ),
    "h6": (r"^######", "een kop met zes # is te diep; de site maakt er gewone tekst van.", "Schrijf ##, ### of ####."),
    "pre": (r"^(    |\t)", "een regel met vier spaties ervoor wordt code.", "Haal de spaties aan het begin weg."),
}
LOOKS_LIKE_MARKDOWN = (  # what stays on the site as it is typed: how it looks, what is there, what to do
    (
        re.compile(r"^(?: {0,3}-(?:[^\W\d_]|\*\*|\[).*\n*)+", re.MULTILINE),
        "na dit streepje ontbreekt een spatie; dit wordt geen lijst.",
        "Schrijf een streepje, een spatie en dan de tekst: - een.",
    ),
    (
        re.compile(r"^(?: {0,3}[•·▪◦●–—]\s.*\n*)+", re.MULTILINE),
        "een regel met dit teken wordt geen lijst.",
        "Schrijf een gewoon streepje (-), een spatie en dan de tekst: - een.",
    ),
    (
        re.compile(r"\[[^\[\]\n]+\] (?=\((?:/|#|https?:|mailto:|tel:)[^)\s]*\))"),
        "tussen ] en ( staat een spatie; dit wordt geen link.",
        "Schrijf de haken tegen elkaar: [tekst](/adres/).",
    ),
    (
        re.compile(r"\[ *\^(?![^\[\]\s]+\])[^\[\]\n]*\]"),
        "hier staat een spatie in de verwijzing; dit wordt geen bron.",
        "Schrijf [^sleutel], en bij twee bronnen [^een][^twee].",
    ),
    (
        re.compile(r"(?:\A|\n\n|^#[^\n]*\n)((?![ |>#-])[^\n]+\n)(?=-+ *(?:\n|\Z))", re.MULTILINE),
        "door de streepjes op de volgende regel wordt deze regel een kop.",
        "Zet een lege regel boven de streepjes, of schrijf ## voor de kop en haal de streepjes weg.",
    ),
)
BARE_KEY = re.compile(r"(?<![\]!])\[([a-z0-9-]+)\](?![(\[:])")
LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")


@dataclass(frozen=True)
class InternalLink:
    """A link in a long text to another page of the site, and where it was typed."""

    address: str
    path: str
    line: int
    column: int


@dataclass(frozen=True)
class Html(Translated):
    """A long text as HTML; internal links start with /, and citations are marks that a view numbers.

    A translation says whether it follows the Dutch text of today, and whether someone has checked it.
    """

    html: str
    citations: tuple[str, ...]
    links: tuple[InternalLink, ...]
    headings: tuple[tuple[str, str], ...]


@dataclass
class ProseReader:
    """A long text being read, with the problems met on the way."""

    prose: Prose
    problems: list[Problem] = field(default_factory=list)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column in the file, both from 1, of a position in the text."""
        line, column = place_of(self.prose.markdown, index)
        return line + self.prose.line_offset, column

    def say(self, index: int, message: str, hint: str, is_warning: bool = False) -> None:
        """Notes a problem at a position in the text."""
        self.problems.append(Problem(self.prose.path, *self.place(index), message, hint, is_warning))


def render_prose(
    prose: Prose,
    source_keys: Collection[str] | None,
    dutch_headings: Sequence[tuple[str, str]] = (),
    memory: Memory | None = None,
) -> tuple[Html, list[Problem]]:
    """The HTML of a long text. Raw HTML is removed with a warning; `source_keys` is None where unknown.

    A translation with as many headings as the Dutch text has the same places in its address.
    That each citation names a known source is a rule (`rules.sources_are_known`).
    """
    bare = {key for key in BARE_KEY.findall(prose.markdown) if key in (source_keys or ())}
    parts = (prose.path, str(prose.line_offset), prose.markdown, repr(sorted(bare)), repr(dutch_headings))
    make = partial(_rendered, prose, bare, dutch_headings)
    html, problems = (memory or Memory()).of(digest("prose", *parts), make)
    return html, first_of(problems)


def _rendered(
    prose: Prose, source_keys: Collection[str], dutch_headings: Sequence[tuple[str, str]]
) -> tuple[Html, tuple[Problem, ...]]:
    reading = ProseReader(prose)
    if _refuse_too_much(reading):
        return Html("", (), (), ()), tuple(reading.problems)
    citations = tuple(dict.fromkeys(key for key, _, _ in citations_of(prose)))
    _refuse_hidden_entities(reading)
    _refuse_unknown_topics(reading)
    _warn_of_what_looks_like_markdown(reading, source_keys)
    without_html = _without_html(reading)
    source = CITATION.sub("\ue000\\1\ue001", _with_lists_apart(without_html))
    toc = TocExtension(slugify=slugify, toc_depth="2-3")
    converter = markdown.Markdown(extensions=["tables", "sane_lists", toc, _Marks()], output_format="html")
    try:
        unclean = converter.convert(source)
    except RecursionError:
        reading.say(0, "deze tekst heeft te veel niveaus in elkaar.", "Maak de lijsten en citaten platter.")
        return Html("", (), (), ()), tuple(reading.problems)
    for tag, (typed, message, hint) in REMOVED.items():
        if f"<{tag}" in unclean:
            first = re.search(typed, prose.markdown, re.MULTILINE)
            reading.say(first.start() if first else 0, message, hint, is_warning=True)
    schemes = {"https", "tel", "mailto"}
    html = nh3.clean(
        unclean,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        tag_attribute_values=ALLOWED_VALUES,
        link_rel=None,
        url_schemes=schemes,
    )
    html = TAG.sub(lambda tag: CITATION_MARK.sub("", tag.group()), html)  # a source in an address is none
    html = LINKED.sub(_with_marks_behind, html)
    html = REACH.sub(lambda match: entities.escape(_reach(*map(entities.unescape, match.groups())) or match[0]), html)
    headings = tuple((token["id"], token["name"]) for token in getattr(converter, "toc_tokens", ()))
    if len(headings) == len(dutch_headings):
        for (own, _), (dutch, _) in zip(headings, dutch_headings, strict=True):
            html = html.replace(f' id="{own}">', f' id="{dutch}">', 1)
        headings = tuple((dutch, name) for (dutch, _), (_, name) in zip(dutch_headings, headings, strict=True))
    return Html(html, citations, _links(reading, unclean), headings), tuple(reading.problems)


def _with_marks_behind(link: re.Match[str]) -> str:
    """A link with the sources that it names behind it: these are links too."""
    marks = "".join(mark.group() for mark in CITATION_MARK.finditer(link.group()))
    return CITATION_MARK.sub("", link.group()) + marks


class _Marks(Extension):
    """Marks that our texts have and Markdown has not: words to say in Dutch, and tables that scroll by themselves."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Puts them in: the words after the links, which may have brackets too."""
        md.inlinePatterns.register(_InDutch(IN_DUTCH.pattern), "in-dutch", 115)
        md.treeprocessors.register(_ScrollingTables(), "scrolling-tables", 1)


class _InDutch(InlineProcessor):
    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("span", DUTCH)
        element.text = match.group(1)
        return element, match.start(), match.end()


class _ScrollingTables(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, table in enumerate(parent):
                if table.tag == "table":
                    scroll = Element("div", SCROLLING)
                    scroll.append(table)
                    scroll.tail, table.tail = table.tail, None
                    parent[index] = scroll


def citations_of(prose: Prose) -> Iterator[tuple[str, int, int]]:
    """Each source that a long text cites, with the line and column of the citation."""
    for match in CITATION.finditer(prose.markdown):
        line, column = place_of(prose.markdown, match.start() + match.group().index("["))
        yield match.group(1), line + prose.line_offset, column


def _warn_of_what_looks_like_markdown(reading: ProseReader, source_keys: Collection[str]) -> None:
    text = reading.prose.markdown
    for typed, message, hint in LOOKS_LIKE_MARKDOWN:
        for match in typed.finditer(text):
            reading.say(match.start(match.lastindex or 0), message, hint, is_warning=True)
    for match in BARE_KEY.finditer(text):
        if match.group(1) in source_keys:
            message = f"{match.group()} is nog geen verwijzing naar de bron."
            reading.say(match.start(), message, f"Schrijf [^{match.group(1)}].", is_warning=True)


def _with_lists_apart(text: str) -> str:
    """The text with a blank line before each list, which Markdown wants and authors forget."""
    lines: list[str] = []
    is_in_list = False
    for line in text.split("\n"):
        is_item = LIST_ITEM.match(line) is not None
        if is_item and not is_in_list and lines and lines[-1].strip():
            lines.append("")
        is_in_list = bool(line.strip()) and (is_item or is_in_list)
        lines.append(line)
    return "\n".join(lines)


def _without_html(reading: ProseReader) -> str:
    """The text without raw HTML; its line ends stay, so that later places are right."""
    text, kept, after = reading.prose.markdown, [], 0
    unclosed: set[str] = set()  # what has no end behind a place has none behind later ones
    found = RAW_HTML.search(text)
    while found:
        end = _end_of_html(text, found, unclosed)
        kept += [text[after : found.start()], "\n" * text.count("\n", found.start(), end)]
        shown = " ".join(text[found.start() : end].split())
        if end > found.start() and not shown.startswith(("<!--", "</")):
            shown = shown if len(shown) <= 40 else shown[:39] + "…"
            message = f"{shown} is HTML; de site haalt dit weg."
            reading.say(found.start(), message, "Schrijf gewone Markdown.", is_warning=True)
        after = end
        found = RAW_HTML.search(text, max(end, found.start() + 1))
    return "".join(kept) + text[after:]


def _end_of_html(text: str, found: re.Match[str], unclosed: set[str]) -> int:
    """Where a piece of raw HTML ends: a comment, an element that is left out with what is in it, or one tag."""
    name = "--" if found.group() == "<!--" else (found.group(1) or "").lower()
    if name and name not in unclosed:
        close = re.compile("-->" if name == "--" else rf"</{name}\s*>", re.IGNORECASE).search(text, found.end())
        if close:
            return close.end()
        unclosed.add(name)
    tag = ONE_TAG.match(text, found.start())
    return tag.end() if tag else found.start()


def _refuse_too_much(reading: ProseReader) -> bool:
    """True, with a problem, for a text that is more entangled than any of ours, on which Markdown hangs."""
    text, start = reading.prose.markdown, 0
    for piece in PIECE.split(text):
        signs = sum(map(piece.count, "[<"))
        index = text.index(piece, start)
        if signs > MOST_SIGNS_OF_A_PIECE or len(piece) > MOST_LETTERS_OF_A_PIECE:
            message = f"dit stuk is te vol: {len(piece)} tekens en {signs} haken zonder lege regel ertussen."
            reading.say(index, message, "Maak er alinea's van, met een lege regel ertussen.")
            return True
        start = index + len(piece)
    for match in ENTITY.finditer(text):
        if len(match.group()) > LONGEST_ENTITY:
            reading.say(match.start(), f"{match.group()[:LONGEST_ENTITY]}… is geen teken.", "Typ het teken zelf.")
            return True
    return False


def _refuse_unknown_topics(reading: ProseReader) -> None:
    """A line such as `[feiten: yearly_cost]` becomes a table of these topics."""
    for match in FACTS_TYPED.finditer(reading.prose.markdown):
        topics = match.group(1).split()
        for topic in dict.fromkeys(topics):
            if topic not in TOPICS and len(reading.problems) < MOST_OF_ONE_CAUSE:
                reading.say(match.start(), f'het onderwerp "{topic}" bestaat niet.', did_you_mean(topic, TOPICS))
        if not topics:
            reading.say(match.start(), "hier ontbreken de onderwerpen.", "Schrijf [feiten: yearly_cost].")


def _refuse_hidden_entities(reading: ProseReader) -> None:
    for match in ENTITY.finditer(reading.prose.markdown):
        if FORBIDDEN.search(entities.unescape(match.group())):
            reading.say(match.start(), f"{match.group()} is een onzichtbaar teken.", "Haal het weg.")


def _reach(scheme: str, typed: str, words: str) -> str | None:
    """Where a link to a phone number or a mail address leads; None for what is neither.

    In `<a%41b@voorbeeld.nl>` the signs stand for themselves; in `(mailto:a%41b@voorbeeld.nl)` the %41 is an A.
    """
    if scheme == "tel":
        phone = shown_phone(unquote(typed))
        return phone_link(phone) if phone else None
    mail = MAIL_LINK.fullmatch(typed)
    return mail_link(mail[1] if typed == words else unquote(mail[1])) + (mail[2] or "") if mail else None


def _links(reading: ProseReader, html: str) -> tuple[InternalLink, ...]:
    """The links to own pages; a link that is neither that nor safe is a problem."""
    text, links = reading.prose.markdown, []
    for target in dict.fromkeys(map(entities.unescape, LINK.findall(html))):
        typed = (f"]({target}", f"]: {target}", f"<{target.removeprefix('mailto:')}")
        index = next((text.find(each) + len(each) - len(target) for each in typed if each in text), 0)
        if target.startswith("/") and not target.startswith("//"):
            if ".." in target.split("/"):
                hint = "Schrijf het adres vanaf de start: /zo-werkt-het/."
                reading.say(max(index, 0), f'de link "{target}" wijst buiten de site.', hint)
                continue
            links.append(InternalLink(target.lstrip("/"), reading.prose.path, *reading.place(max(index, 0))))
        elif target.startswith("http:"):
            reading.say(max(index, 0), f'de link "{target}" begint met http.', "Gebruik https://.")
        elif target.startswith("#") and target != SAFETY_BOX and f'id="{target[1:]}"' not in html:
            hint = "Kijk de kop na: kleine letters, met streepjes."
            reading.say(max(index, 0), f'de kop "{target}" staat niet op deze pagina.', hint)
        elif target.startswith("tel:") and not _reach("tel", target[4:], ""):
            hint = "Schrijf na tel: een nummer dat bestaat, zonder spaties: [14 0318](tel:140318)."
            reading.say(max(index, 0), f'de link "{target}" is geen telefoonnummer.', hint)
        elif target.startswith("mailto:") and not _reach("mailto", target[7:], target[7:]):
            reading.say(max(index, 0), f'de link "{target}" is geen e-mailadres.', "Schrijf <info@voorbeeld.nl>.")
        elif not re.match(r"https://|mailto:|tel:|#", target):
            hint = "Schrijf https://..., of het adres van een eigen pagina: /zo-werkt-het/."
            reading.say(max(index, 0), f'de link "{target}" mag niet.', hint)
    return tuple(links)
