"""What was read is remembered, and is never anything but what reading it again would give."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
import yaml

from kaart.languages.voice import Phrase
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, plan_site
from kaart.problems import ContentError, Problem
from kaart.publish.build import progress_of_translation, publish
from kaart.schema.fields import is_example_host
from kaart.source import memory as memories
from kaart.source.memory import START, Memory, digest, program_digest
from tests.test_broken import CASES, lay_over
from tests.test_build import SMALL

pytestmark = pytest.mark.slow  # hundreds of readings

TODAY = date(2026, 11, 22)
TESTVEEN = "content/municipalities/testveen.yaml"
Read = tuple[Site, list[Problem]]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


@pytest.fixture
def kept(own: Path) -> bytes:
    """The memory of a first reading of the small site."""
    memory = Memory()
    read_site(own, Options(TODAY), memory)
    found = memory.to_write()
    assert found
    return found


def written(content: bytes, folder: Path) -> Memory:
    (folder / ".site.memory").write_bytes(content)
    return Memory.read(folder / ".site.memory")


def whole(body: bytes) -> bytes:
    """The file of a memory of this program, whatever is in it."""
    return START + program_digest() + sha256(body).digest() + body


def assert_same(first: Read, second: Read) -> None:
    assert sorted(first[1]) == sorted(second[1])
    for part in ("sources", "terms", "safety", "initiatives", "municipalities", "translations", "areas", "glossary"):
        assert getattr(first[0].content, part) == getattr(second[0].content, part), part
    assert (first[0].pages, first[0].profiles) == (second[0].pages, second[0].profiles)
    assert first[0].localities == second[0].localities
    for code, voice in first[0].voices.items():
        other = second[0].voices[code]
        assert (voice.memory, voice.start, voice._("Zoeken")) == (other.memory, other.start, other._("Zoeken"))


def test_nothing_is_read_twice(own: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_site(own, Options(TODAY))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    for name in ("kaart.source.load.compose", "kaart.model.prose.markdown.Markdown", "kaart.languages.words._compiled"):
        monkeypatch.setattr(name, refuse)
    monkeypatch.setattr("kaart.source.load.ContentLoader.record", refuse)
    memory = written(kept, own)
    assert_same(first, read_site(own, Options(TODAY), memory))
    assert memory.to_write() is None, "nothing is new"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda kept: b"",
    "random bytes": lambda kept: Random(1).randbytes(5_000),
    "random bytes behind a good start": lambda kept: whole(Random(2).randbytes(5_000)),
    "cut off": lambda kept: kept[:-100],
    "one byte changed": lambda kept: kept[:5_000] + bytes((kept[5_000] ^ 1,)) + kept[5_001:],
    "of another program": lambda kept: START + b"\1" * 32 + kept[len(START) + 32 :],
    "of something else": lambda kept: whole(pickle.dumps(["van", "iemand", "anders"])),
    "damaged values": lambda kept: whole(pickle.dumps(dict.fromkeys(rows(kept), b"kapot"))),
    "other values": lambda kept: whole(pickle.dumps({key: pickle.dumps(("iets", 1)) for key in rows(kept)})),
    "values in each other's place": lambda kept: whole(
        pickle.dumps(dict(zip(rows(kept), reversed(rows(kept).values()), strict=True)))
    ),
}


def rows(kept: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = pickle.loads(kept[len(START) + 64 :])
    return found


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_memory_is_an_empty_one(own: Path, kept: bytes, damage: Callable[[bytes], bytes]) -> None:
    memory = written(damage(kept), own)
    assert_same(read_site(own, Options(TODAY)), read_site(own, Options(TODAY), memory))


def test_a_memory_that_is_larger_than_any_of_ours_is_an_empty_one(
    own: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memories, "MOST_BYTES", len(kept) - 1)
    assert written(kept, own).find(next(iter(rows(kept)))) is None


class Runs:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.path,)


def test_a_memory_makes_the_program_do_nothing(tmp_path: Path) -> None:
    key, trace = digest("test"), tmp_path / "trace"
    for body in (pickle.dumps(Runs(trace)), pickle.dumps({key: pickle.dumps((key, Runs(trace)))})):
        assert written(whole(body), tmp_path).find(key) is None
    for function in (memories.Memory.read, read_site, yaml.load):
        assert written(whole(pickle.dumps({key: pickle.dumps((key, function))})), tmp_path).find(key) is None
    assert not trace.exists()


def test_values_of_our_own_come_back(tmp_path: Path) -> None:
    memory, key = Memory(), digest("test")
    memory.keep(key, (Phrase("een"), TODAY, ("twee", 2.5), None))
    again = written(memory.to_write() or b"", tmp_path)
    assert (Phrase("een"), TODAY, ("twee", 2.5), None) == again.find(key)


def test_a_memory_holds_no_more_than_was_used(own: Path, kept: bytes) -> None:
    memory = written(kept, own)
    (own / TESTVEEN).unlink()
    read_site(own, Options(TODAY), memory)
    assert len(rows(memory.to_write() or b"")) < len(rows(kept))
    read_site(own, Options(TODAY), memory)
    assert len(rows(memory.to_write() or b"")) < len(rows(kept)), "also where one process reads again"


EDITS: dict[str, Callable[[Path], object]] = {
    "a phone number": lambda own: replace(own / TESTVEEN, "cbs_code", "intro: Bel gerust.\ncbs_code"),
    "a file renamed": lambda own: (own / "content/pages/over.md").rename(own / "content/pages/zo.md"),
    "two files with the same bytes": lambda own: shutil.copy(own / TESTVEEN, own / "content/municipalities/ander.yaml"),
    "two texts with the same bytes": lambda own: shutil.copy(
        own / "content/pages/over.md", own / "content/pages/ook-over.md"
    ),
    "a source gone": lambda own: replace(own / "content/sources.yaml", "proefkrant-2024:", "andere-krant:"),
    "an error in a head": lambda own: replace(own / "content/pages/over.md", "description:", "descripton:"),
    "an error in a register": lambda own: replace(own / "content/register/gemeenten.csv", "GM9002", "GM90O2"),
}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_change_is_read_and_mended_as_without_a_memory(
    own: Path, kept: bytes, edit: Callable[[Path], object]
) -> None:
    before, memory = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}, written(kept, own)
    edit(own)
    for _ in range(2):
        assert_same(read_site(own, Options(TODAY)), read_site(own, Options(TODAY), memory))
    for path in [path for path in own.rglob("*") if path.is_file()]:
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    assert_same(read_site(own, Options(TODAY)), read_site(own, Options(TODAY), memory))


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2024, 6, 1), date(2026, 11, 23), date(2031, 1, 1)])
def test_on_another_day_the_same_is_found_as_without_a_memory(own: Path, kept: bytes, day: date) -> None:
    memory = written(kept, own)
    assert_same(read_site(own, Options(day)), read_site(own, Options(day), memory))
    assert_same(read_site(own, Options(TODAY)), read_site(own, Options(TODAY), memory))


def problems_of(root: Path, memory: Memory | None) -> list[Problem]:
    """Every problem in a folder, also of one that cannot be read at all."""
    try:
        return sorted(read_site(root, Options(TODAY), memory)[1])
    except ContentError as error:
        return list(error.problems)


def test_every_mistake_is_found_at_its_place_with_and_without_a_memory(tmp_path: Path, own: Path, kept: bytes) -> None:
    different = []
    for number, case in enumerate(CASES[::5]):  # of every kind of file and mistake; `test_broken.py` reads them all
        (tmp_path / str(number)).mkdir()
        root = lay_over(case, SMALL, tmp_path / str(number))
        memory = written(kept, own)
        without = problems_of(root, None)
        twice = [problems_of(root, memory) for _ in range(2)]
        if twice != [without, without]:
            different.append(case)
    assert [] == different


def test_the_numbers_of_the_languages_are_the_same_from_memory_and_from_nothing(own: Path, tmp_path: Path) -> None:
    site, _ = read_site(own, Options(TODAY, with_flyers=False))
    plan, _ = plan_site(site)
    publish(site, plan, tmp_path / "site", 1, lambda _: None)
    counted: list[int] = []
    known = progress_of_translation(site, plan, tmp_path / "site", 1, counted.append)
    fresh = progress_of_translation(site, plan, tmp_path / "elsewhere", 1, lambda _: None)
    assert known == fresh
    assert [sum(page.kind is not Kind.STATE for page in plan.pages)] == counted, "all of it from memory"


def test_a_municipality_that_was_right_is_not_looked_through_again(
    own: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def looked_at(host: str) -> bool:
        seen.append(host)
        return is_example_host(host)

    monkeypatch.setattr("kaart.model.rules.municipalities.is_example_host", looked_at)
    read_site(own, Options(TODAY))
    assert {"www.rijksoverheid.nl", "www.voorbeeldstad.example"} <= set(seen), "without a memory all are"
    seen.clear()
    memory = written(kept, own)
    read_site(own, Options(TODAY), memory)
    assert "www.rijksoverheid.nl" not in seen
    file = own / "content/municipalities/proefdam.yaml"
    file.write_text(file.read_text("utf-8").replace("rijksoverheid.nl/loket", "overheid.nl/loket"), "utf-8")
    read_site(own, Options(TODAY), memory)
    assert {"www.rijksoverheid.nl", "www.overheid.nl"} <= set(seen)


@pytest.mark.parametrize(("name", "gone"), [("sources", "proefkrant-2024"), ("terms", "gemeente")])
def test_a_municipality_that_was_right_is_wrong_when_what_it_names_is_gone(
    own: Path, kept: bytes, name: str, gone: str
) -> None:
    file = own / f"content/{name}.yaml"
    found = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(yaml.safe_dump({key: found[key] for key in found if key != gone}, allow_unicode=True), "utf-8")
    without = problems_of(own, None)
    assert any(f'"{gone}" bestaat niet' in problem.message for problem in without)
    assert without == problems_of(own, written(kept, own))


def test_a_municipality_that_was_right_is_looked_through_on_the_day_that_something_ends(own: Path, kept: bytes) -> None:
    ended = date(2027, 1, 1)
    memory = written(kept, own)
    for day in (ended, TODAY, ended):
        assert sorted(read_site(own, Options(day))[1]) == sorted(read_site(own, Options(day), memory)[1])
    said = [str(problem) for problem in read_site(own, Options(ended), memory)[1]]
    assert any("dit gold tot en met 2026-12-31" in each for each in said)
