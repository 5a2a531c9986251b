"""What a disk can do to us: no rights, no room, pipes, links, and names and letters in the form of a Mac."""

from __future__ import annotations

import errno
import os
import pickle
import resource
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from click.testing import CliRunner, Result

from build import main
from kaart.day import Day
from kaart.languages.updating import updated
from kaart.languages.words import read_words
from kaart.model.facts import Agreement, agreement_of, kinds_of
from kaart.model.site import Options
from kaart.problems import ContentError, Problem
from kaart.serve import Preview
from kaart.source.disk import WHY, UnreadableError, read_bytes, said, write_whole
from kaart.source.load import load
from kaart.source.names import mistake_in
from kaart.source.read import read_folders, read_text, read_themes
from tests.browser import missing
from tests.test_build import ROOT, SMALL, TODAY, TOMORROW, beside, build, command, contents, tree
from tests.test_output import FIRST, SECOND, files, publish

ELSEWHERE = ("--base-url", "https://elders.invalid/")  # another address changes every page
NOBODY = 65534
AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become someone else"
)


def as_nobody(act: Callable[[], Any]) -> Any:
    """What a piece of work gives to a user who may read and write only what is theirs."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if not pid:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            answer = act()
        except ContentError as error:
            answer = str(error)
        except BaseException as error:
            answer = f"broken: {error!r}"
        with os.fdopen(theirs, "wb") as file:
            file.write(pickle.dumps(answer))
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as file:
        answer = pickle.loads(file.read())
    os.waitpid(pid, 0)
    return answer


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that anybody can come to and write in."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture
def own(place: Path) -> Path:
    """A copy of the small content that a test may spoil."""
    return Path(shutil.copytree(SMALL, place / "own"))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@AS_ROOT
def test_a_file_without_rights_is_said_and_the_others_are_read(own: Path) -> None:
    (own / "content/pages/over.md").chmod(0)
    (own / "content/themes/proefdam.css").chmod(0)
    texts, problems = as_nobody(lambda: read_folders(own))
    files, more = as_nobody(lambda: read_themes(own))
    hint = "Vraag wie deze computer beheert om de rechten."
    message = "dit bestand is niet te lezen: u mag dit hier niet."
    assert [Problem("content/pages/over.md", 0, 0, message, hint)] == problems
    assert [Problem("content/themes/proefdam.css", 0, 0, message, hint)] == more
    assert "content/pages/privacy.md" in texts
    assert ["content/themes/proefdam.svg"] == list(files)


@AS_ROOT
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_without_rights_is_said(own: Path, mode: int) -> None:
    (own / "content/pages").chmod(mode)
    answer = as_nobody(lambda: read_folders(own))
    said_of_it = answer if isinstance(answer, str) else "\n".join(map(str, answer[1]))
    assert "content/pages" in said_of_it
    assert "is niet te lezen: u mag dit hier niet." in said_of_it


@AS_ROOT
def test_a_site_that_was_made_read_only_is_replaced_again_and_again(place: Path) -> None:
    folder = place / "site"
    assert as_nobody(lambda: publish(folder, FIRST).changed) == 3
    for site in (SECOND, FIRST):
        for each in (folder / "ede", folder):
            each.chmod(0o555)
        assert as_nobody(partial(publish, folder, site)).changed == 2
        assert site == files(folder)
        assert ["site"] == [path.name for path in place.iterdir()]


def test_a_folder_that_is_a_link_is_one_problem(own: Path) -> None:
    (own / "content/register").rename(own / "elders")
    (own / "content/register").symlink_to("../elders")
    ran = run("check", "--root", own, "--today", TOMORROW, "--no-flyers")
    assert 1 == ran.exit_code
    assert ran.stderr.startswith('content/register: dit is een koppeling naar "../elders"; die volgt de site niet.')
    assert "\n1 fout en 0 waarschuwingen." in ran.stderr


@AS_ROOT
def test_a_site_of_another_user_stays_and_leaves_nothing_in_the_way(place: Path) -> None:
    publish(place / "site", FIRST)
    for _ in range(2):
        answer = as_nobody(lambda: publish(place / "site", SECOND))
        assert "u mag dit hier niet" in answer
        assert FIRST == files(place / "site")
        assert ["site"] == [path.name for path in place.iterdir()]


@AS_ROOT
@pytest.mark.parametrize("purpose", ["building", "old", "folders", "cache", "lock"])
def test_a_working_place_of_another_user_is_said(place: Path, purpose: str) -> None:
    as_nobody(lambda: publish(place / "site", FIRST))
    theirs = place / f".site.{purpose}"
    if purpose in ("cache", "lock"):
        theirs.write_bytes(b"")
    else:
        (theirs / "diep").mkdir(parents=True)
        (theirs / ".sociale-kaart").touch()
        (theirs / "diep/zee.jpg").touch()
        (theirs / "diep").chmod(0o700)
    theirs.chmod(0o700)
    answer = as_nobody(lambda: publish(place / "site", SECOND))
    assert isinstance(answer, str), answer
    assert "u mag dit hier niet" in answer
    assert theirs.name in answer or purpose == "lock"
    assert FIRST == files(place / "site")


@AS_ROOT
def test_a_place_that_nobody_may_write_in_is_said(place: Path) -> None:
    (place / "vast").mkdir(mode=0o755)
    answer = as_nobody(lambda: publish(place / "vast/site", FIRST))
    assert "hier kan niet geschreven worden: u mag dit hier niet." in answer
    assert [] == list((place / "vast").iterdir())


def test_a_place_that_goes_round_is_said(tmp_path: Path) -> None:
    (tmp_path / "kring").symlink_to("kring")
    for out in (tmp_path / "kring", tmp_path / "kring/site", tmp_path / ("a" * 300)):
        ran = build(out)
        assert 1 == ran.code, ran.text
        assert "Er is niets geschreven." in ran.text
    assert ["kring"] == [path.name for path in tmp_path.iterdir()]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], capture_output=True)
    if made.returncode:
        missing("a disk that can be filled (mount -t tmpfs, for which one has to be root)")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_leaves_the_old_site(small_disk: Path) -> None:
    site, filler = small_disk / "site", small_disk / "filler"
    assert 0 == build(site).code
    before = tree(site)
    for room in (0, 20_000, 400_000):
        with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            while True:
                file.write(b"\0" * 4096)
        os.truncate(filler, max(0, filler.stat().st_size - room))
        ran = build(site, "--jobs", "2", *ELSEWHERE)
        assert 1 == ran.code, ran.text
        assert "de schijf is vol" in ran.text
        assert "Maak ruimte vrij en probeer het opnieuw." in ran.text
        assert before == tree(site)
        assert ["filler"] == beside(site)
        filler.unlink()
    assert 0 == build(site, *ELSEWHERE).code
    assert before != tree(site)


def test_a_disk_of_its_own_cannot_be_replaced_and_is_said(small_disk: Path) -> None:
    ran = build(small_disk)
    assert 1 == ran.code
    assert "het is in gebruik, of het is zelf een schijf" in ran.text
    assert [] == list(small_disk.iterdir())
    assert ["schijf"] == [path.name for path in small_disk.parent.iterdir()]
    assert 0 == build(small_disk / "site").code


def test_a_file_that_may_not_grow_leaves_the_old_site(tmp_path: Path) -> None:
    """The same as a full disk, also where nobody is root: in the processes that make the pages too."""
    site = tmp_path / "site"
    assert 0 == build(site).code
    before = tree(site)
    words = command("build", "--root", SMALL, "--out", site, "--today", TODAY, "--jobs", "2", "--no-flyers", *ELSEWHERE)
    limit = 20_000
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert 1 == done.returncode
    assert "Traceback" not in done.stderr
    assert "een bestand wordt groter dan hier mag" in done.stderr
    assert "De oude site staat er nog." in done.stderr
    assert before == tree(site)
    assert [] == beside(site)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", [("check", "--no-flyers"), ("translations", "status"), ("schema",)])
def test_an_answer_that_cannot_be_written_is_no_traceback(own: Path, words: tuple[str, ...]) -> None:
    (own / "content/README.md").write_text("Uitleg.\n", "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*words, "--root", own), stdout=full, stderr=subprocess.PIPE, text=True)
    assert 1 == done.returncode, done.stderr
    assert "de schijf is vol" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_written_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "ar.yaml"
    path.write_bytes(b"alle vertalingen")
    path.chmod(0o640)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_whole(path, b"x" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert {"ar.yaml": b"alle vertalingen"} == contents(tmp_path)
    write_whole(path, b"nieuw")
    assert (b"nieuw", 0o640) == (path.read_bytes(), path.stat().st_mode & 0o777)


@pytest.mark.parametrize("code", sorted(WHY))
def test_every_error_of_the_disk_has_its_words(code: int) -> None:
    why, hint = said(OSError(code, os.strerror(code)))
    assert os.strerror(code) not in why
    assert hint.endswith(".")
    assert said(OSError(errno.ECHILD, "No child"))[0] == 'het systeem zegt "No child"'


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/tty"])
def test_a_device_is_refused_and_not_read(device: str) -> None:
    if not Path(device).exists():
        missing(device)
    for follows_links in (True, False):
        with pytest.raises(UnreadableError) as caught:
            read_bytes(Path(device), 10, follows_links=follows_links)
        assert "dit is geen bestand maar een apparaat." == caught.value.message


def test_a_file_given_by_name_may_be_a_link_but_not_a_pipe_nor_a_ring(tmp_path: Path) -> None:
    (tmp_path / "een.css").write_text(":root { --a: b; }\n", "utf-8")
    (tmp_path / "twee.css").symlink_to("een.css")
    (tmp_path / "kring.css").symlink_to("kring.css")
    os.mkfifo(tmp_path / "pijp.css")
    assert ":root { --a: b; }\n" == read_text(tmp_path / "twee.css", "twee.css", follows_links=True)[0]
    for name, message in {
        "pijp.css": "dit is geen bestand maar een pijp (FIFO).",
        "kring.css": "dit bestand is niet te lezen: een koppeling op dit pad mag niet of gaat in een kring.",
        ".": "dit is geen bestand maar een map.",
    }.items():
        seen = run("theme", tmp_path / name, "--out", tmp_path / "voorbeeld.html")
        assert 1 == seen.exit_code
        assert message in seen.stderr
    assert not (tmp_path / "voorbeeld.html").exists()


def test_a_preview_of_a_house_style_overwrites_nothing_but_a_preview(tmp_path: Path) -> None:
    css = tmp_path / "ede.css"
    css.write_text(":root { --utrecht-link-color: #0b5d7a; }\n", "utf-8")
    before = css.read_bytes()
    seen = run("theme", css, "--out", css)
    assert 1 == seen.exit_code
    assert "dit bestand is er al, en het is geen voorbeeld van build.py theme." in seen.stderr
    assert before == css.read_bytes()
    for _ in range(2):
        assert 0 == run("theme", css, "--out", tmp_path / "voorbeeld.html").exit_code


def in_nfd(folder: Path) -> int:
    """Writes every text in the form of a Mac; the number of files in which that is another form."""
    changed = 0
    for path in folder.rglob("*"):
        if path.suffix in (".yaml", ".md", ".csv", ".css"):
            text = path.read_text("utf-8")
            path.write_text(unicodedata.normalize("NFD", text), "utf-8")
            changed += text != path.read_text("utf-8")
    return changed


def test_a_site_written_on_a_mac_is_the_same_site(own: Path, tmp_path: Path) -> None:
    (own / "content/themes/proefdam.css").write_text(
        "/* één */\n" + (own / "content/themes/proefdam.css").read_text("utf-8"), "utf-8"
    )
    assert 0 == build(tmp_path / "een/site", root=own).code
    assert in_nfd(own) > 10
    ran = build(tmp_path / "twee/site", root=own)
    assert 0 == ran.code, ran.text
    assert tree(tmp_path / "een/site") == tree(tmp_path / "twee/site")
    assert any("é".encode() in content for content in contents(tmp_path / "twee/site").values())


def test_the_same_word_in_two_forms_is_the_same_in_the_comparison(own: Path) -> None:
    path = own / "initiatives/thuisproef.yaml"
    path.write_text(unicodedata.normalize("NFD", path.read_text("utf-8")), "utf-8")
    content, _ = load(read_folders(own)[0], Day(date.fromisoformat(TOMORROW)))
    facts = [each.facts.frequency for each in content.initiatives.values()]
    assert ["één dagdeel per week"] * 2 == [str(fact.short and fact.short.nl) for fact in facts if fact]
    assert Agreement.SAME == agreement_of(kinds_of(facts))


def test_a_place_in_a_text_written_on_a_mac_is_what_the_editor_sees(own: Path) -> None:
    path = own / "content/pages/over.md"
    text = path.read_text("utf-8") + "\nEén coördinator \u202e0002.\n"
    path.write_text(unicodedata.normalize("NFD", text), "utf-8")
    line = text.count("\n")
    assert [(line, 17)] == [(each.line, each.column) for each in read_folders(own)[1]]


def test_two_names_that_are_one_name_on_a_mac_are_an_error(own: Path) -> None:
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for form in forms:
        shutil.copy(own / "content/pages/over.md", own / "content/pages" / unicodedata.normalize(form, "één.md"))
    texts, problems = read_folders(own)
    assert ['op Windows en macOS is dit hetzelfde bestand als "één.md".'] == [each.message for each in problems]
    assert "content/pages/één.md" in texts


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_typed_on_a_mac_is_the_same_name(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    name = unicodedata.normalize(form, "Eén gezin")
    assert 0 == run("new", "initiative", name, "--root", tmp_path).exit_code
    assert 'name: "Eén gezin"' in (tmp_path / "initiatives/een-gezin.yaml").read_text("utf-8")
    seen = run("check", "--only", unicodedata.normalize(form, "één"), "--root", SMALL, "--no-flyers")
    assert 'de gemeente "één" bestaat niet' in seen.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Aux", '"Aux" kan geen bestand worden: op Windows is "aux" de naam van een apparaat en geen bestand.'),
        ("COM1", '"COM1" kan geen bestand worden: op Windows is "com1" de naam van een apparaat en geen bestand.'),
        ("a" * 300, "deze naam is te lang: 305 tekens, hoogstens 200."),
    ],
)
def test_a_new_file_has_a_name_that_windows_can_have(tmp_path: Path, name: str, message: str) -> None:
    seen = run("new", "initiative", name, "--root", tmp_path)
    assert 1 == seen.exit_code
    assert message in seen.stderr
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        (("new", "municipality", "Testveen"), "content/municipalities"),
        (("new", "initiative", "Testgezin"), "initiatives"),
        (("new", "initiative", "Testgezin"), "initiatives/testgezin.md"),
        (("schema",), "content/schema"),
        (("schema",), "content/schema/site.schema.json"),
        (("schema",), "content/README.md"),
    ],
)
def test_no_command_writes_through_a_link(own: Path, words: tuple[str, ...], linked: str) -> None:
    (own / "content/municipalities/testveen.yaml").unlink()
    shutil.copy(ROOT / "content/README.md", own / "content")
    elsewhere, place = own.parent / "elders", own / linked
    if place.exists():
        place.rename(elsewhere)
    elif "." not in linked:
        elsewhere.mkdir()
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(elsewhere)
    before = tree(own.parent)
    seen = run(*words, "--root", own)
    assert 1 == seen.exit_code
    assert linked in seen.stderr
    assert before == tree(own.parent)


@pytest.mark.parametrize("name", [b"een\xff", "een\uffff".encode(), b"een\ntwee", "\u202eeen".encode()])
def test_a_name_with_what_is_not_seen_is_wrong_use(tmp_path: Path, name: bytes) -> None:
    words = [os.fsencode(word) for word in command("new", "initiative")]
    done = subprocess.run([*words, name, b"--root", os.fsencode(tmp_path)], capture_output=True)
    assert 2 == done.returncode
    assert "staat een teken dat niet te zien is" in done.stderr.decode()
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        *("aux", "AUX.md", "con.yaml", "nul.tar.gz", "prn ", "com1.txt", "lpt9", "com¹.md", "conin$", "aux .md"),
        *("een.", "een ", "a:b", "a*b", "a?b", 'a"b', "a<b", "a>b", "a|b", "a\\b", "a\tb", "a\x00b", "a" * 201),
    ],
)
def test_a_name_that_windows_cannot_have_is_known(name: str) -> None:
    found = mistake_in(name)
    assert found
    assert found[1].endswith(".")


@pytest.mark.parametrize(
    "name", ["auxiliary.md", "com", "com10.md", "console", "een.aux", "één", ".DS_Store", "a" * 200]
)
def test_a_name_that_windows_can_have_is_fine(name: str) -> None:
    assert mistake_in(name) is None


def catalogue(folder: Path, change: Callable[[str], str | bytes] = lambda text: text) -> Path:
    path = folder / "en/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    text = change((ROOT / "templates/locale/en/LC_MESSAGES/messages.po").read_text("utf-8"))
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_catalogue_written_on_a_mac_is_the_same(tmp_path: Path) -> None:
    catalogue(tmp_path, lambda text: unicodedata.normalize("NFD", text))
    words, problems = read_words("en", tmp_path)
    assert [] == problems
    first, _ = read_words("en", ROOT / "templates/locale")
    assert first.translations.words._catalog == words.translations.words._catalog  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text + '\nmsgid "a"\nmsgstr "\uffff"\n', "hier staat een onzichtbaar stuurteken (U+FFFF)."),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "dit bestand begint met een BOM (een onzichtbaar teken)."),
        (lambda text: text.encode() + b'\nmsgid "a"\nmsgstr "\xe9"\n', "dit bestand is geen UTF-8"),
        (lambda text: text + '\nmsgid "a\n', "deze catalogus is niet te lezen"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_said(
    tmp_path: Path, change: Callable[[str], str | bytes], message: str
) -> None:
    path = catalogue(tmp_path / "templates/locale", change)
    words, problems = read_words("en", tmp_path / "templates/locale")
    assert not words.is_complete
    assert [True] == [message in problem.message for problem in problems], problems
    before = path.read_bytes()
    with pytest.raises(ContentError):
        updated(tmp_path, "en")
    assert before == path.read_bytes()


def test_a_catalogue_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "en/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.symlink_to("/etc/passwd")
    words, problems = read_words("en", tmp_path)
    assert not words.is_complete
    assert 1 == len(problems) and "koppeling" in problems[0].message and "root:" not in str(problems[0])


def test_a_catalogue_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "en/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    assert ["dit is geen bestand maar een pijp (FIFO)."] == [each.message for each in read_words("en", tmp_path)[1]]


def test_a_handbook_that_is_not_there_is_said(own: Path) -> None:
    seen = run("schema", "--root", own)
    assert 1 == seen.exit_code
    assert "content/README.md: dit bestand is er niet." in seen.stderr


def test_the_state_of_translations_shows_a_flyer_that_is_too_full(own: Path) -> None:
    path = own / "content/flyers.yaml"
    text = path.read_text("utf-8")
    start = text.index("lead: ") + len("lead: ")
    path.write_text(
        f"{text[:start]}{'Een heel lang verhaal over steun. ' * 60}{text[text.index(chr(10), start) :]}", "utf-8"
    )
    seen = run("translations", "status", "--root", own)
    assert isinstance(seen.exception, SystemExit), seen.exception
    assert 1 == seen.exit_code
    assert "content/flyers.yaml:" in seen.stderr
    assert "Er is niets geschreven." in seen.stderr


def test_the_preview_shows_what_cannot_be_read_and_goes_on_when_it_can(own: Path) -> None:
    preview = Preview(own, Options(today=date.fromisoformat("2026-11-22"), with_flyers=False))
    pipe = own / "content/pages/pijp.md"
    os.mkfifo(pipe)
    assert b"dit is geen bestand maar een pijp" in preview.answer("over/")[2]
    pipe.unlink()
    (own / "initiatives").rename(own / "elders")
    (own / "initiatives").symlink_to("elders")
    assert b"initiatives: dit is een koppeling naar &#34;elders&#34;" in preview.answer("over/")[2].replace(
        b"&quot;", b"&#34;"
    )
    (own / "initiatives").unlink()
    (own / "elders").rename(own / "initiatives")
    assert "200 OK" == preview.answer("over/")[0]


def test_check_does_not_wait_for_a_pipe_in_the_place_of_what_is_known(own: Path) -> None:
    os.mkfifo(own / ".site.cache")
    assert 0 == run("check", "--root", own, "--today", "2026-11-22", "--no-flyers", "--jobs", "1").exit_code


@pytest.mark.parametrize("out", ["content", "content/pages", ".", "initiatives/site"])
def test_a_site_is_not_made_where_its_texts_are(own: Path, out: str) -> None:
    (own / ".sociale-kaart").touch()
    before = tree(own)
    ran = build(own / out, root=own)
    assert 1 == ran.code
    assert "deze map kan geen site worden" in ran.text
    assert "Er is niets geschreven." in ran.text
    assert before == tree(own)
