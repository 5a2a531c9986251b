"""The flyers, as those who print them see them: real PDFs, read again; real QR codes, scanned; and what goes wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageStat

from build import main
from kaart.flyers.contents import address_lines
from kaart.flyers.press import LARGEST_BYTES
from kaart.model.site import Options
from kaart.schema.flyer_kinds import DUTCH_WORDS, FlyerKind, page_count
from kaart.serve import Preview
from tests.browser import TODAY, build_site, page_sizes, pdf_tool

pytestmark = pytest.mark.slow  # PDFs of all kinds
PICTURES = Path(__file__).parent / "pictures" / "flyers"
A4, A6_WIDE, A4_WIDE = (595, 842), (420, 298), (842, 595)
SIZES = {FlyerKind.CARD: A6_WIDE, FlyerKind.COMPARISON: A4_WIDE}
WORDS = "content/flyers.yaml"
PLACE = "content/municipalities/voorbeeldstad.yaml"
ADDRESS = "https://kaart.stad.nl/"  # as real as they come: a flyer for another one is a proof
MILLIMETRE = 72 / 25.4
LARGEST_DIFFERENCE = 2.0  # of 255, in the middle: another version of a font may draw a letter a little differently


def build(root: Path, out: Path, *options: str) -> str:
    words = ["build", "--root", root, "--out", out, "--today", TODAY, "--jobs", "1", *options]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    return done.output


def problems(root: Path, *options: str) -> str:
    done = CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY, "--jobs", "1", *options])
    assert 1 == done.exit_code, done.output
    return done.output


@pytest.fixture(scope="module")
def built(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in three languages, with its flyers."""
    out = tmp_path_factory.mktemp("flyers") / "site"
    build(small_site, out, "--base-url", ADDRESS)
    return out


@pytest.fixture
def copy(small_site: Path, tmp_path: Path) -> Path:
    """The small site, to be changed."""
    return shutil.copytree(small_site, tmp_path / "root")


def replace(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def pdf_of(site: Path, kind: FlyerKind, slug: str = "voorbeeldstad", language: str = "nl") -> Path:
    folder = site if language == "nl" else site / language
    name = "-".join(filter(None, (DUTCH_WORDS[kind], slug, "" if language == "nl" else language)))
    return folder / slug / "flyers" / f"{name}.pdf"


def text_of(pdf: Path) -> str:
    return " ".join(pdf_tool("pdftotext", "-layout", pdf, "-").split())


def picture_of(file: Path, mode: str = "L") -> Image.Image:
    with Image.open(file) as picture:
        return picture.convert(mode)


def pdfs(site: Path) -> Iterator[tuple[FlyerKind, str, Path]]:
    kinds = {word: kind for kind, word in DUTCH_WORDS.items()}
    for pdf in sorted(site.rglob("*.pdf")):
        language = pdf.relative_to(site).parts[0]
        yield kinds[pdf.stem.split("-")[0]], language if language in ("en", "ar") else "nl", pdf


def test_every_flyer_is_made_in_the_languages_of_its_readers(built: Path) -> None:
    places = ("", "proefdam", "testveen", "voorbeeldstad")
    for place in places:
        for kind in FlyerKind:
            assert pdf_of(built, kind, place).exists()
            assert pdf_of(built, kind, place, "en").exists()
            is_for_parents = kind not in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)
            assert is_for_parents is pdf_of(built, kind, place, "ar").exists()
    assert not (built / "verzonhoek/flyers").exists()  # nothing is offered there


def test_every_pdf_is_tagged_archival_small_and_on_its_paper(built: Path) -> None:
    for kind, language, file in pdfs(built):
        width, height = SIZES.get(kind, A4)
        sizes = [(round(wide), round(high)) for wide, high in page_sizes(file)]
        assert [(width, height)] * page_count(kind, 2) == sizes, file
        assert file.stat().st_size <= LARGEST_BYTES, file
        with pikepdf.open(file) as pdf:
            assert language == str(pdf.Root.Lang), file
            assert [] == pdf.check_pdf_syntax(), file
            assert pdf.Root.MarkInfo.Marked, file
            assert "/StructTreeRoot" in pdf.Root, file
            assert pdf.docinfo["/Title"], file
            metadata = pdf.open_metadata()
            assert "1" == metadata["pdfuaid:part"], file
            assert ("2", "A") == (metadata["pdfaid:part"], metadata["pdfaid:conformance"]), file
            for font in (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)):
                if font.get("/Type") == "/FontDescriptor":
                    assert re.match(r"/[A-Z]{6}\+(NotoSans|Cairo)-", str(font.FontName)), file
                    assert "/FontFile2" in font or "/FontFile3" in font, file


def test_a_screen_reader_hears_the_title_and_the_head_of_each_row(built: Path) -> None:
    for kind in (FlyerKind.COMPARISON, FlyerKind.REFERRAL):
        with pikepdf.open(pdf_of(built, kind)) as pdf:
            parts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
            rows = [each for each in parts if each.S == "/TR"]
            assert {"/TH"} == {str(row.K[0].S) for row in rows}
            assert sum("/A" in row.K[0] and row.K[0].A.get("/Scope") == "/Row" for row in rows) > 5
    outline = pdf_tool("pdftotext", "-raw", pdf_of(built, FlyerKind.SCHOOL), "-")
    assert "niet alleen" in " ".join(outline.split())


def test_a_flyer_says_whom_to_call_what_it_costs_and_how_old_it_is(built: Path) -> None:
    for kind in (FlyerKind.SCHOOL, FlyerKind.GP, FlyerKind.POSTER, FlyerKind.CARD, FlyerKind.COMPARISON):
        said = text_of(pdf_of(built, kind))
        costs = "kosten voor het gezin" if kind is FlyerKind.COMPARISON else "Wat het kost:"
        for words in ("Voorbeeldstad", costs, "Geen oppas", "Talen:", "Gekregen van:", "Telefoon:"):
            assert words in said, (kind, words)
        assert "kaart.stad.nl" in said
        assert "op dit blad is gecontroleerd op" in said


def test_the_number_is_the_one_of_the_page_of_the_municipality(built: Path) -> None:
    page = (built / "voorbeeldstad/index.html").read_text("utf-8")
    match = re.search(r'class="phone"[^>]*><bdi[^>]*>([\d ]+)<', page) or re.search(
        r'href="tel:[^"]*"[^>]*>(.*?)</a>', page
    )
    assert match
    number = re.sub(r"<[^>]+>", "", match.group(1)).strip()
    assert number in text_of(pdf_of(built, FlyerKind.SCHOOL))


def test_without_a_contact_a_flyer_shows_the_way_to_someone(built: Path) -> None:
    said = text_of(pdf_of(built, FlyerKind.SCHOOL, "testveen"))
    assert "Aanmelden kan hier" in said
    assert "Of vraag het aan de huisarts" in said
    assert "niet recent gecontroleerd, vraag het eerst na" in said
    assert "Bel gerust" not in said
    said = text_of(pdf_of(built, FlyerKind.SCHOOL, ""))
    assert "Zoek wat er dichtbij is" in said


def test_the_card_for_professionals_has_what_a_referral_needs(built: Path) -> None:
    said = text_of(pdf_of(built, FlyerKind.REFERRAL))
    for words in (
        "Welk initiatief past bij welke vraag?",
        "Hiervoor is er iemand anders",
        "Zo verwijst u",
        "Zo begint u erover",
        "Wat u een ouder kunt vertellen",
        "In het kort naast elkaar",
        "Contacten",
        "112",
    ):
        assert words in said, words


def test_arabic_keeps_numbers_and_names_in_order(built: Path) -> None:
    file = pdf_of(built, FlyerKind.SCHOOL, "voorbeeldstad", "ar")
    raw = pdf_tool("pdftotext", "-raw", file, "-")
    number = re.search(r"000 000 00 \d\d", text_of(pdf_of(built, FlyerKind.SCHOOL)))
    assert number and number.group() in raw.replace("\u202c", "").replace("\u202a", "")
    assert "Voorbeeldstad" in raw
    boxes = re.findall(r'xMin="([\d.]+)"[^>]*>(\d{2,3})</word>', pdf_tool("pdftotext", "-bbox", file, "-"))
    groups = number.group().split()
    for start in range(len(boxes)):  # the groups of the number stand from left to right
        found = boxes[start : start + len(groups)]
        if sorted(word for _, word in found) == sorted(groups):
            assert groups == [word for _, word in sorted(found, key=lambda pair: float(pair[0]))]
            return
    pytest.fail("the phone number is not in the Arabic flyer")


@pytest.mark.parametrize("kind", FlyerKind)
def test_the_qr_code_leads_to_the_page_of_the_municipality(built: Path, tmp_path: Path, kind: FlyerKind) -> None:
    languages = ("nl",) if kind in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS) else ("nl", "ar")
    for language in languages:
        pdf_tool("pdftoppm", "-r", "100", "-gray", "-png", pdf_of(built, kind, language=language), tmp_path / language)
        codes = [
            code.text
            for picture in sorted(tmp_path.glob(f"{language}*.png"))
            for code in zxingcpp.read_barcodes(picture_of(picture))
        ]
        prefix = "" if language == "nl" else f"{language}/"
        assert [f"{ADDRESS}{prefix}voorbeeldstad/"] == codes


RECORDED = [
    (kind, language)
    for kind in FlyerKind
    for language in ("nl", "ar")
    if language == "nl" or kind not in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)
]


@pytest.mark.parametrize(("kind", "language"), RECORDED)
def test_a_flyer_looks_as_recorded(
    built: Path, kind: FlyerKind, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    seen_file = pdf_of(built, kind, language=language).with_suffix(".png")
    recorded = PICTURES / f"{kind.value}.{language}.png"
    if request.config.getoption("--update-golden"):
        PICTURES.mkdir(exist_ok=True, parents=True)
        picture_of(seen_file).save(recorded, optimize=True)
    seen, expected = picture_of(seen_file), picture_of(recorded)
    assert expected.size == seen.size
    difference = ImageStat.Stat(ImageChops.difference(expected, seen)).mean[0]
    assert difference < LARGEST_DIFFERENCE, f"{recorded.name} differs by {difference:.2f}"


def test_the_page_shows_each_flyer_with_its_picture_size_and_date(built: Path) -> None:
    page = (built / "voorbeeldstad/flyers/index.html").read_text("utf-8")
    for kind in FlyerKind:
        file = pdf_of(built, kind)
        assert f'href="../../voorbeeldstad/flyers/{file.name}"' in page
        assert f"{round(file.stat().st_size / 1000)} KB" in page
        picture = picture_of(file.with_suffix(".png"))
        assert f'{file.stem}.png" alt="" width="{picture.width}" height="{picture.height}"' in page
    assert "op dit blad is gecontroleerd op" in page
    assert 'lang="ar" hreflang="ar"' in page


def test_the_bundles_hold_the_flyers_of_a_desk_in_every_language(built: Path) -> None:
    folder = built / "voorbeeldstad/flyers"
    with ZipFile(folder / "alles-voor-school-voorbeeldstad.zip") as archive:
        assert {
            *(
                f"{kind}-voorbeeldstad{language}.pdf"
                for kind in ("school", "poster")
                for language in ("", "-en", "-ar")
            ),
            "verwijskaart-voorbeeldstad.pdf",
            "verwijskaart-voorbeeldstad-en.pdf",
        } == set(archive.namelist())
        assert (folder / "school-voorbeeldstad.pdf").read_bytes() == archive.read("school-voorbeeldstad.pdf")
    with ZipFile(folder / "alles-voor-huisartsenpraktijk-voorbeeldstad.zip") as archive:
        assert "huisarts-voorbeeldstad-ar.pdf" in archive.namelist()


def test_for_a_print_shop_there_is_bleed_and_where_to_cut(small_site: Path, tmp_path: Path) -> None:
    build(small_site, tmp_path / "site", "--print-shop", "--only", "voorbeeldstad")
    file = tmp_path / "site/flyers/school-voorbeeldstad.pdf"
    with pikepdf.open(file) as pdf:
        page = pdf.pages[0]
        trim, bleed, media = ([float(side) for side in box] for box in (page.trimbox, page.bleedbox, page.mediabox))
    assert A4 == (round(trim[2] - trim[0]), round(trim[3] - trim[1]))
    assert pytest.approx([3 * MILLIMETRE] * 2, abs=0.1) == [trim[0] - bleed[0], bleed[3] - trim[3]]
    assert pytest.approx([10 * MILLIMETRE] * 2, abs=0.1) == [trim[0] - media[0], media[3] - trim[3]]
    pdf_tool("pdftoppm", "-r", "25.4", "-png", file, tmp_path / "shop")  # a pixel is a millimetre
    picture = picture_of(next(tmp_path.glob("shop*.png")), "RGB")
    white, coloured = (255, 255, 255), picture.getpixel((14, 25))
    assert white != coloured  # the head of the flyer
    assert coloured == picture.getpixel((14, 8))  # goes on for 3 mm beyond the edge
    assert white == picture.getpixel((14, 5))  # and no further
    column = [picture.getpixel((10, y)) for y in range(9)]
    assert any(pixel != white for pixel in column)  # the mark at the corner


def test_a_second_build_makes_no_flyer_and_a_number_only_its_own(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"

    def stamps() -> dict[str, int]:
        files = [path for suffix in ("pdf", "zip") for path in out.rglob(f"*.{suffix}")]
        return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in files}

    build(copy, out)
    first = stamps()
    build(copy, out)
    assert first == stamps()
    build(copy, out, "--today", "2026-11-23")  # another day is no other flyer
    assert first == stamps()
    replace(
        copy, PLACE, "000 000 00 10" if "000 000 00 10" in (copy / PLACE).read_text("utf-8") else "000 000", "000 111"
    )
    build(copy, out)
    changed = {name for name, stamp in stamps().items() if first[name] != stamp}
    assert changed
    assert {"voorbeeldstad"} == {name.removeprefix("en/").removeprefix("ar/").split("/")[0] for name in changed}
    fresh = tmp_path / "fresh"
    build(copy, fresh)
    for name in stamps():
        assert (fresh / name).read_bytes() == (out / name).read_bytes(), name


def test_any_number_of_jobs_gives_the_same_flyers(built: Path, small_site: Path, tmp_path: Path) -> None:
    build_site(tmp_path / "site", small_site, "--jobs", "2", "--base-url", ADDRESS)
    for _, _, file in pdfs(built):
        assert file.read_bytes() == (tmp_path / "site" / file.relative_to(built)).read_bytes()


def test_no_flyers_leaves_no_trace(small_site: Path, tmp_path: Path) -> None:
    build(small_site, tmp_path / "site", "--no-flyers")
    assert [] == [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".pdf", ".zip")]
    assert "flyers/" not in (tmp_path / "site/voorbeeldstad/index.html").read_text("utf-8")


def test_a_site_of_one_municipality_has_its_own_flyers(small_site: Path, tmp_path: Path) -> None:
    build(small_site, tmp_path / "site", "--only", "proefdam", "--base-url", "https://proefdam.example/steun/")
    assert "proefdam.example/steun" in text_of(tmp_path / "site/flyers/school-proefdam.pdf")
    assert (tmp_path / "site/flyers/index.html").exists()
    assert not (tmp_path / "site/flyers/school.pdf").exists()


STRIPS = 8  # of a poster


def proofs_on(pdf: Path) -> int:
    letters = "".join(pdf_tool("pdftotext", "-raw", pdf, "-").split())  # what stands aslant is read letter by letter
    return letters.count("PROEF")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://kaart.stad.nl/", False),
        ("https://sociale-kaart.example/", True),  # what the build warns about
        ("https://kaart.invalid/", True),
        ("https://kaart.localhost/", True),
        ("https://kaart.intern.local/", True),
        ("http://127.0.0.1:8000/", True),
    ],
)
def test_a_flyer_for_an_address_that_works_nowhere_else_is_a_proof(
    small_site: Path, tmp_path: Path, address: str, expected: bool
) -> None:
    build(small_site, tmp_path / "site", "--only", "testveen", "--base-url", address)
    pdfs_made = list((tmp_path / "site").rglob("*.pdf"))
    found = {pdf.name: proofs_on(pdf) > 0 for pdf in pdfs_made}
    strips = {proofs_on(pdf) - 1 for pdf in pdfs_made if pdf.name.startswith("poster") and "ar" not in pdf.parts}
    assert len(found) > 15
    assert {expected} == set(found.values())
    assert {STRIPS if expected else -1} == strips  # each may be torn off


def test_a_flyer_from_the_preview_is_a_proof_that_can_be_read(built: Path, copy: Path, tmp_path: Path) -> None:
    preview = Preview(copy, Options(today=date.fromisoformat(TODAY), base_url="http://127.0.0.1:8000/"))
    for language in ("nl", "ar"):
        final = pdf_of(built, FlyerKind.SCHOOL, language=language)
        assert 0 == proofs_on(final)
        proof = tmp_path / final.name
        proof.write_bytes(preview.answer(final.relative_to(built).as_posix())[2])
        assert 1 == proofs_on(proof)
        with pikepdf.open(proof) as pdf:  # a screen reader does not hear it on each page
            last = pdf.pages[0].Contents.read_bytes().rpartition(b"/Artifact")[2]
            assert (1, 0) == (last.count(b"BT"), last.count(b"/MCID"))
            assert [] == pdf.check_pdf_syntax()
        (tmp_path / "final.pdf").write_bytes(final.read_bytes())
        was, now = (
            picture_of(page_of(file, tmp_path)).crop((0, 0, 595, 480)).tobytes()
            for file in (tmp_path / "final.pdf", proof)
        )
        shades = [shade for white, shade in zip(was, now, strict=True) if white == 255]
        assert 190 < min(shades) < 240  # seen, and light enough to read what is below


def page_of(pdf: Path, folder: Path) -> Path:
    pdf_tool("pdftoppm", "-r", "72", "-png", pdf, folder / pdf.stem)
    return next(folder.glob(f"{pdf.stem}*.png"))


def test_a_language_in_letters_that_no_font_has_gets_pages_but_no_flyers(copy: Path, tmp_path: Path) -> None:
    replace(copy, "content/site.yaml", "  - code: en\n", "  - code: en\n  - code: ti\n")
    output = build(copy, tmp_path / "site")
    assert 'de lettertypen van de flyers hebben geen letters voor "ti" (Ethiopisch)' in output
    assert (tmp_path / "site/ti/voorbeeldstad/flyers/index.html").exists()
    assert [] == list((tmp_path / "site/ti").rglob("*.pdf"))


def test_the_preview_makes_a_flyer_when_it_is_asked_for(copy: Path) -> None:
    preview = Preview(copy, Options(today=date.fromisoformat(TODAY), base_url="http://127.0.0.1:8000/"))
    status, _, page = preview.answer("voorbeeldstad/flyers/")
    assert ("200 OK", True) == (status, b"school-voorbeeldstad.pdf" in page)
    status, kind, pdf = preview.answer("ar/voorbeeldstad/flyers/school-voorbeeldstad-ar.pdf")
    assert ("200 OK", "application/pdf", b"%PDF") == (status, kind, pdf[:4])
    _, kind, bundle = preview.answer("voorbeeldstad/flyers/alles-voor-school-voorbeeldstad.zip")
    with ZipFile(BytesIO(bundle)) as archive:
        assert pdf[:4] == archive.read("school-voorbeeldstad-en.pdf")[:4]
    write_two_texts_that_are_too_long(copy)
    status, _, said = preview.answer("voorbeeldstad/flyers/school-voorbeeldstad.pdf")
    assert ("500 Internal Server Error", True) == (status, b"school.lead" in said)
    assert "200 OK" == preview.answer("voorbeeldstad/")[0]  # the rest of the site can still be seen


def write_two_texts_that_are_too_long(root: Path) -> None:
    replace(root, WORDS, "lead: Is het thuis vaak druk?", f"lead: {'Is het thuis vaak druk? ' * 60}")
    replace(root, WORDS, "text: Loopt er al hulp", f"text: {'Dit is een lange zin. ' * 80}Loopt er al hulp")


def write_a_character_that_no_font_has(root: Path) -> None:
    replace(root, PLACE, "name: Voorbeeldstad", "name: Voorbeeld字stad")


def write_a_name_that_no_line_can_hold(root: Path) -> None:
    replace(root, PLACE, "name: Loket Voorbeeldstad", f"name: Loket {'Voorbeeldstad' * 12}")


MISFITS: dict[Callable[[Path], None], list[str]] = {
    write_two_texts_that_are_too_long: [
        r'flyers\.yaml:\d+:\d+: "school\.lead" op de flyer "school" voor .* in het Nederlands is [\d,]+ mm te hoog',
        r'flyers\.yaml:\d+:\d+: "gp\.points" op de flyer "gp" voor .* in het Nederlands is [\d,]+ mm te hoog',
    ],
    write_a_character_that_no_font_has: [
        r'"[^"]*字[^"]*" in "[\w.]+" op de flyer "school" voor Voorbeeld字stad in het Nederlands heeft een teken',
    ],
    write_a_name_that_no_line_can_hold: [
        r'voorbeeldstad\.yaml: "contact\.name" op de flyer "referral" voor .* is [\d,]+ mm te breed',
    ],
}


@pytest.mark.parametrize(("mistake", "said"), MISFITS.items())
def test_what_does_not_fit_is_said_with_the_text_and_by_how_much(
    copy: Path, mistake: Callable[[Path], None], said: list[str]
) -> None:
    mistake(copy)
    output = problems(copy)
    for pattern in said:
        assert re.search(pattern, output), output
    assert "Er is niets geschreven." in output


def colours_of(pdf: Path, folder: Path) -> set[object]:
    pdf_tool("pdftoppm", "-r", "25.4", "-png", pdf, folder / pdf.stem)
    colours = picture_of(next(folder.glob(f"{pdf.stem}*.png")), "RGB").getcolors(1 << 20) or []
    return {colour for _, colour in colours}


def test_a_flyer_has_the_main_colour_and_the_logo_of_its_municipality(built: Path, tmp_path: Path) -> None:
    for kind in FlyerKind:
        assert (0x0B, 0x5D, 0x7A) in colours_of(pdf_of(built, kind, "proefdam"), tmp_path), kind
        with pikepdf.open(pdf_of(built, kind, "proefdam")) as pdf:
            alternatives = [
                str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            ]
        assert "Logo van gemeente Proefdam" in alternatives, kind
    with pikepdf.open(pdf_of(built, FlyerKind.SCHOOL, "testveen")) as pdf:
        assert not any(
            "Logo" in str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        )


def test_a_colour_that_cannot_be_printed_gives_way_to_that_of_the_site(copy: Path, tmp_path: Path) -> None:
    replace(copy, "content/themes/proefdam.css", "#0b5d7a", "#ffee00")
    output = build(copy, tmp_path / "site")
    assert "proefdam.css:3:3: let op: --utrecht-link-color wordt niet gebruikt" in output
    colours = colours_of(pdf_of(tmp_path / "site", FlyerKind.SCHOOL, "proefdam"), tmp_path)
    assert (0x0F, 0x5B, 0x57) in colours
    assert (0xFF, 0xEE, 0x00) not in colours


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("kaart.example/ede", ("kaart.example/ede",)),
        ("sociale-kaart.example/voorbeeldstad", ("sociale-kaart.example", "/voorbeeldstad")),
        ("steun.voorbeeldstad.example", ("steun.voorbeeldstad", ".example")),
        ("steun.voorbeeldstad.example/samen-oplopen", ("steun.voorbeeldstad", ".example", "/samen-oplopen")),
    ],
)
def test_a_long_address_breaks_where_it_can_be_read(label: str, lines: tuple[str, ...]) -> None:
    assert lines == address_lines(label)


def test_a_logo_of_any_kind_and_shape_fits_on_a_flyer(copy: Path, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGBA", (120, 300), (11, 93, 122, 128)).save(out, "PNG")
    (copy / "content/themes/proefdam.svg").unlink()
    (copy / "content/themes/proefdam.png").write_bytes(out.getvalue())
    replace(copy, "content/municipalities/proefdam.yaml", "proefdam.svg", "proefdam.png")
    build(copy, tmp_path / "site")
    for kind in FlyerKind:
        assert page_count(kind, 2) == len(page_sizes(pdf_of(tmp_path / "site", kind, "proefdam"))), kind


def test_a_flyer_can_be_read_in_black_and_white(built: Path, tmp_path: Path) -> None:
    """The panel with the number has enough contrast when the printer has no colour."""
    pdf_tool("pdftoppm", "-r", "50", "-gray", "-png", pdf_of(built, FlyerKind.SCHOOL), tmp_path / "gray")
    picture = picture_of(next(tmp_path.glob("gray*.png")))
    shades = picture.histogram()
    panel = max(range(40, 200), key=lambda shade: shades[shade])
    luminance = (panel / 255) ** 2.2
    assert 1.05 / (luminance + 0.05) >= 4.5
