"""Measures whole processes: seconds, memory, and beside them the seconds of one fixed piece of work."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-22"
SAMPLE_SECONDS = 0.02
FIXED_ROUNDS = 40_000


@dataclass(frozen=True)
class Run:
    """One run of a program. `megabytes` is of its largest process, `together` of all of them at once.

    `fixed` are the seconds that the fixed piece of work took, before and after it.
    """

    seconds: float
    megabytes: float
    together: float
    fixed: float
    said: str


def fixed_work() -> float:
    """Seconds of a piece of work that is the same for ever: loops, words, digests and compression."""
    started = time.perf_counter()
    digest, words = b"", []
    for number in range(FIXED_ROUNDS):
        digest = sha256(digest + str(number).encode()).digest()
        words.append(f"<li>{digest.hex()[: number % 40]}</li>")
    text = "".join(sorted(words)).encode()
    for level in (1, 6):
        zlib.compress(text, level)
    return time.perf_counter() - started


def run(*arguments: str | Path, cwd: Path = ROOT, today: str = TODAY) -> Run:
    """Runs build.py in a process of its own, with the date where its command knows one."""
    dated = [] if "translations" in arguments else ["--today", today]
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments), *dated]
    before = fixed_work()
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    largest = together = 0.0
    while process.poll() is None:
        sizes = list(_megabytes(process.pid))
        largest, together = max([largest, *sizes]), max(together, sum(sizes))
        time.sleep(SAMPLE_SECONDS)
    seconds = time.perf_counter() - started
    assert process.stdout
    said = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"build.py {' '.join(map(str, arguments))} ended with {process.returncode}:\n{said}")
    return Run(seconds, largest, together, (before + fixed_work()) / 2, said)


def _megabytes(pid: int) -> Iterator[float]:
    """Proportional memory (PSS) of a process and each of its children; nothing where the system does not tell."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    match = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    yield int(match.group(1)) / 1024 if match else 0
    for child in children:
        yield from _megabytes(int(child))


@dataclass(frozen=True)
class Row:
    """A line of the table: a number, what it was in 0.6.0, what it must be, and what is aimed at."""

    what: str
    before: str
    must: str
    aim: str

    def show(self, measured: str, fixed: float) -> None:
        work = f"{fixed:.3f} s" if fixed else ""
        cells = (f"{self.before:>16}", f"{self.must:>16}", f"{self.aim:>16}", f"{measured:>24}", f"{work:>10}")
        print(f"{self.what:<46}", *cells, flush=True)

    def seconds(self, runs: list[Run]) -> None:
        """The median of some runs, with the largest process."""
        said = f"{median(each.seconds for each in runs):.2f} s {max(each.megabytes for each in runs):.0f} MB"
        self.show(said, median(each.fixed for each in runs))


def show_head() -> None:
    Row("what", "0.6.0", "must", "aim").show("measured", 0)
    print(f"{'(medians; the last number is the fixed work)':<46}")


def size_of(site: Path) -> tuple[float, float, int]:
    """MB of a site, MB of its HTML, and its files."""
    files = [(path.suffix, path.stat().st_size) for path in site.rglob("*") if path.is_file()]
    html = sum(size for suffix, size in files if suffix == ".html")
    return sum(size for _, size in files) / 1e6, html / 1e6, len(files)
