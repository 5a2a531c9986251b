"""The text of Arabic and Persian flyers, as two programs take it out: poppler, and pdfium, which is in Chrome."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageStat

from kaart import TEMPLATES
from kaart.flyers.contents import Contents
from kaart.flyers.pdf_fonts import PdfFont
from kaart.flyers.pdf_text import PageText
from kaart.flyers.press import FONT_PACKAGES, LARGEST_BYTES, STANDARDS, Press, as_json
from kaart.flyers.text_layer import ISOLATES, spell_out
from kaart.model.site import Site
from kaart.plan import Flyer, Kind, plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.schema.flyer_kinds import FlyerKind, page_count
from tests.browser import pdf_tool

LANGUAGES = ("ar", "fa")
HARD_WORDS = Path(__file__).parent / "words" / "rtl.json"
READERS = ("poppler", "pdfium")
UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
WORD = re.compile(r"[\u0620-\u065f\u0670-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u200c]+|[A-Za-zÀ-ž]+|\d+")
LATIN = re.compile("[A-Za-zÀ-ž]+")
KINDS = (FlyerKind.SCHOOL, FlyerKind.GP, FlyerKind.POSTER, FlyerKind.CARD)  # those in these languages
# What is on a flyer: where it stands in its contents.
FOR_ALL = (
    "said.kicker said.texts.title said.picture.text said.reassurances said.words.call said.words.example "
    "said.words.danger said.words.sender said.words.checked said.words.valid_until sender validity alarms "
    "contact.phone contact.name contact.lines contact.languages address_lines mark "
    "dutch.picture.text dutch.reassurances dutch.words.call dutch.words.danger"
)
TO_SAY, NOT_SPOKEN = "said.say said.words.say dutch.say", "said.words.other_language dutch.words.other_language"
ON_A4 = f"{FOR_ALL} {TO_SAY} dutch.kicker dutch.texts.title"
SHOWN = {
    FlyerKind.SCHOOL: ON_A4,
    FlyerKind.GP: ON_A4,
    FlyerKind.POSTER: f"{FOR_ALL} dutch.kicker dutch.texts.title",
    FlyerKind.CARD: f"{FOR_ALL} dutch.kicker",
}
HIDDEN = ("language",)


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).replace("\u00a0", " ")


def words_of(text: str) -> list[str]:
    return [word.strip("\u200c") for word in WORD.findall(plain(text))]


def with_latin_joined(words: list[str]) -> list[str]:
    """Words with each stretch of Latin ones as one: pdfium turns these around in a line of Arabic."""
    stretches = groupby(words, key=lambda word: bool(LATIN.match(word)))
    return [each for is_latin, found in stretches for each in ([" ".join(sorted(found))] if is_latin else found)]


def read_by(reader: str, pdf: bytes, folder: Path) -> list[str]:
    """The lines of a PDF, as a reader takes them out."""
    if reader == "poppler":
        (folder / "read.pdf").write_bytes(pdf)
        return plain(pdf_tool("pdftotext", folder / "read.pdf", "-")).splitlines()
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [line for page in document for line in plain(page.get_textpage().get_text_bounded()).splitlines()]
    finally:
        document.close()


def texts_in(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Each text of JSON, with the keys that lead to it."""
    match value:
        case str():
            yield place, value
        case dict():
            for key, each in value.items():
                if key != "language":
                    yield from texts_in(each, f"{place}.{key}".lstrip("."))
        case list():
            for each in value:
                yield from texts_in(each, place)


def phrases_on(contents: Contents) -> list[str]:
    shown = tuple(SHOWN[FlyerKind(contents.kind)].split())
    if contents.contact and contents.contact.is_other_language:
        shown = (*(each for each in shown if each not in TO_SAY.split()), *NOT_SPOKEN.split())
    return [
        text
        for place, text in texts_in(json.loads(as_json(contents)))
        if any(f"{place}.".startswith(f"{each}.") for each in shown)
        and not any(f"{place}.".startswith(f"{each}.") for each in HIDDEN)
    ]


@pytest.fixture(scope="module")
def flyers(real: Site) -> Mapping[tuple[str, FlyerKind], Contents]:
    """What each kind of flyer of Voorbeeldstad shows in these languages."""
    plan, _ = plan_site(real)
    renderer = Renderer(real, plan, read_assets(TEMPLATES, real), TEMPLATES)
    return {
        (page.language, kind): renderer.contents(page, Flyer(kind, "", ""))
        for page in plan.pages
        if page.kind is Kind.FLYERS and page.slug == "voorbeeldstad" and page.language in LANGUAGES
        for kind in KINDS
    }


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(TEMPLATES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_flyer_can_be_read_and_in_order(
    flyers: Mapping[tuple[str, FlyerKind], Contents], press: Press, tmp_path: Path, language: str, kind: FlyerKind
) -> None:
    contents = flyers[language, kind]
    phrases = [words_of(phrase) for phrase in phrases_on(contents)]
    assert sum(map(len, phrases)) > 60
    pdf = press.make(contents)
    for reader in READERS:
        lines = [words_of(line) for line in read_by(reader, pdf, tmp_path)]
        found = {word for line in lines for word in line}
        assert [] == sorted({word for phrase in phrases for word in phrase} - found), reader
        joined = with_latin_joined if reader == "pdfium" else list[str]
        beside = {pair for line in lines for pair in pairwise(joined(line))}
        pairs = {pair for phrase in phrases for pair in pairwise(joined(phrase))}
        assert set() == {pair for pair in pairs - beside if pair[::-1] in beside - pairs}, reader
        assert len(pairs - beside) < len(lines), reader  # where a line ends


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_copy_stands_as_it_is_typed(
    flyers: Mapping[tuple[str, FlyerKind], Contents], press: Press, tmp_path: Path, language: str
) -> None:
    contents = flyers[language, FlyerKind.SCHOOL]
    assert contents.contact and contents.contact.phone
    pdf = press.make(contents)
    assert contents.dutch
    for reader in READERS:
        lines = read_by(reader, pdf, tmp_path)
        text = "\n".join(lines)
        assert plain(contents.contact.phone) in lines, reader
        for line in contents.address_lines:
            assert line in lines, reader
        is_other = contents.contact.is_other_language
        shown = contents.dutch.words["other_language"] if is_other else contents.dutch.say
        assert str(shown) in text, reader
        assert contents.mark.replace(" ", "") in re.sub(r"\s", "", text), reader
        assert "0800 2000" in text, reader


def paper_with(text: str, direction: str = "rtl", width: str = "160mm") -> bytes:
    """A page by Typst with a text, not changed yet."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(package) / "files") for package in FONT_PACKAGES],
    )
    source = (
        '#set document(title: "t")\n'
        f"#set page(width: {width}, height: 240mm, margin: 5mm)\n"
        f'#set text(font: ("Noto Sans", "Cairo"), fallback: false, size: 11pt, dir: {direction}, lang: "ar")\n{text}'
    )
    compiler: Any = typst.Compiler(root=str(TEMPLATES), font_paths=fonts)
    pdf: bytes = compiler.compile(source.encode(), format="pdf", pdf_standards=STANDARDS)
    return pdf


def spelled_out(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        spell_out(document)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def test_words_that_are_hard_to_read_can_be_read(tmp_path: Path) -> None:
    words = [word for language in LANGUAGES for word in json.loads(HARD_WORDS.read_text("utf-8"))[language]]
    assert 60 == len(words)
    paper = paper_with("#show: columns.with(3)\n" + "\n\n".join(words), width="80mm")
    for reader in READERS:
        before = {plain(word) for line in read_by(reader, paper, tmp_path) for word in line.split()}
        assert len({plain(word) for word in words} - before) > 20  # it is why we do this
        after = {plain(word) for line in read_by(reader, spelled_out(paper), tmp_path) for word in line.split()}
        assert set() == {plain(word) for word in words} - after, reader


def test_all_text_is_found_in_the_bytes_of_a_page() -> None:
    """Also with glyphs whose numbers are written as a parenthesis, a backslash or in hexadecimal, and turned text."""
    words = [word for language in LANGUAGES for word in json.loads(HARD_WORDS.read_text("utf-8"))[language]]
    latin = "".join(map(chr, (*range(ord("!"), ord("~")), *range(0xC0, 0x17F), *range(0x400, 0x460))))
    typed = json.dumps([*words, *(latin[start : start + 9] for start in range(0, len(latin), 9))], ensure_ascii=False)
    turned = "#rotate(90deg, reflow: true)[عائلة \u20680800 2000\u2069]"
    paper = paper_with(f"{turned}\n\n#for word in {typed.replace('[', '(').replace(']', ')')} [#word ]")
    with pikepdf.open(BytesIO(paper)) as document:
        [page] = document.pages
        expected = codes_in(pikepdf.parse_content_stream(page))
        assert {0x28, 0x29, 0x5C} <= set(expected)
        assert max(expected) > 0x7F
        fonts = {str(name)[1:]: PdfFont(font) for name, font in page.Resources.Font.items()}
        text = PageText(page.Contents.read_bytes(), fonts, ISOLATES)
        assert expected == [each.glyph for each in text.shown]
        page.Contents.write(text.written())
        assert expected == codes_in(pikepdf.parse_content_stream(page))


def codes_in(instructions: Any) -> list[int]:
    """The number of each glyph that instructions show."""
    items = [each.operands[0] for each in instructions if str(each.operator) in ("Tj", "TJ")]
    strings = [part for each in items for part in ([each] if isinstance(each, pikepdf.String) else each)]
    shown = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
    return [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]


@pytest.mark.parametrize(
    "line",
    [
        "اتصلوا بالرقم ⁦14 0318⁩ للسؤال عن الأسرة.",
        "رقم الهاتف: ⁦0800 2000⁩، أو ⁦113⁩.",
        "تمّ التحقّق في 5 أكتوبر 2026.",
        "من سنّ 0 إلى سنّ 18، في بيتكم؛ هل تعرفون؟",
        "هذا ليس الحلّ.",
        "مبادرة Steunouder: استقبال الطفل.",
        "مع Buurtgezinnen وMeeleefgezin، مجانًا.",
        "گفت‌وگو با خانواده‌ای که هفته‌ای ۲ روز می‌آید.",
        "آن‌ها از Home تا ۱۲ سالگی کمک می‌کنند",
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_a_line_with_numbers_and_names_comes_out_as_it_is_written(reader: str, line: str, tmp_path: Path) -> None:
    assert [plain(line)] == [each for each in read_by(reader, spelled_out(paper_with(line)), tmp_path) if each.strip()]


@pytest.mark.parametrize("name", ["Home-Start", "Samen Oplopen", "kaart.example/ede"])
def test_latin_of_several_words_in_a_line_is_whole_in_poppler_and_all_there_in_pdfium(
    name: str, tmp_path: Path
) -> None:
    line = f"عند \u2068{name}\u2069 حصل الأهل"
    pdf = spelled_out(paper_with(line))
    assert plain(line) in read_by("poppler", pdf, tmp_path)
    assert sorted(words_of(line)) == sorted(words_of(" ".join(read_by("pdfium", pdf, tmp_path))))


def test_poppler_reads_a_page_of_mostly_latin_still_from_right_to_left(tmp_path: Path) -> None:
    line = "يساعد شخص الأسرة مع Buurtgezinnen وSteunouder"
    latin = '#text(dir: ltr, lang: "nl")[Steun.]'
    assert line in read_by("poppler", spelled_out(paper_with(f"{line}\n\n{latin}")), tmp_path)


def test_what_is_copied_has_no_marks_that_break_an_address(tmp_path: Path) -> None:
    pdf = spelled_out(paper_with("الموقع:\n\n\u2068kaart.example/ede\u2069\n\nو\u2068steun\\@kaart.example\u2069."))
    (tmp_path / "read.pdf").write_bytes(pdf)
    document = pypdfium2.PdfDocument(pdf)
    for text in (pdf_tool("pdftotext", tmp_path / "read.pdf", "-"), document[0].get_textpage().get_text_bounded()):
        assert not re.search("[\u2066-\u2069]", text)
        assert "kaart.example/ede" in map(plain, re.split(r"[\r\n]+", text))  # poppler adds marks of its own
    document.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_text_changes(
    flyers: Mapping[tuple[str, FlyerKind], Contents],
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    kind: FlyerKind,
) -> None:
    """Not what is on paper, nor the tags; it stays small, whole, and the same each time."""
    contents = flyers[language, kind]
    new = press.make(contents)
    assert new == press.make(contents)
    monkeypatch.setattr("kaart.flyers.text_layer.spell_out", lambda document: None)
    old = press.make(contents)
    assert len(new) <= LARGEST_BYTES
    with pikepdf.open(BytesIO(old)) as before, pikepdf.open(BytesIO(new)) as after:
        assert [] == after.check_pdf_syntax()
        assert tags_of(before) == tags_of(after)
        assert language == str(after.Root.Lang)
        assert before.docinfo["/Title"] == after.docinfo["/Title"]
        for font in (each for page in after.pages for each in page.Resources.Font.values()):
            descriptor = font.DescendantFonts[0].FontDescriptor
            program = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
            metrics = [program["hmtx"].metrics[name][0] for name in program.getGlyphOrder()]
            assert len(metrics) == int.from_bytes(descriptor.CIDSet.read_bytes(), "big").bit_count()
            for glyph, width in PdfFont(font).width.items():
                assert round(width) == metrics[glyph]
    for name, pdf in (("old", old), ("new", new)):
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        pdf_tool("pdftoppm", "-r", "100", "-gray", "-png", tmp_path / f"{name}.pdf", tmp_path / name)
    pages = sorted(tmp_path.glob("old*.png"))
    assert page_count(kind, 5) == len(pages)
    for page in pages:
        with Image.open(page) as was, Image.open(tmp_path / page.name.replace("old", "new")) as now:
            difference = ImageChops.difference(was.convert("L"), now.convert("L"))
        assert ImageStat.Stat(difference).mean[0] < 0.03  # of 255: the edges of some letters
        assert sum(difference.histogram()[100:]) < 100  # pixels, of a million


def tags_of(pdf: pikepdf.Pdf) -> list[str]:
    return [
        str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
    ]
