"""What one reads and fills in on a flyer: how many words, in which sizes, and fields that work in a reader of PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pikepdf
import pypdfium2
import pytest

from kaart import TEMPLATES
from kaart.flyers.contents import Contents
from kaart.flyers.form import LETTERS
from kaart.flyers.press import LARGEST_BYTES, Press
from kaart.model.site import Site
from kaart.plan import Flyer, Kind, Page, plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.schema.flyer_kinds import FlyerKind
from tests.browser import pdf_tool

pytestmark = pytest.mark.slow  # PDFs of all kinds
FOR_PARENTS = (FlyerKind.SCHOOL, FlyerKind.GP, FlyerKind.POSTER, FlyerKind.CARD)
MOST_WORDS = 70
LEAST_NUMBER, LEAST_DANGER = 40, 8  # points
NUMBER, TYPED = "000 000 00 10", "06 12 34 56 78"
STRIPS = 7
WORD = re.compile(r"[^\W_](?:[^\s·]*[^\W_])?")


class Make(Protocol):
    """Makes a flyer of a kind, of a place or of the whole country, in a language: what it shows, and its PDF."""

    def __call__(self, kind: FlyerKind, place: str, language: str) -> tuple[Contents, bytes]: ...


@pytest.fixture(scope="module")
def make(real: Site) -> Make:
    """Makes a flyer of the real content, of Voorbeeldstad or of the whole country."""
    plan, _ = plan_site(real)
    renderer, press = Renderer(real, plan, read_assets(TEMPLATES, real), TEMPLATES), Press(TEMPLATES)
    made: dict[tuple[FlyerKind, str, str], tuple[Contents, bytes]] = {}

    def made_once(kind: FlyerKind, place: str, language: str) -> tuple[Contents, bytes]:
        if (kind, place, language) not in made:
            page = Page(Kind.FLYERS, language, f"{place}/flyers/".lstrip("/"), "", place)
            contents = renderer.contents(page, Flyer(kind, "", ""))
            made[kind, place, language] = contents, press.make(contents)
        return made[kind, place, language]

    return made_once


@pytest.fixture(scope="module")
def languages(real: Site) -> tuple[str, ...]:
    return tuple(real.voices)


def words_for_the_parent(contents: Contents) -> list[str]:
    """The words on a sheet in the language of the parent, without those for danger and what stands along the edge."""
    said, contact = contents.said, contents.contact
    words = {key: str(value) for key, value in said.words.items()}
    texts = [said.kicker, str(said.texts["title"]), words["example"], str(said.picture.text), words["sender"]]
    texts += [contents.sender, *map(str, said.reassurances), contents.address_label]
    is_sheet = contents.kind in (FlyerKind.SCHOOL, FlyerKind.GP)
    is_other = contact and contact.is_other_language and contents.dutch
    says = is_sheet or (contents.kind == FlyerKind.CARD and not contents.dutch)
    texts += [words["other_language"]] if is_other else [words["say"], str(said.say)] if says else []
    if contact:
        texts += [words["call"], contact.reached.replace(" ", ""), contact.name, *contact.lines, contact.languages]
        texts += [words["checked"], words["valid_until"], *contents.validity]
    else:
        texts += [words["call"], words["name"], words["place"], words["no_number"]]
        texts += [str(said.picture.also), str(said.near)] if is_sheet else []
    return [word for text in texts for word in WORD.findall(re.sub("[\u2066-\u2069]", "", text))]


@pytest.mark.parametrize("kind", FOR_PARENTS)
@pytest.mark.parametrize("place", ["", "voorbeeldstad"])
def test_a_sheet_for_a_parent_has_at_most_seventy_words(
    make: Make, languages: tuple[str, ...], kind: FlyerKind, place: str, tmp_path: Path
) -> None:
    for language in languages:
        contents, pdf = make(kind, place, language)
        words = words_for_the_parent(contents)
        assert 20 < len(words) <= MOST_WORDS, (language, len(words))
        assert len(contents.said.reassurances) == 3
        if language == "nl":  # what is counted is what is printed
            (tmp_path / "read.pdf").write_bytes(pdf)
            read = pdf_tool("pdftotext", "-raw", tmp_path / "read.pdf", "-")
            kept = read.replace(contents.mark, "").partition("Gevaar of nood?")
            printed = WORD.findall(kept[0].replace(NUMBER, NUMBER.replace(" ", "")))
            assert abs(len(printed) - len(words)) <= 16, kind  # the days of the week, the foot, lines on strips


def sizes_in(pdf: bytes) -> list[tuple[str, float]]:
    """Each text of a PDF with its size in points, however it is scaled or turned."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index))
            found.append((letter, round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, index), 2)))
    return found


def sizes_of(words: str, letters: list[tuple[str, float]]) -> list[float]:
    """The smallest size of a letter in each place where these words stand."""
    text = "".join(letter.replace("\u00a0", " ") for letter, _ in letters)
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    return [min(size for letter, size in letters[at : at + len(words)] if letter.strip()) for at in starts]


@pytest.mark.parametrize("kind", [*FOR_PARENTS, FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS])
def test_the_number_can_be_read_across_a_table_and_that_for_danger_by_anyone(
    make: Make, languages: tuple[str, ...], kind: FlyerKind
) -> None:
    for language in languages if kind in FOR_PARENTS else ("nl", "en"):
        contents, pdf = make(kind, "voorbeeldstad", language)
        letters = sizes_in(pdf)
        assert contents.contact
        number = re.sub("[\u2066-\u2069]", "", contents.contact.reached).replace("\u00a0", " ")
        assert max(sizes_of(number, letters)) >= LEAST_NUMBER, language
        if kind is FlyerKind.VOLUNTEERS:
            continue
        shown = sizes_of("0800 2000", letters)
        assert shown and min(shown) >= LEAST_DANGER, language
        assert min(sizes_of("113", letters)) >= LEAST_DANGER, language


def test_what_a_parent_reads_is_not_small(make: Make) -> None:
    for kind in (FlyerKind.SCHOOL, FlyerKind.GP):
        contents, pdf = make(kind, "voorbeeldstad", "nl")
        letters = sizes_in(pdf)
        for words in (str(contents.said.picture.text).split(" speelt")[0], "U beslist", "Steunpunt informele"):
            assert min(sizes_of(words.split(" komt")[0], letters)) >= 12


@pytest.mark.parametrize("kind", FlyerKind)
def test_places_to_write_in_are_fields_with_a_name_aloud_in_the_order_of_the_page(
    make: Make, languages: tuple[str, ...], kind: FlyerKind
) -> None:
    for language in languages if kind in FOR_PARENTS else ("nl", "en"):
        _, pdf = make(kind, "", language)
        assert len(pdf) <= LARGEST_BYTES
        with pikepdf.open(BytesIO(pdf)) as document:
            assert [] == document.check_pdf_syntax()
            fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
            more = ["agreed", "when", "who"] if kind is FlyerKind.REFERRAL else []
            assert ["number", "name", "place", *more] == list(fields)
            assert "/NeedAppearances" not in document.Root.AcroForm
            assert all(str(field.TU) for field in fields.values())
            aloud = "en" if (kind, language) == (FlyerKind.REFERRAL, "en") else "nl"
            expected = {"en": "Call: telephone number", "nl": "Bel: telefoonnummer"}[aloud]
            assert expected == str(fields["number"].TU)
            assert (1 + STRIPS if kind is FlyerKind.POSTER else 1) == len(fields["number"].Kids)
            tree = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
            for page in document.pages:
                places = [each for each in page.obj.get("/Annots", []) if each.Subtype == "/Widget"]
                assert len(places) == len(page.obj.get("/Annots", []))
                assert (page.obj.get("/Tabs") == "/S") or not places
                for each in places:
                    element = tree[int(each.StructParent)]
                    assert ("/Form", aloud) == (str(element.S), str(element.Lang))
                    assert each.objgen in {kid.Obj.objgen for kid in kids_of(element) if "/Obj" in kid}
                    assert "/AP" in each and int(each.F) & 4  # it is printed
                    assert "/A" not in each


def kids_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    return (kid for kid in kids if isinstance(kid, pikepdf.Dictionary))


@pytest.mark.parametrize("kind", FlyerKind)
def test_a_flyer_with_a_contact_has_no_place_for_another(make: Make, kind: FlyerKind) -> None:
    with pikepdf.open(BytesIO(make(kind, "voorbeeldstad", "nl")[1])) as document:
        fields = [str(field.T) for field in document.Root.get("/AcroForm", {"/Fields": []})["/Fields"]]
    assert (["agreed", "when", "who"] if kind is FlyerKind.REFERRAL else []) == fields


def typed_into(pdf: bytes, typed: Mapping[str, str]) -> bytes:
    """The PDF after somebody clicked on its fields and typed, as in a browser."""
    with pikepdf.open(BytesIO(pdf)) as document:
        places = {str(field.T): [float(side) for side in field.Kids[0].Rect] for field in document.Root.AcroForm.Fields}
        pages = [page.obj.objgen for page in document.pages]
        number = pages.index(document.Root.AcroForm.Fields[0].Kids[0].P.objgen)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    assert document.formenv
    form, page = document.formenv.raw, document[number]
    for name, text in typed.items():
        left, bottom, right, top = places[name]
        middle = (left + right) / 2, (bottom + top) / 2
        pypdfium2.raw.FORM_OnLButtonDown(form, page.raw, 0, *middle)
        pypdfium2.raw.FORM_OnLButtonUp(form, page.raw, 0, *middle)
        for letter in text:
            pypdfium2.raw.FORM_OnChar(form, page.raw, ord(letter), 0)
        pypdfium2.raw.FORM_ForceToKillFocus(form)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("kind", FOR_PARENTS)
def test_a_number_that_is_typed_in_is_large_and_stands_on_every_strip(
    make: Make, kind: FlyerKind, language: str
) -> None:
    typed = {"number": TYPED, "name": "Juf Ayşe, basisschool De Regenboog", "place": "Nuenen, Gerwen en Nederwetten"}
    filled = typed_into(make(kind, "", language)[1], typed)
    with pikepdf.open(BytesIO(filled)) as document:
        fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
        assert typed == {name: str(field.V) for name, field in fields.items()}
        drawn = [kid.AP.N.read_bytes().decode("latin-1") for kid in fields["number"].Kids]
        sizes = [float(found) for each in drawn for found in re.findall(r"([\d.]+) Tf", each)]
        assert sizes[0] >= LEAST_NUMBER, sizes
        if kind is FlyerKind.POSTER:
            assert 1 + STRIPS == len(sizes) and min(sizes[1:]) >= 14


NAME = "Şeyma Yılmaz-Żółtowska Đorđević"


def written_by_a_program(pdf: bytes, text: str) -> bytes:
    """The PDF after a program wrote in all fields, and left it to who shows it to draw that."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for field in document.Root.AcroForm.Fields:
            field.V = pikepdf.String(text)
            for kid in field.Kids:
                del kid["/AP"]
        document.Root.AcroForm.NeedAppearances = True
        out = BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_name_from_anywhere_in_europe_is_shown_with_all_its_letters(
    make: Make, language: str, tmp_path: Path
) -> None:
    blank = make(FlyerKind.SCHOOL, "", language)[1]
    ways = {
        "typed": typed_into(blank, {"number": TYPED, "name": NAME, "place": "Šluknov Łódź"}),
        "written": written_by_a_program(blank, NAME),
    }
    for way, filled in ways.items():
        (tmp_path / f"{way}.pdf").write_bytes(filled)
        read = pdf_tool("pdftotext", "-raw", tmp_path / f"{way}.pdf", "-")
        assert NAME in read, way
    with pikepdf.open(BytesIO(ways["typed"])) as document:  # no letter is taken from another font
        drawn = b"".join(field.Kids[0].AP.N.read_bytes() for field in document.Root.AcroForm.Fields)
    assert {LETTERS.encode()} == set(re.findall(rb"/(\S+) [\d.]+ Tf", drawn))


def test_a_short_word_does_not_touch_the_line_around_it(make: Make) -> None:
    blank = make(FlyerKind.SCHOOL, "", "nl")[1]
    filled = typed_into(blank, {"place": "Ede"})
    with pikepdf.open(BytesIO(blank)) as document:
        [place] = [field.Kids[0].Rect for field in document.Root.AcroForm.Fields if str(field.T) == "place"]
        left, bottom, right, top = (float(side) for side in place)
    page = pypdfium2.PdfDocument(filled)
    page.init_forms()
    scale = 4
    drawn = page[0].render(scale=scale, may_draw_forms=True).to_pil().convert("L")
    high = page[0].get_height()
    edge = 0.6  # points beyond the field: what is white between it and the line
    for low, up in ((bottom - edge, bottom), (top, top + edge)):
        strip = drawn.crop((int(left * scale), int((high - up) * scale), int(right * scale), int((high - low) * scale)))
        assert 250 < strip.getextrema()[0]
    inside = drawn.crop(
        (int(left * scale), int((high - top) * scale), int(right * scale), int((high - bottom) * scale))
    )
    assert inside.getextrema()[0] < 90, "it is there"


def test_two_people_can_point_at_the_same_place(make: Make, languages: tuple[str, ...], tmp_path: Path) -> None:
    """In each other language the Dutch stands beside it; that nobody checked it is said at the edge, in Dutch."""
    for language in languages:
        contents, pdf = make(FlyerKind.SCHOOL, "", language)
        (tmp_path / "read.pdf").write_bytes(pdf)
        read = " ".join(pdf_tool("pdftotext", "-raw", tmp_path / "read.pdf", "-").split())
        for words in ("Soms komt alles tegelijk.", "U beslist", "Ik zoek iemand die ons af en toe helpt."):
            assert words in read, language
        assert (language == "nl") is ("CONCEPT" not in contents.mark)
        assert (language == "nl") is (contents.translation == "")
        assert contents.translation not in read or not contents.translation
        assert (language == "nl") is (contents.dutch is None)


def test_who_speaks_no_word_of_the_language_is_not_called_alone(make: Make, languages: tuple[str, ...]) -> None:
    """All languages of a desk are printed, that of the flyer first; without it nobody is told what to say to them."""
    desk_speaks = {"nl", "en", "ar", "tr"}
    for language in languages:
        contents, pdf = make(FlyerKind.SCHOOL, "voorbeeldstad", language)
        assert contents.contact
        assert (language not in desk_speaks) is contents.contact.is_other_language
        if language in ("ar", "fa"):
            continue  # what is read from the right has marks between its words
        read = " ".join("".join(letter for letter, _ in sizes_in(pdf)).split())
        assert contents.contact.is_other_language is ("Zij spreken deze taal niet. Bel samen" in read)
        assert contents.contact.is_other_language is (str(contents.said.words["other_language"])[:12] in read)
        assert contents.contact.is_other_language is (str(contents.said.words["say"]) not in read)
    names = make(FlyerKind.SCHOOL, "voorbeeldstad", "tr")[0].contact
    assert names and names.languages.startswith("Türkçe") and "Arapça" in names.languages


@pytest.mark.parametrize("kind", FOR_PARENTS)
def test_a_number_for_danger_stands_on_a_line_with_its_own_name_only(
    make: Make, kind: FlyerKind, tmp_path: Path
) -> None:
    for language in ("ar", "fa", "uk"):
        contents, pdf = make(kind, "", language)
        (tmp_path / "read.pdf").write_bytes(pdf)
        lines = pdf_tool("pdftotext", "-layout", tmp_path / "read.pdf", "-").splitlines()
        for alarm in contents.alarms:
            found = [line for line in lines if alarm.dutch in line]
            others = [re.sub("[\u2066-\u2069]", "", each.phone) for each in contents.alarms if each != alarm]
            assert found, (language, alarm.dutch)
            assert not any(other in line.replace("\u00a0", " ") for other in others for line in found), language
