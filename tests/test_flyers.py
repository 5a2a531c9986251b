"""The flyers, as those who print them see them: real PDFs, read again; real QR codes, scanned; and what goes wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageStat
from selectolax.lexbor import LexborHTMLParser

from build import main
from kaart import TEMPLATES
from kaart.flyers.contents import Contents, address_lines, contents
from kaart.flyers.press import LARGEST_BYTES, Press
from kaart.flyers.said import picture_of as picture_of_moment
from kaart.flyers.said import reassurances_of
from kaart.model.paper import has_flyers, has_flyers_of_its_own
from kaart.model.site import Options, Site, read_site
from kaart.plan import Flyer, Kind, plan_site
from kaart.render.assets import read_assets
from kaart.render.pages import Renderer
from kaart.schema.flyer_kinds import DUTCH_WORDS, READERS, FlyerKind, page_count
from kaart.serve import Preview
from kaart.views.shared.answers import offered_columns
from kaart.views.shared.context import Context
from tests.browser import TODAY, build_site, page_sizes, pdf_tool

pytestmark = pytest.mark.slow  # PDFs of all kinds
PICTURES = Path(__file__).parent / "pictures" / "flyers"
A4, A6_WIDE = (595, 842), (420, 298)
SIZES = {FlyerKind.CARD: A6_WIDE}
WORDS = "content/flyers.yaml"
PLACE = "content/municipalities/voorbeeldstad.yaml"
PROEFDAM = "content/municipalities/proefdam.yaml"
NATIONAL = "Flyers om te printen en mee te geven"
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
def root(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a number in Proefdam, so that it has flyers of its own, with its colour and logo."""
    root = shutil.copytree(small_site, tmp_path_factory.mktemp("flyers") / "root")
    replace(root, PROEFDAM, "    website: https://www.rijksoverheid.nl/loket\n", "    phone: 0800 2000\n")
    return root


@pytest.fixture(scope="module")
def built(root: Path) -> Path:
    """The site in three languages, with its flyers."""
    build(root, root.parent / "site", "--base-url", ADDRESS)
    return root.parent / "site"


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The site, to be changed."""
    return shutil.copytree(root, tmp_path / "root")


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
    for place in ("", "proefdam", "voorbeeldstad"):
        for kind in FlyerKind:
            assert pdf_of(built, kind, place).exists()
            assert pdf_of(built, kind, place, "en").exists()
            is_for_parents = kind not in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)
            assert is_for_parents is pdf_of(built, kind, place, "ar").exists()
    for place in ("verzonhoek", "testveen"):  # nothing is offered there; nobody was checked
        assert not (built / place / "flyers").exists()


def test_there_is_one_picture_for_a_kind_and_language_and_no_bundle(built: Path) -> None:
    pictures = {path.relative_to(built).as_posix() for path in built.rglob("*.png")}
    shown = {f"{prefix}flyers/{word}.png" for prefix in ("", "en/", "ar/") for word in DUTCH_WORDS.values()}
    for_others = {f"ar/flyers/{DUTCH_WORDS[kind]}.png" for kind in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)}
    assert shown - for_others == {path for path in pictures if "flyers/" in path}
    assert [] == list(built.rglob("*.zip"))
    page = (built / "ar/proefdam/flyers/index.html").read_text("utf-8")
    assert '<img class="flyer__picture" src="../../../ar/flyers/school.png"' in page


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
                    assert re.match(
                        r"/([A-Z]{6}\+(NotoSans|Cairo)-|NotoSans-SemiCondensedBold$)", str(font.FontName)
                    ), file
                    assert "/FontFile2" in font or "/FontFile3" in font, file


def test_a_screen_reader_hears_the_title_and_the_head_of_each_row(built: Path) -> None:
    with pikepdf.open(pdf_of(built, FlyerKind.REFERRAL)) as pdf:
        parts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        rows = [each for each in parts if each.S == "/TR"]
        assert {"/TH"} == {str(row.K[0].S) for row in rows}
        assert sum("/A" in row.K[0] and row.K[0].A.get("/Scope") == "/Row" for row in rows) > 5
    with pikepdf.open(pdf_of(built, FlyerKind.SCHOOL)) as pdf:
        found = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
    assert 1 == found.count("/H1")


def test_a_flyer_says_whom_to_call_who_sends_it_and_until_when_it_holds(built: Path) -> None:
    for kind in (FlyerKind.SCHOOL, FlyerKind.GP, FlyerKind.POSTER, FlyerKind.CARD):
        said = text_of(pdf_of(built, kind))
        for words in (
            "Voorbeeldstad",
            "Bel:",
            "U beslist",
            "Gevaar of nood?",
            "112",
            "Van: Redactie van de kleine kaart",
        ):
            assert words in said, (kind, words)
        assert "Nagekeken 5-10-2026, geldig tot 5-10-2027" in said
        assert "kaart.stad.nl" in said


def test_the_number_is_the_one_of_the_page_of_the_municipality(built: Path) -> None:
    page = (built / "voorbeeldstad/index.html").read_text("utf-8")
    match = re.search(r'call phone"[^>]*>.*?<bdi dir="ltr">([\d ]+)<', page)
    assert match
    number = match.group(1)
    assert number in text_of(pdf_of(built, FlyerKind.SCHOOL))


def test_no_flyer_sends_a_parent_back_or_says_what_frightens(built: Path) -> None:
    for kind, language, file in pdfs(built):
        said = text_of(file).casefold()
        if language == "nl" and kind is not FlyerKind.REFERRAL:
            for words in ("huisarts", "uit huis", "instantie", "oppas", "behandeling", "onderzoek", "nagevraagd"):
                assert words not in said.replace("huisarts · nederlands", "").replace(
                    "huisarts · voorbeeldstad", ""
                ).replace("huisarts · proefdam", ""), (file.name, words)
        if kind is FlyerKind.VOLUNTEERS:
            assert "kost" not in said and "gratis" not in said


def test_what_is_drawn_and_promised_is_offered_there(root: Path) -> None:
    site, _ = read_site(root, Options(today=date.fromisoformat(TODAY)))
    plan, _ = plan_site(site)
    page = next(page for page in plan.pages if page.kind is Kind.FLYERS and page.slug == "proefdam")
    offered = offered_columns(Context.of(site, plan, page, {}, ""), site.localities["proefdam"])
    with_a_family, at_home = offered
    flyers = site.content.flyers
    assert flyers
    for kind, of_both in ((FlyerKind.SCHOOL, "away"), (FlyerKind.GP, "home")):
        assert of_both == picture_of_moment(flyers, kind, offered)[0]
        assert "away" == picture_of_moment(flyers, kind, [with_a_family])[0]
        assert "home" == picture_of_moment(flyers, kind, [at_home])[0]
    said = {column.slug: reassurances_of(FlyerKind.SCHOOL, [column])[2] for column in offered}
    assert {"proefgezin": "free", "thuisproef": "beside"} == said
    assert "meet" == reassurances_of(FlyerKind.GP, offered)[2], "of one of them it is not known"


def test_the_card_for_professionals_has_what_a_referral_needs(built: Path) -> None:
    said = text_of(pdf_of(built, FlyerKind.REFERRAL))
    for words in (
        "Welke steun past bij dit gezin?",
        "Zeg het zo",
        "Mag ik uw naam en nummer doorgeven?",
        "Geef niet door:",
        "Bel samen",
        "Zegt de ouder nee?",
        "Hiervoor is er iemand anders",
        "In het kort naast elkaar",
        "Bericht om over te nemen",
        "Naast andere hulp",
        "Wanneer kijken we terug?",
        "112",
    ):
        assert words in said, words


def test_the_card_greys_what_is_not_there(built: Path) -> None:
    assert 2 == text_of(pdf_of(built, FlyerKind.REFERRAL)).count("niet gevonden in Voorbeeldstad")  # in both tables
    assert "niet gevonden" not in text_of(pdf_of(built, FlyerKind.REFERRAL, "proefdam"))
    assert "niet gevonden" not in text_of(pdf_of(built, FlyerKind.REFERRAL, ""))


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
def test_the_qr_code_leads_to_what_its_reader_needs_first(built: Path, tmp_path: Path, kind: FlyerKind) -> None:
    """Of a municipality its page, or for who refers the referral card; of the whole country the field for the place."""
    national = {FlyerKind.REFERRAL: "professionals/", FlyerKind.VOLUNTEERS: "vrijwilliger-worden/"}
    plan, _ = plan_site(read_site(built.parent / "root", Options(today=date.fromisoformat(TODAY)))[0])
    refer = "verwijzen/" if kind is FlyerKind.REFERRAL and plan.has("voorbeeldstad/verwijzen/", "nl") else ""
    for language in ("nl",) if kind in READERS else ("nl", "ar"):
        prefix = "" if language == "nl" else f"{language}/"
        wanted = national.get(kind, "") if plan.has(national.get(kind, ""), "nl") else ""
        for place, expected in (("voorbeeldstad", f"voorbeeldstad/{refer}"), ("", wanted or "#woonplaats")):
            folder = tmp_path / f"{language}{place}"
            folder.mkdir()
            pdf_tool("pdftoppm", "-r", "100", "-gray", "-png", pdf_of(built, kind, place, language), folder / "page")
            found = [zxingcpp.read_barcodes(picture_of(picture)) for picture in sorted(folder.iterdir())]
            assert [f"{ADDRESS}{prefix}{expected}"] == [code.text for codes in found for code in codes]
    assert 'id="woonplaats"' in (built / "index.html").read_text("utf-8")


RECORDED = [
    (kind, language)
    for kind in FlyerKind
    for language in ("nl", "ar")
    if language == "nl" or kind not in (FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)
]


@pytest.fixture(scope="module")
def picture(root: Path) -> Callable[[FlyerKind, str], bytes]:
    """Makes the picture of a flyer of Voorbeeldstad, which has none among its files."""
    site, _ = read_site(root, Options(today=date.fromisoformat(TODAY), base_url=ADDRESS))
    plan, _ = plan_site(site)
    renderer, press = Renderer(site, plan, read_assets(TEMPLATES, site), TEMPLATES), Press(TEMPLATES)
    pages = {page.language: page for page in plan.pages if page.kind is Kind.FLYERS and page.slug == "voorbeeldstad"}
    return lambda kind, language: press.picture(renderer.contents(pages[language], Flyer(kind, "", "")))


@pytest.mark.parametrize(("kind", "language"), RECORDED)
def test_a_flyer_looks_as_recorded(
    picture: Callable[[FlyerKind, str], bytes],
    kind: FlyerKind,
    language: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    seen_file = tmp_path / "seen.png"
    seen_file.write_bytes(picture(kind, language))
    recorded = PICTURES / f"{kind.value}.{language}.png"
    if request.config.getoption("--update-golden"):
        PICTURES.mkdir(exist_ok=True, parents=True)
        picture_of(seen_file).save(recorded, optimize=True)
    seen, expected = picture_of(seen_file), picture_of(recorded)
    assert expected.size == seen.size
    difference = ImageStat.Stat(ImageChops.difference(expected, seen)).mean[0]
    assert difference < LARGEST_DIFFERENCE, f"{recorded.name} differs by {difference:.2f}"


def made_alone(shown: Contents) -> bytes:
    """A flyer, as it comes out of a process that makes no other."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(Press(TEMPLATES).make, shown).result()


def test_a_flyer_is_the_same_made_alone_and_after_others(root: Path) -> None:
    """Typst lays out only what it does not remember, and of that nothing may be seen."""
    site, _ = read_site(root, Options(today=date.fromisoformat(TODAY)))
    plan, _ = plan_site(site)
    pages = [page for page in plan.pages if page.kind is Kind.FLYERS]
    shown = [contents(Context.of(site, plan, page, {}, ""), flyer.kind) for page in pages for flyer in page.flyers]
    press = Press(TEMPLATES)
    made = [press.make(each) for each in shown]
    assert made[::-1] == [press.make(each) for each in reversed(shown)]
    for kind, language in ((FlyerKind.REFERRAL, "nl"), (FlyerKind.SCHOOL, "ar")):
        found = max(index for index, each in enumerate(shown) if (each.kind, each.language) == (kind, language))
        assert made_alone(shown[found]) == made[found]


def test_the_page_shows_each_flyer_with_its_picture_its_size_and_how_long_it_holds(built: Path) -> None:
    page = (built / "voorbeeldstad/flyers/index.html").read_text("utf-8")
    for kind in FlyerKind:
        file = pdf_of(built, kind)
        assert f'href="../../voorbeeldstad/flyers/{file.name}"' in page
        assert f"{round(file.stat().st_size / 1000)} KB" in page
        picture = picture_of(built / f"flyers/{DUTCH_WORDS[kind]}.png")
        size = f'width="{picture.width}" height="{picture.height}"'
        assert f'src="../../flyers/{DUTCH_WORDS[kind]}.png" alt="" {size}' in page
    assert "Geldig tot 5 oktober 2027." in page
    assert 'hreflang="ar"' in page


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
        files = [path for suffix in ("pdf", "png") for path in out.rglob(f"flyers/*.{suffix}")]
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


def test_any_number_of_jobs_gives_the_same_flyers(built: Path, root: Path, tmp_path: Path) -> None:
    build_site(tmp_path / "site", root, "--jobs", "2", "--base-url", ADDRESS)
    for _, _, file in pdfs(built):
        assert file.read_bytes() == (tmp_path / "site" / file.relative_to(built)).read_bytes()


def test_no_flyers_leaves_no_trace(small_site: Path, tmp_path: Path) -> None:
    build(small_site, tmp_path / "site", "--no-flyers")
    assert [] == [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".pdf", ".zip")]
    for page in ("voorbeeldstad", "testveen", "testveen/insluiten"):
        assert "flyers/" not in (tmp_path / "site" / page / "index.html").read_text("utf-8")


def test_a_site_of_one_municipality_has_its_own_flyers(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site", "--only", "proefdam", "--base-url", "https://proefdam.example/steun/")
    assert "proefdam.example/steun" in text_of(tmp_path / "site/flyers/school-proefdam.pdf")
    assert (tmp_path / "site/flyers/index.html").exists()
    assert not (tmp_path / "site/flyers/school.pdf").exists()
    assert (tmp_path / "site/flyers/school.png").exists()
    assert (tmp_path / "site/ar/flyers/school.png").exists()
    assert 'src="../flyers/school.png"' in (tmp_path / "site/flyers/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "href"),
    [("https://kaart.stad.nl/", "https://kaart.stad.nl/{}flyers/"), ("https://steun.example/", None)],
)
def test_a_site_of_one_municipality_without_flyers_leads_to_the_national_ones_where_these_are(
    copy: Path, tmp_path: Path, address: str, href: str | None
) -> None:
    replace(copy, "content/site.yaml", "https://kaart.invalid/", address)
    build(copy, tmp_path / "site", "--only", "testveen")
    assert [] == [path for path in (tmp_path / "site").rglob("*") if "flyers" in path.parts or path.suffix == ".pdf"]
    assert "flyers/" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert not any("/flyers/" in path.read_text("utf-8") for path in (tmp_path / "site").rglob("zoeken-*.json"))
    for prefix in ("", "en/", "ar/"):
        page = LexborHTMLParser((tmp_path / "site" / prefix / "index.html").read_text("utf-8"))
        links = [link.attributes["href"] for link in page.css("main a[href*='flyers/']")]
        assert ([href.format(prefix)] if href else []) == links


def flyers_links(site: Path, address: str) -> dict[str | None, str]:
    """The links to flyers in the text of a page."""
    page = LexborHTMLParser((site / address / "index.html").read_text("utf-8"))
    text = page.css_first("main") or page.root
    assert text
    return {link.attributes["href"]: link.text(strip=True) for link in text.css("a[href*='flyers/']")}


def test_where_nobody_was_checked_pages_and_frames_lead_to_the_national_flyers(built: Path) -> None:
    for place in ("testveen", "verzonhoek"):
        assert {"../flyers/": NATIONAL} == flyers_links(built, place)
        assert {"../../flyers/": NATIONAL} == flyers_links(built, f"{place}/insluiten")
    assert {"../../en/flyers/": "Flyers to print and hand out"} == flyers_links(built, "en/testveen")
    assert {"../proefdam/flyers/": f"Flyers voor Proefdam{NATIONAL.removeprefix('Flyers').replace(' om', ', om')}"} == (
        flyers_links(built, "proefdam")
    )
    own = flyers_links(built, "proefdam/insluiten")
    assert "../../proefdam/flyers/school-proefdam.pdf" in own and "../../proefdam/flyers/" in own
    listed = (built / "flyers/index.html").read_text("utf-8").partition('<h2 id="gemeenten">')[2]
    assert ("proefdam/flyers/" in listed) and ("voorbeeldstad/flyers/" not in listed)  # an example is not counted
    addresses = (built / "sitemap.xml").read_text("utf-8")
    assert ("kaart.stad.nl/proefdam/flyers/" in addresses) and ("/testveen/flyers/" not in addresses)


def days_ago(days: int) -> str:
    return (date.fromisoformat(TODAY) - timedelta(days=days)).isoformat()


def contact(way: str, days: int | None, readers: str = "parent") -> str:
    """A contact as it stands in YAML, on one line."""
    day = "" if days is None else f", checked_on: {days_ago(days)}, checked_by: redacteur"
    return f"{{kind: gemeente, name: Team Testdorp, readers: [{readers}], {way}{day}}}"


PHONE, MAIL, WEBSITE = "phone: 000 000 00 04", "email: team@testdorp.example", "website: https://testdorp.example/"
RULE = {
    "nobody": ("", "", False),
    "phone of 364 days": (contact(PHONE, 364), "", True),
    "phone of 365 days": (contact(PHONE, 365), "", False),
    "phone never checked": (contact(PHONE, None), "", False),
    "only mail": (contact(MAIL, 364), "", True),
    "only a website": (contact(WEBSITE, 1), "", False),
    "only for professionals": (contact(PHONE, 1, "professional"), "", False),
    "only for volunteers": (contact(PHONE, 1, "volunteer"), "", False),
    "for both": (contact(PHONE, 1, "parent, professional"), "", True),
    "an old one before a new one": (f"{contact(PHONE, 400)}, {contact(MAIL, 1)}", "", True),
    "of an offer": ("", f"contact: {contact(PHONE, 364)}", True),
    "of an offer with the day of the offer": (
        "",
        f"checked_on: {days_ago(364)}, contact: {contact(PHONE, None)}",
        True,
    ),
    "of an offer of too long ago": ("", f"checked_on: {days_ago(365)}, contact: {contact(PHONE, None)}", False),
    "its own day, older than the offer": ("", f"checked_on: {days_ago(1)}, contact: {contact(PHONE, 365)}", False),
    "of an offer that ended": ("", f"stage: ended, checked_on: {days_ago(1)}, contact: {contact(PHONE, 1)}", False),
}


def site_with_testdorp(small_site: Path, tmp_path: Path, desks: str, of_offer: str = "") -> Site:
    """The small site with a municipality that has these contacts."""
    root = shutil.copytree(small_site, tmp_path / "root")
    other = "{initiative: proefgezin, source: proefkrant-2024}"
    one = "{" + ", ".join(filter(None, ("initiative: thuisproef, source: proefkrant-2024", of_offer))) + "}"
    example = "{name: Testdorp, province: Utrecht, position: {lat: 52.1, lon: 5.1}, places: [Testdorp]}"
    (root / "content/municipalities/testdorp.yaml").write_text(
        f"example: {example}\noffers: [{other}, {one}]\n" + f"contacts: [{desks}]\n" * bool(desks), "utf-8"
    )
    site, problems = read_site(root, Options(today=date.fromisoformat(TODAY)))
    assert [] == [problem for problem in problems if not problem.is_warning]
    return site


@pytest.mark.parametrize("case", RULE)
def test_a_municipality_has_flyers_where_parents_have_somebody_who_was_checked_in_the_last_year(
    small_site: Path, tmp_path: Path, case: str
) -> None:
    desks, of_offer, expected = RULE[case]
    site = site_with_testdorp(small_site, tmp_path, desks, of_offer)
    assert expected is has_flyers_of_its_own(site, site.localities["testdorp"])
    assert expected is plan_site(site)[0].has("testdorp/flyers/", "nl")
    only = site.only("testdorp")
    assert expected is has_flyers(only)
    assert expected is plan_site(only)[0].has("flyers/", "ar")


@pytest.mark.parametrize(
    ("days", "expected"), [(364, "000 000 00 04"), (365, "team@testdorp.example"), (366, "team@testdorp.example")]
)
def test_a_flyer_names_the_one_for_which_it_is_made(small_site: Path, tmp_path: Path, days: int, expected: str) -> None:
    site = site_with_testdorp(small_site, tmp_path, f"{contact(PHONE, days)}, {contact(MAIL, 1)}")
    plan, _ = plan_site(site)
    [page] = [page for page in plan.pages if page.path == "testdorp/flyers/"]
    shown = contents(Context.of(site, plan, page, {}, ""), FlyerKind.SCHOOL).contact
    assert shown
    assert expected == shown.reached.replace("\u00a0", " ")


STRIPS = 7  # of a poster


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
    build(small_site, tmp_path / "site", "--only", "voorbeeldstad", "--base-url", address)
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
    assert ("200 OK", "image/png") == preview.answer("ar/flyers/school.png")[:2]
    write_two_texts_that_are_too_long(copy)
    status, _, said = preview.answer("voorbeeldstad/flyers/school-voorbeeldstad.pdf")
    assert ("500 Internal Server Error", True) == (status, b"referral.beside" in said)
    assert "200 OK" == preview.answer("voorbeeldstad/")[0]  # the rest of the site can still be seen


def write_two_texts_that_are_too_long(root: Path) -> None:
    replace(root, WORDS, "text: Elke woensdagmiddag", f"text: {'Dit is een heel lange zin. ' * 30}Elke woensdagmiddag")
    replace(root, WORDS, "      - Loopt er al hulp?", f"      - {'Dit is een lange zin. ' * 80}Loopt er al hulp?")


def write_a_character_that_no_font_has(root: Path) -> None:
    replace(root, PLACE, "name: Voorbeeldstad", "name: Voorbeeld字stad")


def write_a_name_that_no_line_can_hold(root: Path) -> None:
    replace(root, PLACE, "name: Coördinator Thuisproef Voorbeeldstad", f"name: Loket {'Voorbeeldstad' * 12}")


def write_a_place_that_no_line_can_hold(root: Path) -> None:
    replace(root, PLACE, "name: Voorbeeldstad", f"name: {'Voorbeeldstad' * 12}")


MISFITS: dict[Callable[[Path], None], list[str]] = {
    write_two_texts_that_are_too_long: [
        r'flyers\.yaml:22:\d+: "pictures\.away\.text" op de flyer "poster" voor .* in het Nederlands is .* mm te breed',
        r'flyers\.yaml:\d+:\d+: "referral\.beside" op de flyer "referral" voor .* in het Nederlands is .* mm te hoog',
    ],
    write_a_character_that_no_font_has: [
        r'"[^"]*字[^"]*" in "[\w.]+" op de flyer "school" voor Voorbeeld字stad in het Nederlands heeft een teken',
    ],
    write_a_name_that_no_line_can_hold: [
        r'voorbeeldstad\.yaml: de naam van het contact op de flyer "referral" voor .* is [\d,]+ mm te breed',
    ],
    write_a_place_that_no_line_can_hold: [
        r'voorbeeldstad\.yaml: de naam van de gemeente op de flyer "school" voor .* is [\d,]+ mm te breed',
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


def test_a_name_of_eighty_letters_fits_or_is_named(copy: Path) -> None:
    """On two lines, if it has words; the name of a municipality has to go on a strip of a poster too."""
    long_name = "Steunpunt voor informele steun aan kinderen, ouders en gezinnen in Voorbeeldstad"
    assert 80 == len(long_name)
    replace(copy, PLACE, "name: Coördinator Thuisproef Voorbeeldstad", f"name: {long_name}")
    done = CliRunner().invoke(main, ["check", "--root", str(copy), "--today", TODAY, "--jobs", "1"])
    assert 0 == done.exit_code, done.output
    replace(copy, PLACE, "name: Voorbeeldstad", f"name: {long_name.replace(' ', '')}")
    assert "de naam van de gemeente op de flyer" in problems(copy)


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
    with pikepdf.open(pdf_of(built, FlyerKind.SCHOOL)) as pdf:
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
    shades = picture.crop((40, 400, 300, 560)).histogram()
    panel = max(range(120, 250), key=lambda shade: shades[shade])
    number = max(range(90), key=lambda shade: shades[shade])
    light, dark = ((shade / 255) ** 2.2 for shade in (panel, number))
    assert (light + 0.05) / (dark + 0.05) >= 7
