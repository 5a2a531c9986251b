"""Whatever was edited, a build on what an earlier one left gives the same bytes as a build from nothing.

Random edits of every kind are made, some at a time: texts, days, numbers, files that come and go, translations, words,
styles, templates, options, and the day itself. `KAART_EDITS=500 pytest tests/test_incremental.py` makes more of them,
and `KAART_SEED` others.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

import kaart.model.site
import kaart.publish.build
import kaart.publish.keys
from build import main
from tests.browser import ROOT, TODAY

EDITS = int(os.environ.get("KAART_EDITS", "25"))
SEED = int(os.environ.get("KAART_SEED", "17"))
MOST_AT_ONCE = 4
WORDS = ("nieuw", "anders", "morgen", "fiets", "kaart", "ouders")
TEXT = re.compile(r"^( *(?:- )?\w+: )([A-Z][\w ,.’-]{3,})$", re.MULTILINE)
DAY = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
SWITCHBOARD_DAY = re.compile(r"20\d\d-\d\d-\d\d$", re.MULTILINE)
SWITCHBOARD_NUMBER = re.compile(r"000 [0-9 ]+(?=,)")
NUMBER = re.compile(r"^( +phone: .*)(\d)(?=\D*$)", re.MULTILINE)
WORD = re.compile(r"(?<=[a-z] )([a-z]{4,})(?= [a-z])")
OPTIONAL = re.compile(r"^ +(?:provider|since|note|website|by_appointment|intro): .*\n", re.MULTILINE)
COLOUR = re.compile(r"#[0-9a-f]{6}")
TRANSLATED = re.compile(r'^msgstr "([^%"\\]{4,})"$', re.MULTILINE)
OPTIONS = ((), ("--no-example",), ("--drafts",), ("--base-url", "https://anders.invalid/"), ("--only", "proefdam"))


@dataclass
class Project:
    """A copy of the small site and of the program's own files, which may be edited, and how it is built."""

    place: Path
    random: Random
    today: date
    options: tuple[str, ...] = ()
    done: Counter[str] = field(default_factory=Counter)

    @property
    def folders(self) -> dict[str, Path]:
        return {name: self.place / name for name in ("content", "initiatives", "program")}

    def files(self, pattern: str) -> list[Path]:
        files = (path for folder in self.folders.values() for path in folder.rglob("*") if path.is_file())
        return sorted(path for path in files if path.match(pattern))

    def build(self, out: str) -> bool:
        """True where a build to a folder went well."""
        words = ["build", "--root", self.place, "--out", self.place / out, "--today", self.today.isoformat()]
        done = CliRunner().invoke(main, [*map(str, words), "--jobs", "1", "--no-flyers", *self.options])
        assert done.exit_code in (0, 1), done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done.exit_code == 0

    def change(self, pattern: str, sought: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        """Changes one place in one file; nothing where there is none."""
        path = self.random.choice(self.files(pattern))
        text = path.read_text("utf-8")
        found = list(sought.finditer(text))
        if found:
            match = self.random.choice(found)
            path.write_text(text[: match.start()] + new(match) + text[match.end() :], "utf-8")

    @contextmanager
    def as_it_was_unless_kept(self) -> Iterator[list[bool]]:
        """Puts the files and options back, unless it is said that they are kept."""
        kept: list[bool] = []
        before = self.place / "before"
        for name, folder in self.folders.items():
            shutil.copytree(folder, before / name)
        today, options = self.today, self.options
        yield kept
        if not kept:
            self.today, self.options = today, options
            for name, folder in self.folders.items():
                shutil.rmtree(folder)
                shutil.copytree(before / name, folder)
        shutil.rmtree(before)


def a_text(project: Project) -> None:
    word = project.random.choice(WORDS)
    project.change("*.yaml", TEXT, lambda match: f"{match[1]}{match[2].rstrip('.')} {word}")


def a_profile(project: Project) -> None:
    word = project.random.choice(WORDS)
    project.change("initiatives/*.yaml", TEXT, lambda match: f"{match[1]}{match[2].rstrip('.')} {word}")


def a_day(project: Project) -> None:
    days = timedelta(project.random.randint(-400, 200))
    project.change("*.yaml", DAY, lambda match: (date(*map(int, match.groups())) + days).isoformat())


def a_phone_number(project: Project) -> None:
    digit = str(project.random.randint(0, 9))
    project.change("*.yaml", NUMBER, lambda match: match[1] + digit)


def a_row_of_the_register(project: Project) -> None:
    column = project.random.choice((SWITCHBOARD_DAY, SWITCHBOARD_NUMBER))
    new = project.random.choice(("2026-09-16", "2024-01-31")) if column is SWITCHBOARD_DAY else "000 999 00 00"
    project.change("gemeente-contact.csv", column, lambda match: new)


def a_line_less(project: Project) -> None:
    project.change("municipalities/*.yaml", OPTIONAL, lambda match: "")


def a_long_text(project: Project) -> None:
    word = project.random.choice(WORDS)
    project.change("*.md", WORD, lambda match: f"{match[1]} {word}")


def a_style(project: Project) -> None:
    colour = f"#{project.random.randrange(0x60):02x}{project.random.randrange(0x60):02x}4d"
    pattern = project.random.choice(("themes/*.css", "themes/*.svg", "initiatives/*.yaml"))
    project.change(pattern, COLOUR, lambda match: colour)


def a_word_of_the_interface(project: Project) -> None:
    project.change("*.po", TRANSLATED, lambda match: f'msgstr "{match[1]}s"')


def a_template(project: Project) -> None:
    project.change("pages/*.html", re.compile("(?<=<p>)"), lambda match: "&#8203;")


def a_module(project: Project) -> None:
    project.change("module.py", re.compile("$"), lambda match: "\n# anders")


def a_file_that_goes_or_comes(project: Project) -> None:
    gone = project.place / "gone"
    gone.mkdir(exist_ok=True)
    kept = sorted(gone.iterdir())
    if kept and project.random.random() < 0.6:
        path = project.random.choice(kept)
        shutil.move(path, project.place / path.name.replace("|", "/"))
        return
    path = project.random.choice([*project.files("municipalities/*.yaml"), *project.files("pages/*.md")])
    shutil.move(path, gone / path.relative_to(project.place).as_posix().replace("/", "|"))


def a_name_of_a_file(project: Project) -> None:
    path = project.random.choice(project.files("*.md"))
    new = path.with_name(path.name.replace(".", "-twee.", 1))
    path.rename(new)


def other_options(project: Project) -> None:
    project.options = project.random.choice(OPTIONS)


def another_day(project: Project) -> None:
    project.today += timedelta(project.random.choice((-200, -30, -1, 1, 1, 14, 60, 190)))


KINDS = (
    *(
        a_text,
        a_profile,
        a_day,
        a_day,
        a_phone_number,
        a_row_of_the_register,
        a_long_text,
        a_style,
        a_word_of_the_interface,
    ),
    *(
        a_line_less,
        a_template,
        a_module,
        a_file_that_goes_or_comes,
        a_name_of_a_file,
        other_options,
        another_day,
        another_day,
    ),
)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without(folder: Path) -> None:
    """Removes a site and all that a build keeps beside it."""
    for path in folder.parent.iterdir():
        if path.name in (folder.name, f".{folder.name}.twin", f".{folder.name}.folders"):
            shutil.rmtree(path)
        elif path.name in (f".{folder.name}.cache", f".{folder.name}.memory"):
            path.unlink()


@pytest.fixture
def project(tmp_path: Path, small_site: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shutil.copytree(small_site, tmp_path, dirs_exist_ok=True)
    program = tmp_path / "program"
    shutil.copytree(ROOT / "templates", program / "templates")
    (program / "kaart").mkdir()
    (program / "kaart/module.py").write_text("# anders", "utf-8")
    monkeypatch.setattr(kaart.publish.keys, "PROGRAM", program)
    monkeypatch.setattr(kaart.publish.build, "TEMPLATES", program / "templates")
    monkeypatch.setattr(kaart.model.site, "LOCALE_FOLDER", program / "templates/locale")
    return Project(tmp_path, Random(SEED), date.fromisoformat(TODAY))


def test_a_build_on_an_earlier_one_is_the_same_as_one_from_nothing(project: Project) -> None:
    assert project.build("site")
    made = tried = 0
    while made < EDITS:
        tried += 1
        assert tried < 20 * EDITS
        kinds = project.random.choices(KINDS, k=project.random.randint(1, MOST_AT_ONCE))
        with project.as_it_was_unless_kept() as kept:
            for edit in kinds:
                edit(project)
            before = tree(project.place / "site")
            names = ", ".join(edit.__name__ for edit in kinds)
            without(project.place / "new")
            if not project.build("site"):
                assert before == tree(project.place / "site")
                assert not project.build("new"), names
                continue
            kept.append(True)
        assert project.build("new")
        new, seen = tree(project.place / "new"), tree(project.place / "site")
        assert [] == sorted(each for each in new.keys() | seen.keys() if new.get(each) != seen.get(each)), names
        assert seen == tree(project.place / ".site.twin"), names
        made += len(kinds)
        project.done.update(edit.__name__ for edit in kinds)
    assert len(project.done) > len(set(KINDS)) / 2, project.done
