"""The command line, end to end: what a build leaves, and what it never leaves behind.

What goes for any content is tried on the small site, whose builds are short; what speaks of places on the real content.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kaart.publish.processes import CHUNK_SIZE, chunks_of
from kaart.publish.unchanged import MARKER
from tests.copies import dutch_content

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests/small-site"
TODAY = "2026-11-22"
TOMORROW = "2026-11-23"
HERE: tuple[str, ...] = ()  # the address in the content
ELSEWHERE = ("--base-url", "https://elders.invalid/")  # this one makes every page another
KILLS = 12
CRASH = "Traceback (most recent call last)"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and all that it said."""

    code: int
    text: str


def command(*words: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), *(str(word) for word in words)]


def run(*words: str | Path, cwd: Path = ROOT) -> Ran:
    """Runs build.py; content and wrong use never cause a traceback."""
    done = subprocess.run(command(*words), capture_output=True, text=True, encoding="utf-8", cwd=cwd)
    text = done.stdout + done.stderr
    assert CRASH not in text, text
    return Ran(done.returncode, text)


def build(out: Path, *options: str | Path, today: str = TODAY, root: Path = SMALL) -> Ran:
    return run("build", "--root", root, "--out", out, "--today", today, "--no-flyers", *options)


def build_real(out: Path, *options: str | Path, today: str = TODAY) -> Ran:
    """A build of the real content, in Dutch."""
    return build(out, *options, today=today, root=dutch_content())


def start(out: Path, *options: str) -> subprocess.Popen[str]:
    """A build that goes on by itself, in a process group of its own."""
    words = command("build", "--root", SMALL, "--out", out, "--today", TODAY, "--jobs", "2", "--no-flyers", *options)
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tree(folder: Path) -> dict[str, str]:
    """Every file with a digest of its bytes, so that a difference can be shown, and every folder with nothing."""
    folders = {path.relative_to(folder).as_posix(): "" for path in folder.rglob("*") if path.is_dir()}
    return folders | {name: sha256(content).hexdigest() for name, content in contents(folder).items()}


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """The inode and time of every file and folder, and of the folder itself."""
    found = {path: path.stat() for path in (folder, *folder.rglob("*"))}
    return {path.as_posix(): (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def beside(folder: Path) -> list[str]:
    """What else a build left in the place where it works, besides what it knows of the pages and of the texts."""
    known = (folder.name, f".{folder.name}.cache", f".{folder.name}.memory", f".{folder.name}.twin")
    return sorted(path.name for path in folder.parent.iterdir() if path.name not in known)


def page(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_text("utf-8")


def heading(html: str) -> str:
    node = LexborHTMLParser(html).css_first("h1")
    assert node
    return " ".join(node.text(separator=" ").split())


def dead_links(folder: Path) -> list[str]:
    """Links, styles and pictures that do not lead to a file in the folder."""
    dead = []
    for file in sorted(folder.rglob("*.html")):
        for node in LexborHTMLParser(file.read_text("utf-8")).css("[href], [src]"):
            address = (node.attributes.get("href") or node.attributes.get("src") or "").partition("#")[0]
            if not address or re.match(r"[a-z]+:", address):
                continue
            base = folder if address.startswith("/") else file.parent
            target = (base / address.lstrip("/")).resolve()
            inside = target == folder.resolve() or folder.resolve() in target.parents
            if not inside or not (target / "index.html" if target.is_dir() else target).is_file():
                dead.append(f"{file.relative_to(folder)}: {address}")
    return dead


def municipalities() -> set[str]:
    rows = (ROOT / "content/register/gemeenten.csv").read_text("utf-8").splitlines()[1:]
    return {row.split(",")[2] for row in rows}


def own_content(tmp_path: Path) -> Path:
    """A copy of the small content that a test may spoil."""
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, only to be read."""
    folder = tmp_path_factory.mktemp("built") / "site"
    assert build(folder).code == 0
    return folder


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a build of the small site takes on this machine."""
    begun = time.perf_counter()
    assert build(tmp_path_factory.mktemp("timed") / "site", "--jobs", "2").code == 0
    return time.perf_counter() - begun


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """The small site, in a folder that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "place" / "site"))


def test_a_second_build_writes_no_byte(site: Path) -> None:
    before, bytes_before = marks(site), tree(site)
    ran = build(site)
    assert (0, True) == (ran.code, " 0 weggehaald" in ran.text)
    assert before == marks(site)
    assert bytes_before == tree(site)
    assert [] == beside(site)


@pytest.mark.parametrize("jobs", ["1", "3"])  # the other has two
def test_any_number_of_jobs_gives_the_same_bytes(dutch_site: Path, tmp_path: Path, jobs: str) -> None:
    assert 0 == build_real(tmp_path / "site", "--jobs", jobs).code
    assert tree(dutch_site) == tree(tmp_path / "site")


def test_another_day_writes_only_the_state_of_the_map_and_keeps_all_that_is_the_same(site: Path) -> None:
    before, inodes = tree(site), marks(site)
    assert 0 == build(site, today=TOMORROW).code
    after = tree(site)
    assert before.keys() == after.keys()
    changed = {name for name in after if after[name] != before[name]}
    assert {name for name in after if name.endswith("stand/index.html")} == changed
    kept = [path.as_posix() for name in after.keys() - changed - {MARKER} if (path := site / name).is_file()]
    new = marks(site)
    assert [] == [name for name in kept if inodes[name] != new[name]]


def test_another_address_changes_every_page_and_keeps_what_is_the_same(site: Path) -> None:
    before, inodes = tree(site), marks(site)
    assert 0 == build(site, *ELSEWHERE).code
    after = tree(site)
    assert before.keys() == after.keys()
    same_pages = {name for name in after if name.endswith(".html") and after[name] == before[name]}
    named = ("oud-proefdam", "wegwijzer/professionals")
    # What no search engine may find says no address, unless an editor is told of it by mail.
    assert {"404.html", *(f"{name}/index.html" for name in named)} == same_pages
    same = next(site.glob("assets/site.*.css"))
    assert inodes[same.as_posix()] == marks(site)[same.as_posix()]


def test_strays_are_removed(site: Path, built: Path) -> None:
    (site / "oud" / "leeg").mkdir(parents=True)
    (site / "oud" / "index.html").write_text("van een vorige keer")
    (site / "proefdam" / "notities.txt").write_text("vergeten")
    ran = build(site)
    assert 0 == ran.code
    assert "2 weggehaald" in ran.text
    assert tree(built) == tree(site)


@pytest.mark.parametrize("stray", ["leeg", "koppeling"])
def test_a_stray_without_files_is_removed(site: Path, built: Path, tmp_path: Path, stray: str) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "blijft.txt").write_text("van iemand anders")
    if stray == "leeg":
        (site / stray).mkdir()
    else:
        (site / stray).symlink_to(elsewhere)
    assert 0 == build(site).code
    assert tree(built) == tree(site)
    assert ["blijft.txt"] == [path.name for path in elsewhere.iterdir()]


def test_damaged_files_are_made_again(site: Path, built: Path) -> None:
    (site / "proefdam" / "index.html").write_text("kapot")
    (site / "robots.txt").unlink()
    shutil.rmtree(site / "vergelijk")
    (site / "vergelijk").write_text("een bestand waar een map hoort")
    assert 0 == build(site).code
    assert tree(built) == tree(site)


def test_a_deleted_site_is_made_again(site: Path, built: Path) -> None:
    shutil.rmtree(site)
    assert 0 == build(site).code
    assert tree(built) == tree(site)


def test_an_empty_folder_is_filled(built: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert 0 == build(tmp_path / "site").code
    assert tree(built) == tree(tmp_path / "site")


def test_a_folder_of_someone_else_is_refused_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "vakantie"
    (folder / "foto").mkdir(parents=True)
    (folder / "foto" / "zee.jpg").write_bytes(b"zee")
    before = marks(folder)
    ran = build(folder)
    assert 1 == ran.code
    assert "die niet door build.py zijn gemaakt" in ran.text
    assert "Er is niets geschreven." in ran.text
    assert before == marks(folder)
    assert [] == beside(folder)


@pytest.mark.parametrize("out", ["brief.txt", "brief.txt/site", "brief.txt/site/diep"])
def test_a_file_in_the_way_is_refused_and_stays(tmp_path: Path, out: str) -> None:
    (tmp_path / "brief.txt").write_text("lieve oma")
    ran = build(tmp_path / out)
    assert 1 == ran.code
    assert "--out" in ran.text
    assert "Er is niets geschreven." in ran.text
    assert {"brief.txt": b"lieve oma"} == contents(tmp_path)


def test_a_folder_behind_a_link_is_filled_and_the_link_stays(built: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "schijf" / "site", tmp_path / "www" / "site"
    target.mkdir(parents=True)
    link.parent.mkdir()
    link.symlink_to(target)
    for today in (TOMORROW, TODAY):
        assert 0 == build(link, today=today).code
        assert link.is_symlink()
        assert ([], []) == (beside(link), beside(target))
    assert tree(built) == tree(target)


def test_a_mistake_in_the_content_leaves_the_old_site(site: Path, tmp_path: Path) -> None:
    root = own_content(tmp_path)
    with (root / "content/municipalities/proefdam.yaml").open("a", encoding="utf-8") as file:
        file.write("telefoonnummer: 0318 12 34 56\n")
    before = marks(site)
    ran = build(site, today=TOMORROW, root=root)
    assert 1 == ran.code
    assert "content/municipalities/proefdam.yaml:" in ran.text
    assert "telefoonnummer" in ran.text
    assert "1 fout en " in ran.text
    assert "Er is niets geschreven." in ran.text
    assert before == marks(site)
    assert [] == beside(site)


def test_a_mistake_found_in_the_finished_pages_leaves_the_old_site(site: Path, tmp_path: Path) -> None:
    root = own_content(tmp_path)
    with (root / "content/pages/over.md").open("a", encoding="utf-8") as file:
        file.write("\n[Een plek die er niet is](/gemeenten/#atlantis)\n")
    before = marks(site)
    ran = build(site, today=TOMORROW, root=root)
    assert 1 == ran.code
    assert "atlantis" in ran.text
    assert before == marks(site)
    assert [] == beside(site)


def test_a_killed_build_leaves_one_complete_site(built: Path, site: Path, tmp_path: Path, seconds: float) -> None:
    assert 0 == build(tmp_path / "site", *ELSEWHERE).code
    complete = {HERE: tree(built), ELSEWHERE: tree(tmp_path / "site")}
    ends = set()
    for turn in range(KILLS):
        address = ELSEWHERE if tree(site) == complete[HERE] else HERE
        process = start(site, *address)
        time.sleep(0.05 + seconds * 1.1 * turn / KILLS)
        if turn % 2:
            process.kill()  # the parent alone; its workers notice by themselves
        elif process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        ends.add(process.returncode)
        assert tree(site) in complete.values()
        assert 0 == build(site, *address).code
        assert complete[address] == tree(site)
        assert [] == beside(site)
    assert -signal.SIGKILL in ends


def test_a_build_stopped_at_the_keyboard_leaves_the_old_site_and_no_noise(site: Path, seconds: float) -> None:
    before = tree(site)
    for part in (0.5, 0.6, 0.7, 0.8):
        process = start(site, *ELSEWHERE)
        time.sleep(seconds * part)
        os.killpg(process.pid, signal.SIGINT)
        text = process.communicate()[0]
        assert process.returncode in (0, 130)
        assert CRASH not in text, text
        assert (before == tree(site)) is (process.returncode != 0)
        assert [] == beside(site)
        assert 0 == build(site).code


def test_two_builds_at_once_leave_one_complete_site(built: Path, site: Path, tmp_path: Path) -> None:
    assert 0 == build(tmp_path / "site", *ELSEWHERE).code
    processes = {address: start(site, *address) for address in (ELSEWHERE, HERE)}
    said = {address: process.communicate()[0] for address, process in processes.items()}
    codes = {address: process.returncode for address, process in processes.items()}
    assert 0 in codes.values()
    for address, code in codes.items():
        assert code == 0 or "er loopt al een build naar deze map" in said[address], said[address]
    finished = {HERE: tree(built), ELSEWHERE: tree(tmp_path / "site")}
    assert tree(site) in [finished[address] for address, code in codes.items() if code == 0]
    assert [] == beside(site)


@pytest.mark.parametrize("slug, name", [("ede", "Ede"), ("voorbeeldstad", "Voorbeeldstad"), ("assen", "Assen")])
def test_a_site_of_one_municipality_stands_alone(tmp_path: Path, slug: str, name: str) -> None:
    folder = tmp_path / "site"
    assert 0 == build_real(folder, "--only", slug).code
    assert [] == dead_links(folder)
    assert f"Steun voor gezinnen in {name}" == heading(page(folder, ""))
    assert set() == {path.name for path in folder.iterdir()} & (municipalities() | {"voorbeeldstad", "gemeenten"})


def test_the_whole_site_has_no_dead_links(dutch_site: Path) -> None:
    assert [] == dead_links(dutch_site)


@pytest.mark.parametrize("words", [("atlantis",), ("voorbeeldstad", "--no-example"), ("",)])
def test_a_site_of_a_municipality_that_is_not_there_is_refused(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = build_real(tmp_path / "site", "--only", *words)
    assert 1 == ran.code
    assert f'de gemeente "{words[0]}" bestaat niet' in ran.text
    assert {} == tree(tmp_path)


def test_the_bare_command_of_the_readme_makes_the_site_beside_itself(tmp_path: Path) -> None:
    for folder in (ROOT / "kaart", ROOT / "templates", SMALL / "content", SMALL / "initiatives"):
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path)
    words = [sys.executable, str(tmp_path / "build.py")]
    for expected in ("nieuw of veranderd", "0 bestanden nieuw of veranderd"):
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
        assert CRASH not in done.stderr, done.stderr
        assert 0 == done.returncode, done.stderr
        assert expected in done.stdout
    assert (tmp_path / "site/index.html").is_file()


def test_strict_stops_at_warnings_and_writes_nothing(tmp_path: Path) -> None:
    root = own_content(tmp_path)
    numbers = root / "content/register/gemeente-contact.csv"
    numbers.write_text(numbers.read_text("utf-8").replace("000 904 00 00", "0140318"), "utf-8")
    ran = build(tmp_path / "site", "--strict", root=root)
    assert 1 == ran.code
    assert "Met --strict stopt de build ook bij waarschuwingen." in ran.text
    assert not (tmp_path / "site").exists()


def test_a_draft_is_on_the_site_only_with_drafts(tmp_path: Path) -> None:
    root = own_content(tmp_path)
    head = "---\ntitle: Proef\ndescription: Een pagina in de maak.\ndraft: ja\n---\n"
    (root / "content/pages/kladje.md").write_text(head + "Dit is nog niet klaar.\n", "utf-8")
    without, with_drafts = tmp_path / "zonder", tmp_path / "met"
    assert 0 == build(without, root=root).code
    assert 0 == build(with_drafts, "--drafts", root=root).code
    assert "kladje/index.html" not in tree(without)
    assert "kladje/" not in (without / "sitemap.xml").read_text("utf-8")
    assert "Proef" == heading(page(with_drafts, "kladje"))


def test_without_the_example_no_trace_of_it_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert 0 == build_real(folder, "--no-example").code
    files = contents(folder)
    found = {path for path, content in files.items() if b"oorbeeldstad" in content}
    texts = (ROOT / "content/pages").glob("*.md")  # authors may speak of it in a text
    assert found <= {f"{text.stem}/index.html" for text in texts if "oorbeeldstad" in text.read_text("utf-8")}
    assert [] == [path for path in files if "voorbeeldstad" in path]
    assert [] == [path for path, content in files.items() if b'href="tel:000' in content]


def test_the_example_is_hidden(dutch_site: Path) -> None:
    for file in (dutch_site / "voorbeeldstad").rglob("index.html"):
        assert '<meta name="robots" content="noindex">' in file.read_text("utf-8")
        assert "Deze gemeente bestaat niet." in file.read_text("utf-8")
    assert "voorbeeldstad" not in (dutch_site / "sitemap.xml").read_text("utf-8")
    lists = [LexborHTMLParser(page(dutch_site, address)).css("main li a") for address in ("", "gemeenten")]
    assert all(len(links) > 342 for links in lists)
    assert [] == [link.text() for links in lists for link in links if "Voorbeeldstad" in link.text()]


def test_the_example_is_not_counted(tmp_path: Path) -> None:
    with_example, without = build(tmp_path / "a"), build(tmp_path / "b", "--no-example")
    counts = [re.findall(r"\d+ initiatieven, \d+ gemeenten, \d+ keer", ran.text) for ran in (with_example, without)]
    assert len(counts[0]) == 1
    assert counts[0] == counts[1]
    numbers = [re.findall(r"\d+ gemeenten", page(tmp_path / name, "")) for name in ("a", "b")]
    assert numbers[0] == numbers[1]


def test_the_base_address_is_in_canonical_links_and_the_sitemap(tmp_path: Path) -> None:
    assert 0 == build(tmp_path / "site", "--base-url", "https://kaart.voorbeeld.test/gezin").code
    base = "https://kaart.voorbeeld.test/gezin/"
    assert f'<link rel="canonical" href="{base}proefdam/">' in page(tmp_path / "site", "proefdam")
    addresses = re.findall("<loc>(.*?)</loc>", (tmp_path / "site/sitemap.xml").read_text("utf-8"))
    assert base in addresses
    assert [] == [address for address in addresses if not address.startswith(base)]
    assert f"Sitemap: {base}sitemap.xml" in (tmp_path / "site/robots.txt").read_text("utf-8")
    assert 'href="/gezin/assets/' in (tmp_path / "site/404.html").read_text("utf-8")


def test_a_fact_ages_with_the_day_of_the_build(tmp_path: Path) -> None:
    seen = []
    for today in (TODAY, "2027-06-01", "2027-11-22"):
        assert 0 == build_real(tmp_path / "site", "--only", "voorbeeldstad", today=today).code
        tree_of_page = LexborHTMLParser(page(tmp_path / "site", "buurtgezinnen"))
        mark = tree_of_page.css_first(".next .checked")
        assert mark
        seen.append(mark.text(strip=True))
    fresh = "gecontroleerd op 5 oktober 2026 door: redacteur sociale kaart"
    assert [fresh, fresh, "Dit nummer is niet kort geleden nagekeken."] == seen
    assert [] == tree_of_page.css(".checked--fresh, .checked--aging")


@pytest.mark.parametrize(
    "words",
    [
        ("--today", "2026-13-01"),
        ("--today", "morgen"),
        ("--jobs", "0"),
        ("--jobs", "veel"),
        ("--base-url", "kaart.nl"),
        ("--root", "/bestaat/niet"),
        ("--kleur",),
        ("bestaat-niet",),
    ],
)
def test_wrong_use_ends_with_code_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run("build", "--out", tmp_path / "site", *words)
    assert 2 == ran.code
    assert words[-1] in ran.text
    assert {} == tree(tmp_path)


def test_build_is_the_command_that_may_be_left_out_and_the_folder_may_be_relative(built: Path, tmp_path: Path) -> None:
    ran = run("--root", SMALL, "--out", "hier/site", "--today", TODAY, "--no-flyers", cwd=tmp_path)
    assert 0 == ran.code
    assert tree(built) == tree(tmp_path / "hier" / "site")
    assert "hier/site/index.html" in ran.text


def test_without_a_terminal_there_is_no_progress_bar(tmp_path: Path) -> None:
    words = command("build", "--root", SMALL, "--out", tmp_path / "site", "--today", TODAY, "--no-flyers")
    done = subprocess.run(words, capture_output=True)
    assert [] == re.findall(rb"[\x00-\x09\x0b-\x1f\x7f]", done.stdout + done.stderr)
    assert b"Pagina's" not in done.stdout + done.stderr


def test_check_writes_nothing(tmp_path: Path) -> None:
    own_content(tmp_path)
    before = tree(tmp_path)
    ran = run("check", "--root", tmp_path / "own", "--today", TODAY, "--no-flyers", cwd=tmp_path)
    assert 0 == ran.code
    assert "Alles is nagekeken; er is niets geschreven." in ran.text
    assert before == tree(tmp_path)


def test_what_stands_together_is_made_by_one_process() -> None:
    places = ["nl"] * 40 + ["ede"] * 30 + ["zwolle"] * 50 + ["utrecht"] * 7 + ["groot"] * 250
    chunks = chunks_of(places, lambda place: place, 2)
    assert places == [place for chunk in chunks for place in chunk]
    assert [70, 50] == [len(chunk) for chunk in chunks[:2]]
    assert all(CHUNK_SIZE <= len(chunk) <= 2 * CHUNK_SIZE for chunk in chunks[:-1])
    assert [] == chunks_of([], lambda place: place, 2)
