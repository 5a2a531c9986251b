"""Every mistake in `tests/broken/` gives exactly its problems, and nothing is written.

A case is a folder that is laid over a copy of the small site. Its `expected.txt` holds the problems as they are
printed; `remove.txt`, if there is one, lists the files to take away. Files that git or an editor would spoil are in
the tables below.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import main
from kaart.model.prose import render_prose
from kaart.source.load import Prose
from kaart.source.yaml_source import compose

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir())
TESTVEEN = "content/municipalities/testveen.yaml"
THEME = "content/themes/testveen.css"
OVER = "content/pages/over.md"
PROGRESS = re.compile(r"\d+ pagina's (en \d+ flyers )?maken\.")
PLAIN = "cbs_code: GM9002\noffers:\n  - initiative: thuisproef\n    source: proefkrant-2024\n"
PAGE = "---\ntitle: Over deze site\ndescription: Wie deze kleine site maakt.\n---\n"
POSTCODES, COLUMNS = "content/register/postcodes.csv", b"pc4,plaats,gemeente_codes\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="2"><path d="M0 0h1"/></svg>'
SPOILED = {
    "bytes-more-than-a-megabyte": (TESTVEEN, PLAIN.encode() + b"# Testveen\n" * 100_000),
    "bytes-utf-16": (TESTVEEN, PLAIN.encode("utf-16")),
    "bytes-utf-16-without-a-bom": (TESTVEEN, PLAIN.encode("utf-16-le")),
    "bytes-windows-1252": (TESTVEEN, f"{PLAIN}intro: Eén coördinator.\n".encode("cp1252")),
    "bytes-with-a-bom": (TESTVEEN, PLAIN.encode("utf-8-sig")),
    "bytes-with-windows-line-ends": (OVER, f"{PAGE}Een test.\n".replace("\n", "\r\n").encode()),
    "character-that-rings-a-bell": (TESTVEEN, f"{PLAIN}intro: Bel\a gerust.\n".encode()),
    "character-that-turns-the-direction": (TESTVEEN, f"{PLAIN}intro: Bel \u202e0002 0080.\n".encode()),
    "character-that-marks-citations": (OVER, f"{PAGE}Een \ue000test\ue001.\n".encode()),
    "logo-cut-off": ("content/themes/testveen.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x3c\0\0\0\x14"),
    "logo-too-large": ("content/themes/testveen.svg", b"<svg>" + b"<path/>" * 20_000),
    "theme-more-than-a-megabyte": (THEME, b":root { --utrecht-link-color: #0b5d7a; }\n" * 30_000),
    "theme-windows-1252": (THEME, "/* Huisstijl één */\n:root { --utrecht-link-color: #0b5d7a; }\n".encode("cp1252")),
    "character-that-is-none-in-a-key": (OVER, PAGE.replace("title", "ti\uffffle").encode()),
    "character-that-is-none-in-a-text": (OVER, f"{PAGE}Eén test\U0001fffe.\n".encode()),
    "character-that-is-none-in-a-theme": (THEME, "/* één\ufdd0 */\n:root { --a: #0b5d7a; }\n".encode()),
    "character-that-is-none-in-a-value": (TESTVEEN, f"{PLAIN}intro: Bel\ufffe gerust.\n".encode()),
    "character-that-is-none-in-the-register": (
        "content/register/andere-namen.csv",
        "naam,gemeente_\uffffcode\n".encode(),
    ),
    "file-name-as-a-mac-writes-it": ("content/pages/e\u0301e\u0301n.md", PAGE.encode()),
    "file-name-of-a-device": ("initiatives/aux.md", b"Hulp.\n"),
    "file-name-of-a-device-with-two-endings": ("content/pages/con.en.md", b"Help.\n"),
    "file-name-of-a-device-among-the-themes": ("content/themes/nul.css", b":root { --a: #0b5d7a; }\n"),
    "file-name-that-differs-in-case": ("content/pages/Over.md", PAGE.encode()),
    "file-name-with-a-colon": ("content/pages/tijd:10.md", PAGE.encode()),
    "file-name-with-a-dot-at-the-end": ("content/municipalities/ede.yaml.", b"intro: Hulp.\n"),
    "file-name-with-what-is-not-seen": ("content/pages/o\u200bver.md", PAGE.encode()),
    "file-name-too-long": (f"content/pages/{'a' * 220}.md", PAGE.encode()),
    "logo-with-a-number-too-long": ("content/themes/testveen.svg", (LOGO % ("1" * 90_000)).encode()),
    "page-too-long": (OVER, f"{PAGE}{'Een test. ' * 2_100}\n".encode()),
    "page-with-a-number-of-no-character": (OVER, f"{PAGE}Een &#{'9' * 5_000};test.\n".encode()),
    "page-with-a-piece-too-full": (OVER, f"{PAGE}{'[nl: ' * 1_200}\n".encode()),
    "register-postcode-of-thousands-of-digits": (POSTCODES, COLUMNS + b"1" * 5_000 + b",Testveen,GM9002\n"),
    "register-row-longer-than-can-be-read": (POSTCODES, COLUMNS + b"1001,Proefdam," + b"GM9001 " * 20_000 + b"\n"),
    "theme-with-a-number-too-long": (THEME, b":root { --utrecht-link-color: #0b5d7a; --a: %s; }\n" % (b"1" * 90_000)),
    "yaml-text-too-long": (TESTVEEN, f"{PLAIN}intro: {'Een test. ' * 300}\n".encode()),
    "yaml-with-too-many-values": (TESTVEEN, f"{PLAIN}intro: [{'a, ' * 200_000}]\n".encode()),
    "yaml-nested-too-deep": (TESTVEEN, f"intro: {'[' * 100_000}\n".encode()),
}
LINKS = {
    "link-into-the-project": ("initiatives/thuisproef.md", "../.git/config"),
    "link-of-a-house-style": (THEME, "proefdam.css"),
    "link-of-the-content": ("content", "../outside"),
    "link-to-a-link": ("content/pages/nog-een.md", "../../../outside/koppeling.md"),
    "link-to-itself": ("content/pages/kring.md", "kring.md"),
    "link-to-the-folder-above": ("content/pages/boven", ".."),
    "link-within-the-content": ("content/pages/kopie.md", "over.md"),
    "link-of-a-folder-out-of-the-folder": ("content/buiten", "../../outside"),
    "link-out-of-the-folder": ("content/pages/buiten.md", "../../../outside/buiten.md"),
    "link-to-nothing": ("content/pages/nergens.md", "bestaat-niet.md"),
}
PIPES = {
    "pipe-among-the-house-styles": THEME,
    "pipe-among-the-pages": "content/pages/pijp.md",
    "pipe-where-a-folder-belongs": "initiatives",
}


def lay_over(case: str, small_site: Path, folder: Path) -> Path:
    """The small site with one mistake in it."""
    root = folder / "root"
    shutil.copytree(small_site, root)
    shutil.copytree(BROKEN / case, root, dirs_exist_ok=True)
    (folder / "outside").mkdir()
    (folder / "outside" / "buiten.md").write_text(PAGE, "utf-8")
    (folder / "outside" / "koppeling.md").symlink_to("buiten.md")
    if case in SPOILED:
        path, content = SPOILED[case]
        (root / path).write_bytes(content)
    if case in LINKS:
        path, target = LINKS[case]
        put_away(root / path)
        (root / path).symlink_to(target)
    if case in PIPES:
        put_away(root / PIPES[case])
        os.mkfifo(root / PIPES[case])
    if (root / "remove.txt").exists():
        for line in (root / "remove.txt").read_text("utf-8").splitlines():
            (root / line).unlink()
    return root


def put_away(path: Path) -> None:
    """Makes room for something else of this name."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def run(command: str, root: Path, today: str, *options: str) -> Result:
    return CliRunner().invoke(
        main, [command, "--root", str(root), "--today", today, "--jobs", "1", "--no-flyers", *options]
    )


def problems_in(text: str) -> list[str]:
    """The problems, each with its hint; what is missing in the catalogues is no mistake of authors."""
    problems: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            problems[-1] += f"\n{line}"
        elif not PROGRESS.fullmatch(line):
            problems.append(line)
    return [problem for problem in problems if not problem.startswith("templates/")]


def is_error(problem: str) -> bool:
    return ": let op: " not in problem.splitlines()[0]


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_small_site_has_no_problems(small_site: Path, today: str) -> None:
    seen = run("check", small_site, today)

    assert [] == problems_in(seen.stderr)
    assert 0 == seen.exit_code


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_gives_exactly_its_problems(case: str, small_site: Path, today: str, tmp_path: Path) -> None:
    expected = problems_in((BROKEN / case / "expected.txt").read_text("utf-8"))
    errors = sum(is_error(problem) for problem in expected)

    seen = run("check", lay_over(case, small_site, tmp_path), today)
    printed, _, ending = seen.stderr.partition("\n\n")

    assert not seen.exception or isinstance(seen.exception, SystemExit), seen.exception
    assert expected == problems_in(printed)
    if errors:
        assert 1 == seen.exit_code
        assert ending.startswith("1 fout en " if errors == 1 else f"{errors} fouten en ")
        assert ending.endswith("Er is niets geschreven.\n")
    else:
        assert 0 == seen.exit_code
        assert "Alles is nagekeken; er is niets geschreven." in seen.stdout


@pytest.mark.parametrize("table", [SPOILED, LINKS, PIPES])
def test_every_spoiled_file_has_a_case(table: dict[str, object]) -> None:
    assert set() == set(table) - set(CASES)


@pytest.mark.parametrize("case", ["two-mistakes-in-two-files", "page-with-a-link-to-no-page"])
def test_a_mistake_leaves_the_site_that_is_there(case: str, small_site: Path, today: str, tmp_path: Path) -> None:
    out = tmp_path / "out" / "site"
    run("build", small_site, today, "--out", str(out))
    expected = tree(out.parent)

    seen = run("build", lay_over(case, small_site, tmp_path), today, "--out", str(out))

    assert 1 == seen.exit_code
    assert expected == tree(out.parent)
    assert "site/index.html" in expected


def test_a_list_needs_no_blank_line_before_it() -> None:
    text = "Zij vraagt:\n- een naam;\n  voluit;\n- een dag.\n\nDaarna:\n1. bellen\n2. komen\n"
    expected = (
        "<p>Zij vraagt:</p><ul><li>een naam;  voluit;</li><li>een dag.</li></ul>"
        "<p>Daarna:</p><ol><li>bellen</li><li>komen</li></ol>"
    )

    html, problems = render_prose(Prose("over.md", "over", "nl", text), ())

    assert expected == html.html.replace("\n", "")
    assert [] == problems


def test_the_spaces_of_a_word_processor_become_ordinary_ones() -> None:
    document, problems = compose("testveen.yaml", "name: Stichting\u00a0Test\u00advee\u200bn\u202f\n")

    assert [] == problems
    assert document is not None
    assert {"name": "Stichting Testveen "} == document.value


def test_a_warning_stops_the_build_only_when_it_is_strict(small_site: Path, today: str, tmp_path: Path) -> None:
    root = lay_over("room-past", small_site, tmp_path)

    assert 0 == run("check", root, today).exit_code
    assert 1 == run("check", root, today, "--strict").exit_code
