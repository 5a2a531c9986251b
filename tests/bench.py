"""Measures speed and memory, in one run so that the numbers can be compared. `make bench` prints them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kaart.serve import Preview  # noqa: E402
from kaart.site import Options  # noqa: E402
from tests.national import write_national_site  # noqa: E402

TODAY = "2026-11-22"
REPEATS = 5
SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Run:
    """One run of build.py: wall time in seconds, largest memory of all its processes in MB, and what it said."""

    seconds: float
    megabytes: float
    said: str

    @property
    def last_line(self) -> str:
        return self.said.strip().splitlines()[-1]


def run(*arguments: str | Path) -> Run:
    """Runs build.py and watches the memory of its processes (shared pages counted once: PSS)."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments), "--today", TODAY]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    largest = 0.0
    while process.poll() is None:
        largest = max(largest, _megabytes(process.pid))
        time.sleep(SAMPLE_SECONDS)
    seconds = time.perf_counter() - started
    assert process.stdout
    said = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"build.py {' '.join(map(str, arguments))} ended with {process.returncode}:\n{said}")
    return Run(seconds, largest, said)


def _megabytes(pid: int) -> float:
    """Proportional memory of a process and its children, in MB; 0 where the system does not tell (not Linux)."""
    total = 0.0
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return total
    match = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    total += int(match.group(1)) / 1024 if match else 0
    return total + sum(_megabytes(int(child)) for child in children)


def report(name: str, runs: list[Run], target: str) -> None:
    seconds, megabytes = median(each.seconds for each in runs), max(each.megabytes for each in runs)
    print(f"{name:<44}{seconds:7.2f} s {megabytes:6.0f} MB   (target {target})", flush=True)


def first_page_after_a_change(folder: Path) -> float:
    """Seconds from a saved file to the finished page in a running preview."""
    for name in ("content", "initiatives"):
        shutil.copytree(ROOT / name, folder / name)
    preview = Preview(folder, Options(today=date.fromisoformat(TODAY), base_url="http://127.0.0.1:8000/"))
    preview.answer("ede/")
    file = folder / "content/municipalities/ede.yaml"
    seconds = []
    for change in range(REPEATS):
        file.write_text(file.read_text("utf-8") + f"# {change}\n", "utf-8")
        started = time.perf_counter()
        status = preview.answer("ede/")[0]
        seconds.append(time.perf_counter() - started)
        assert status == "200 OK"
    return median(seconds)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        new = [run("build", "--out", folder / f"site{number}") for number in range(REPEATS)]
        report("real content, full build", new, "5 s, 300 MB")
        report(
            "real content, second build",
            [run("build", "--out", folder / "site0") for _ in range(REPEATS)],
            "1.5 s",
        )
        report("real content, check", [run("check") for _ in range(REPEATS)], "1.5 s")
        seconds = first_page_after_a_change(folder / "served")
        print(f"{'first page in serve after a change':<44}{seconds:7.2f} s            (target 0.5 s)")
        write_national_site(folder / "national")
        for jobs in ("1", "2"):
            built = run(
                "build",
                "--root",
                folder / "national",
                "--out",
                folder / f"national-site{jobs}",
                "--jobs",
                jobs,
            )
            match = re.search(r"(\d+) pagina's", built.said)
            pages = int(match.group(1)) if match else 0
            title = f"national site, 8 languages, {pages} pages, jobs {jobs}"
            per_second = pages / built.seconds
            print(f"{title:<44}{built.seconds:7.2f} s {built.megabytes:6.0f} MB   ({per_second:.0f} pages/s)")
            print(f"    {built.last_line}")
        again = run("build", "--root", folder / "national", "--out", folder / "national-site2")
        report("national site, second build", [again], "none")


if __name__ == "__main__":
    main()
