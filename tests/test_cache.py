"""A build that leans on an earlier one gives the same site as a build from nothing, whatever was changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from build import main
from kaart import urls
from kaart.day import Day
from kaart.languages.voice import TranslationStatus
from kaart.plan import Flyer, Page
from kaart.render.fragments import PageHtml
from kaart.render.pages import Renderer
from tests.browser import TODAY

pytestmark = pytest.mark.slow  # dozens of builds


@pytest.fixture
def place(tmp_path: Path, small_site: Path) -> Path:
    """A folder with the small site, built once."""
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    build(tmp_path, "site")
    return tmp_path


def build(place: Path, out: str, *options: str) -> str:
    words = ["build", "--root", place, "--out", place / out, "--today", TODAY, "--jobs", "1", "--no-flyers", *options]
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert 0 == done.exit_code, done.output
    return done.output


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def every(place: Path) -> set[str]:
    """The path of every page."""
    files = (path.relative_to(place / "site").as_posix() for path in (place / "site").rglob("*.html"))
    return {file.removesuffix("index.html") for file in files}


def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are rendered from now on."""
    pages: list[str] = []
    render = Renderer.make

    def make(
        self: Renderer, page: Page, sheets: Mapping[Flyer, int], today: Day
    ) -> tuple[dict[str, bytes], TranslationStatus, PageHtml]:
        pages.append(page.path)
        return render(self, page, sheets, today)

    monkeypatch.setattr(Renderer, "make", make)
    return pages


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        file = place / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def without_offer(place: Path) -> None:
    (place / "content/municipalities/s-fictiehaven.yaml").unlink()


def without_arabic(place: Path) -> None:
    replace("content/site.yaml", "  - code: ar\n    readers: parent\n", "")(place)
    for file in [*place.rglob("*.ar.md"), place / "content/translations/ar.yaml"]:
        file.unlink()


CHANGES = {
    "a provider": replace("content/municipalities/proefdam.yaml", "provider: ", "provider: Nieuwe "),
    "a file of a municipality": without_offer,
    "a term": replace("content/terms.yaml", "label: Coördinator", "label: De coördinator"),
    "a summary": replace("initiatives/proefgezin.yaml", "summary: ", "summary: Let op, "),
    "a long text": replace("content/pages/zo-werkt-het.md", "Zij vraagt", "Zij vraagt u"),
    "a translation": replace("content/translations/ar.yaml", "خطر مباشر.", "خطر."),
    "a long translation": replace("initiatives/proefgezin.en.md", "You need some rest.", "You need a rest."),
    "a place": replace("content/register/plaatsen.csv", "Proefdam", "Proefdam Zuid"),
    "a language less": without_arabic,
    "a house style": replace("content/themes/proefdam.css", "#0b5d7a", "#7a0b5d"),
    "a logo": replace("content/themes/proefdam.svg", "#0b5d7a", "#7a0b5d"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_is_built_on_an_earlier_build_is_the_same(place: Path, change: Callable[[Path], None]) -> None:
    before = tree(place / "site")
    change(place)
    build(place, "site")
    build(place, "new")
    assert tree(place / "new") == tree(place / "site")
    assert before != tree(place / "site")


def test_only_pages_that_can_see_a_change_are_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = made(monkeypatch)
    build(place, "site")
    assert [] == pages
    replace("content/municipalities/voorbeeldstad.yaml", "provider: ", "provider: Nieuw ")(place)
    build(place, "site")
    own = {"voorbeeldstad/", "ar/voorbeeldstad/", "vergelijk/voorbeeldstad/"}
    assert own & set(pages) == own & every(place)
    assert [] == [page for page in pages if "voorbeeldstad" not in page]
    pages.clear()
    replace("content/municipalities/testveen.yaml", "  - initiative: thuisproef", "  - initiative: proefgezin")(place)
    build(place, "site")
    assert {"gemeenten/", "testveen/", urls.initiative("proefgezin"), urls.initiative("thuisproef")} <= set(pages)
    assert not {"", "initiatieven/", "bronnen/", "over/"} & set(pages)
    pages.clear()
    replace("content/translations/ar.yaml", "خطر مباشر.", "خطر.")(place)
    build(place, "site")
    assert {"ar/", "ar/proefdam/"} <= set(pages)
    assert not {"en/", "proefdam/"} & set(pages)
    for change in (CHANGES["a house style"], CHANGES["a logo"]):
        pages.clear()
        change(place)
        build(place, "site")
        own = {"", "proefgezin/", "thuisproef/", "vergelijk/", "insluiten/"}
        card = {"proefdam/verwijzen/", "en/proefdam/verwijzen/"}  # which is for professionals
        assert card | {f"{language}proefdam/{each}" for language in ("", "en/", "ar/") for each in own} == set(pages)


def remove_a_page(place: Path) -> None:
    (place / "site/proefdam/index.html").unlink()


def change_a_page(place: Path) -> None:
    (place / "site/proefdam/index.html").write_text("anders", "utf-8")


def break_what_is_known(place: Path) -> None:
    (place / ".site.cache").write_text('{"format": 1, "pages": {"": [', "utf-8")


def break_a_byte_of_what_is_known(place: Path) -> None:
    found = bytearray((place / ".site.cache").read_bytes())
    found[len(found) // 2] ^= 1
    (place / ".site.cache").write_bytes(found)


def cut_what_is_known(place: Path) -> None:
    found = (place / ".site.cache").read_bytes()
    (place / ".site.cache").write_bytes(found[: len(found) // 2])


def make_what_is_known_older(place: Path) -> None:
    (place / ".site.cache").write_text('{"format": 0, "pages": []}', "utf-8")


def add_a_page(place: Path) -> None:
    (place / "site/proefdam/oud.html").write_text("oud", "utf-8")


def add_a_folder(place: Path) -> None:
    (place / "site/oud/ouder").mkdir(parents=True)


def remove_from_the_twin(place: Path) -> None:
    (place / ".site.twin/proefdam/index.html").unlink()


def add_to_the_twin(place: Path) -> None:
    (place / ".site.twin/oud").mkdir()


def change_in_the_twin(place: Path) -> None:
    page = place / ".site.twin/over/index.html"
    page.unlink()
    page.write_text("anders", "utf-8")


def remove_the_twin(place: Path) -> None:
    shutil.rmtree(place / ".site.twin")


HARMS = (
    *(remove_a_page, change_a_page, add_a_page, add_a_folder, make_what_is_known_older, break_what_is_known),
    *(break_a_byte_of_what_is_known, cut_what_is_known),
    *(remove_from_the_twin, add_to_the_twin, change_in_the_twin, remove_the_twin),
)


@pytest.mark.parametrize("harm", HARMS)
def test_what_happened_to_the_folder_is_put_right(place: Path, harm: Callable[[Path], None]) -> None:
    before = tree(place / "site")
    harm(place)
    build(place, "site")
    assert before == tree(place / "site")
    for text in ("anders", "Proef"):  # also when the two have changed places
        replace("content/municipalities/voorbeeldstad.yaml", "provider: ", f"provider: {text} ")(place)
        build(place, "site")
        build(place, "new")
        assert tree(place / "new") == tree(place / "site") == tree(place / ".site.twin")


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-21", "2027-05-20", "2027-12-01"])
def test_another_day_makes_only_the_pages_that_say_something_else_then(
    place: Path, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    before = tree(place / "site")
    pages = made(monkeypatch)
    build(place, "site", "--today", day)
    after = tree(place / "site")
    others = {address for address in after if before.get(address) != after[address]}
    other_pages = {page for page in every(place) if urls.file_of(page) in others}
    assert other_pages <= set(pages)
    assert set(pages) - other_pages <= {"stand/", "en/stand/"} | {page for page in pages if "vergelijk" in page}
    pages.clear()
    build(place, "new", "--today", day)
    assert after == tree(place / "new")


def test_check_leans_on_the_last_build_and_writes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.stat().st_mtime_ns for path in (place, *place.rglob("*"))}
    pages = made(monkeypatch)
    done = CliRunner().invoke(main, ["check", "--root", str(place), "--today", TODAY, "--jobs", "1", "--no-flyers"])
    assert 0 == done.exit_code, done.output
    assert ["stand/"] == pages  # it tells of all the others, of which check makes the Dutch ones
    assert before == {path: path.stat().st_mtime_ns for path in (place, *place.rglob("*"))}
