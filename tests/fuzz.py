"""Tries mutated files of every kind: none may cause a traceback, take long, or need much memory. `make fuzz` runs it.

Each case changes one file of the small site, of the real content or of the catalogues, and takes the path of `check`
with that file alone. One case in fifty goes on with the whole small site: rules, plan, plain language and some pages.
A case is a number; the same number is the same input on every machine, so what was found can be tried again.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from types import FrameType

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kaart import TEMPLATES  # noqa: E402
from kaart.day import Day  # noqa: E402
from kaart.house_style.logo import read_logo  # noqa: E402
from kaart.house_style.styles import read_house_styles  # noqa: E402
from kaart.house_style.theme import read_theme  # noqa: E402
from kaart.languages.translations.checks import check_translations  # noqa: E402
from kaart.languages.translations.pairs import dutch_texts, merged  # noqa: E402
from kaart.languages.words import DOMAIN_FILE, read_words  # noqa: E402
from kaart.model.plain import check_plain  # noqa: E402
from kaart.model.prose import render_prose  # noqa: E402
from kaart.model.rules.check import check_rules  # noqa: E402
from kaart.model.site import Options, read_site  # noqa: E402
from kaart.plan import plan_site  # noqa: E402
from kaart.problems import ContentError, Problem  # noqa: E402
from kaart.render.assets import read_assets  # noqa: E402
from kaart.render.pages import Renderer  # noqa: E402
from kaart.source.load import load  # noqa: E402
from kaart.source.memory import Memory  # noqa: E402
from kaart.source.read import MAXIMUM_BYTES, read_folders, read_themes  # noqa: E402
from kaart.source.register import FOLDER as REGISTER  # noqa: E402
from tests.nasty import NASTY, TOKENS  # noqa: E402

SMALL_SITE = ROOT / "tests/small-site"
FOUND = ROOT / ".venv/fuzz"  # where the inputs are kept that something was found with
TODAY = date(2026, 11, 22)
USUAL_CASES = 20_000
MOST_SECONDS = 2.0  # of the processor, for one case
MOST_MEGABYTES = 300
GIVE_UP_AFTER = 20.0  # seconds of the processor: what takes longer is stopped
WHOLE_SITE_EACH = 50
FORGET_EACH = 200  # cases: what the program keeps of earlier texts is for the preview
PAGES_TRIED = 4
LONGEST_TABLE = 40  # lines of a table of the register: the real ones have thousands that are alike
GIANT_SHARE = 0.04  # of all changes
READ_SUFFIXES = (".yaml", ".md", ".csv", ".css", ".svg", ".png", ".po")


class TooLongError(Exception):
    """Raised in a case that does not end."""


@dataclass(frozen=True)
class Case:
    """An input: the file it changes, by its path in a site, and what is in it then."""

    number: int
    path: str
    content: bytes
    is_whole_site: bool


@dataclass(frozen=True)
class Finding:
    """What a case showed: the last lines of a traceback, or how long it took."""

    case: Case
    what: str

    @property
    def kind(self) -> str:
        return self.what.strip().splitlines()[-1][:120]


@dataclass(frozen=True)
class Report:
    """What came of all cases."""

    cases: int
    by_suffix: Counter[str]
    findings: tuple[Finding, ...]
    slowest: tuple[float, Case | None]
    seconds: float
    megabytes: float

    @property
    def is_clean(self) -> bool:
        return not self.findings and self.megabytes < MOST_MEGABYTES

    def __str__(self) -> str:
        seconds, case = self.slowest
        hangs = sum(1 for finding in self.findings if finding.what.startswith("took"))
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(self.by_suffix.items()))
        lines = [
            f"{self.cases} mutated files ({kinds}) in {self.seconds:.0f} s",
            f"tracebacks: {len(self.findings) - hangs}",
            f"cases over {MOST_SECONDS:g} s: {hangs}",
            f"slowest: {seconds:.2f} s, case {case.number if case else '-'} ({case.path if case else '-'})",
            f"memory at most: {self.megabytes:.0f} MB (limit {MOST_MEGABYTES})",
        ]
        for kind, count in Counter(finding.kind for finding in self.findings).most_common():
            first = next(finding for finding in self.findings if finding.kind == kind)
            lines.append(f"  {count} times, first in case {first.case.number} ({first.case.path}): {kind}")
        if self.findings:
            lines.append(f"The inputs are in {FOUND}/. Again: python tests/fuzz.py --case NUMBER")
        return "\n".join(lines)


class Mutator:
    """Changes files as people and machines do: it knows values, lines and signs, and a list of nasty texts."""

    def __init__(self) -> None:
        paths = [path for folder in ("content", "initiatives") for path in sorted((SMALL_SITE / folder).rglob("*"))]
        small = [(path.relative_to(SMALL_SITE).as_posix(), path.read_bytes()) for path in paths if path.is_file()]
        real = [path for folder in ("content", "initiatives") for path in sorted((ROOT / folder).rglob("*"))]
        large = [
            (path.relative_to(ROOT).as_posix(), _shortened(path))
            for path in real
            if path.suffix in READ_SUFFIXES and path.name != "README.md" and "municipalities" not in path.parts
        ]
        large += [
            (f"content/municipalities/{path.name}", path.read_bytes())
            for path in sorted((ROOT / "content/municipalities").glob("*.yaml"))[::40]
        ]
        words = sorted((ROOT / "templates/locale").rglob("*.po"))
        catalogues = [(path.relative_to(ROOT).as_posix(), _first_messages(path)) for path in words]
        pictures = [("content/themes/vlag.png", _png()), ("content/themes/vlag.svg", _svg())]
        self.files: dict[str, list[tuple[str, bytes]]] = {suffix: [] for suffix in READ_SUFFIXES}
        self.small = [file for file in small if Path(file[0]).suffix in READ_SUFFIXES]
        for path, content in (*self.small, *large, *catalogues, *pictures):
            self.files[Path(path).suffix].append((path, content))
        self.suffixes = [*(".yaml",) * 5, *(".md",) * 5, *(".csv",) * 2, ".css", ".css", ".svg", ".svg", ".png", ".po"]

    def case(self, number: int) -> Case:
        """The case with this number."""
        random = Random(number)
        is_whole_site = number % WHOLE_SITE_EACH == 0
        files = self.small if is_whole_site else self.files[random.choice(self.suffixes)]
        path, content = random.choice(files)
        changes = random.choice((1, 1, 1, 2, 3, 8))
        if path.endswith(".png"):
            for _ in range(changes):
                content = self._bytes_changed(content, random)
            return Case(number, path, content, is_whole_site)
        text = content.decode()
        for _ in range(changes):
            text = self._changed(text, random)
        content = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.05:
            content = self._bytes_changed(content, random)
        return Case(number, path, content[: MAXIMUM_BYTES + 10], is_whole_site)

    def _changed(self, text: str, random: Random) -> str:
        if random.random() < GIANT_SHARE:
            return self._with_a_giant(text, random)
        change = random.choice(
            (
                *(self._with_another_value,) * 4,
                *(self._with_something_nasty,) * 3,
                *(self._with_lines_changed,) * 3,
                *(self._with_values_swapped, self._with_a_piece_repeated, self._with_a_piece_of_another_file),
                *(self._with_another_indent, self._cut_off, self._with_a_sign_changed),
            )
        )
        return change(text, random)

    def _nasty(self, random: Random) -> str:
        nasty = random.choice(NASTY)
        if random.random() < 0.2:
            nasty = nasty * random.choice((2, 3, 20))
        if random.random() < 0.1:
            nasty += random.choice(NASTY)
        return nasty

    def _with_a_giant(self, text: str, random: Random) -> str:
        """A token so many times that what is not linear shows."""
        token = random.choice(TOKENS) if random.random() < 0.7 else self._nasty(random) or "a"
        if random.random() < 0.3:
            token += random.choice(TOKENS)
        size = random.choice((2_000, 10_000, 15_000, 30_000, 90_000, 400_000))
        giant = (token * (size // len(token) + 1))[:size]
        shape = random.choice(("{}", "{}", "\n{}\n", '"{}"', "'{}'", "[{}]", "({})", "a{}", "\n\n{}\n\n"))
        if random.random() < 0.5:
            return self._with_value(text, shape.format(giant) if "{" not in giant else giant, random)
        place = random.randrange(len(text) + 1)
        return text[:place] + shape.replace("{}", giant) + text[place:]

    def _with_value(self, text: str, value: str, random: Random) -> str:
        """The text with this value where one stands: behind a colon, an equals sign or a comma, or in quotes."""
        lines = text.split("\n")
        places = [
            number for number, line in enumerate(lines) if any(sign in line for sign in (": ", "=", ",", '"', "- "))
        ]
        if not places:
            return text + value
        number = random.choice(places)
        line = lines[number]
        found = [sign for sign in (": ", "=", ",", '"', "- ") if sign in line]
        sign = random.choice(found)
        parts = line.split(sign)
        parts[random.randrange(1, len(parts))] = value
        lines[number] = sign.join(parts)
        return "\n".join(lines)

    def _with_another_value(self, text: str, random: Random) -> str:
        return self._with_value(text, self._nasty(random), random)

    def _with_something_nasty(self, text: str, random: Random) -> str:
        place = random.randrange(len(text) + 1)
        return text[:place] + self._nasty(random) + text[place:]

    def _with_lines_changed(self, text: str, random: Random) -> str:
        lines = text.split("\n")
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                del lines[one]
            case 1:
                lines.insert(other, lines[one])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                del lines[min(one, other) : max(one, other)]
            case 4:
                lines.insert(one, self._nasty(random))
        return "\n".join(lines)

    def _with_values_swapped(self, text: str, random: Random) -> str:
        lines = text.split("\n")
        places = [number for number, line in enumerate(lines) if ":" in line]
        if len(places) < 2:
            return text
        one, other = random.sample(places, 2)
        (first, _, value), (second, _, other_value) = lines[one].partition(":"), lines[other].partition(":")
        lines[one], lines[other] = f"{first}:{other_value}", f"{second}:{value}"
        return "\n".join(lines)

    def _with_a_piece_repeated(self, text: str, random: Random) -> str:
        start = random.randrange(len(text) + 1)
        piece = text[start : start + random.choice((1, 3, 20, 200))]
        return text[:start] + piece * random.choice((2, 5, 60)) + text[start:]

    def _with_a_piece_of_another_file(self, text: str, random: Random) -> str:
        other = random.choice(self.small)[1].decode()
        start, place = random.randrange(len(other) + 1), random.randrange(len(text) + 1)
        return text[:place] + other[start : start + random.choice((10, 100, 1000))] + text[place:]

    def _with_another_indent(self, text: str, random: Random) -> str:
        lines = text.split("\n")
        number = random.randrange(len(lines))
        lines[number] = random.choice(("", " ", "  ", "    ", "\t", "- ")) + lines[number].lstrip()
        return "\n".join(lines)

    def _cut_off(self, text: str, random: Random) -> str:
        return text[: random.randrange(len(text) + 1)]

    def _with_a_sign_changed(self, text: str, random: Random) -> str:
        if not text:
            return text
        place = random.randrange(len(text))
        sign = chr(
            random.choice(
                (random.randrange(32, 127), random.randrange(0x20, 0xD800), random.randrange(0xE000, 0x20000))
            )
        )
        return text[:place] + sign + text[place + 1 :]

    def _bytes_changed(self, content: bytes, random: Random) -> bytes:
        place = random.randrange(len(content) + 1)
        match random.randrange(4):
            case 0:
                return content[:place] + bytes([random.randrange(256)]) + content[place + 1 :]
            case 1:
                return content[:place]
            case 2:
                return content[:place] + random.randbytes(random.choice((1, 4, 100))) + content[place:]
        return content[:16] + random.choice((b"\xff" * 8, b"\0" * 8, random.randbytes(8))) + content[24:]


def _shortened(path: Path) -> bytes:
    """A real file; of a long table or list only its beginning, because the rest is alike."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(lines[: LONGEST_TABLE if path.suffix == ".csv" else 250])


def _first_messages(path: Path) -> bytes:
    return b"\n\n".join(path.read_bytes().split(b"\n\n")[:25]) + b"\n"


def _png() -> bytes:
    head = b"\0\0\0\rIHDR\0\0\0\x3c\0\0\0\x14\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + head + b"\0" * 60 + b"IEND\xaeB`\x82"


def _svg() -> bytes:
    inside = '<style>.a { fill: #0b5d7a }</style><g transform="scale(2)"><path class="a" d="M0 0h60v20H0z"/></g>'
    uses = '<defs><circle id="c" r="4"/></defs><use href="#c" x="3" style="opacity: .5"/>'
    head = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    return f"{head}{inside}{uses}</svg>".encode()


class Bench:
    """Folders to try cases in, and what is the same for all of them."""

    def __init__(self, folder: Path) -> None:
        self.alone, self.locale = folder / "alone", folder / "locale"
        self.register, self.whole = folder / "register", folder / "whole"
        shutil.copytree(SMALL_SITE, self.whole)
        shutil.copytree(SMALL_SITE / REGISTER, self.register / REGISTER)
        self.assets = read_assets(TEMPLATES, read_site(SMALL_SITE, Options(today=TODAY))[0])
        self.mutator = Mutator()

    def try_case(self, case: Case) -> None:
        """Takes the path of `check` with the input; what is wrong with our program is raised."""
        if case.is_whole_site:
            with _written(self.whole / case.path, case.content):
                self._whole_site(Random(case.number))
        elif case.path.endswith(".po"):
            self._catalogue(case)
        else:
            root = self.register if case.path.endswith(".csv") else self.alone
            with _written(root / case.path, case.content):
                self._alone(root)

    def _alone(self, root: Path) -> None:
        texts, problems = read_folders(root)
        content, found = load(texts, Day(TODAY))
        themes, more = read_themes(root)
        problems += found + more + list(read_house_styles(content, themes)[1])
        for path, theme in themes.items():
            if path.endswith(".css"):
                made, of_theme = read_theme(path, theme.decode())
                problems += of_theme
                assert made.css
            else:
                logo, of_logo = read_logo(path, theme)
                problems += of_logo
                assert logo is None or (logo.svg and logo.within(200, 60))
        problems += check_rules(content, Day(TODAY))
        for prose in (*content.pages.values(), *content.profiles.values()):
            problems += render_prose(prose, ("proefkrant-2024",))[1]
        dutch = dutch_texts(content)
        followed = {code: merged(dutch, each) for code, each in content.translations.items()}
        problems += check_translations(content, dutch, followed, Memory())
        problems += check_plain(content)[0]
        _said(problems)

    def _catalogue(self, case: Case) -> None:
        language = Path(case.path).parts[2]
        with _written(self.locale / language / DOMAIN_FILE, case.content):
            words, problems = read_words(language, self.locale)
        for number in (0, 1, 2, 5, 11, 21, 100, 1000, 1_000_000):
            assert isinstance(words.translations.ngettext("%(number)s bron", "%(number)s bronnen", number), str)
        _said(problems)

    def _whole_site(self, random: Random) -> None:
        site, problems = read_site(self.whole, Options(today=TODAY))
        plan, found = plan_site(site)
        problems += found
        _said(problems)
        if any(not problem.is_warning for problem in problems):
            return
        _said(check_plain(site.content)[0])
        renderer = Renderer(site, plan, self.assets, TEMPLATES)
        without_flyers = [page for page in plan.pages if not page.flyers and page.kind.value != "state"]
        for page in random.sample(without_flyers, min(PAGES_TRIED, len(without_flyers))):
            renderer.make(page)


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[None]:
    """A file with this in it, and afterwards as it was before."""
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        yield
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def _said(problems: Iterable[Problem]) -> None:
    """Puts what was found in words, as `check` does."""
    str(ContentError(problems))


def forget() -> None:
    """Empties what the program keeps of earlier texts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kaart."):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def fuzz(numbers: Iterable[int], folder: Path, say: Callable[[str], None] = lambda line: None) -> Report:
    """Tries the cases with these numbers."""
    bench = Bench(folder)
    findings: list[Finding] = []
    by_suffix: Counter[str] = Counter()
    slowest: tuple[float, Case | None] = (0.0, None)
    started = time.perf_counter()
    signal.signal(signal.SIGPROF, _stop)
    for count, number in enumerate(numbers, start=1):
        case = bench.mutator.case(number)
        by_suffix["whole site" if case.is_whole_site else Path(case.path).suffix] += 1
        before, what = time.process_time(), ""
        signal.setitimer(signal.ITIMER_PROF, GIVE_UP_AFTER)
        try:
            bench.try_case(case)
        except TooLongError:
            what = f"took more than {GIVE_UP_AFTER:g} s"
        except Exception:
            what = "".join(traceback.format_exc().splitlines(keepends=True)[-12:])
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = time.process_time() - before
        if not what and seconds > MOST_SECONDS:
            what = f"took {seconds:.1f} s"
        if seconds > slowest[0]:
            slowest = (seconds, case)
        if what:
            findings.append(Finding(case, what))
            _keep(findings[-1])
            say(f"case {number} ({case.path}): {findings[-1].kind}")
        if count % FORGET_EACH == 0:
            forget()
        if count % 1000 == 0:
            say(f"{count} cases, {len(findings)} found, {time.perf_counter() - started:.0f} s, {_megabytes():.0f} MB")
    return Report(count, by_suffix, tuple(findings), slowest, time.perf_counter() - started, _megabytes())


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise TooLongError


def _keep(finding: Finding) -> None:
    path = FOUND / str(finding.case.number) / finding.case.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(finding.case.content)
    (FOUND / str(finding.case.number) / "found.txt").write_text(finding.what, "utf-8")


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    shutil.rmtree(FOUND, ignore_errors=True)
    if "--case" in sys.argv:
        numbers = range(int(sys.argv[-1]), int(sys.argv[-1]) + 1)
    else:
        numbers = range(int(os.environ.get("FUZZ") or USUAL_CASES))
    with tempfile.TemporaryDirectory() as folder:
        report = fuzz(numbers, Path(folder), lambda line: print(line, file=sys.stderr, flush=True))
    print(report)
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
