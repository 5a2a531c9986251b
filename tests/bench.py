"""Prints the table of speed, size and memory; `make bench` does all of it, `tests/bench.py real growth` some parts.

Each number is that of whole processes, beside one fixed piece of work that was done right before and after it, so that
two days, or two machines, can be compared.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402

from kaart.flyers.contents import contents  # noqa: E402
from kaart.flyers.press import Press  # noqa: E402
from kaart.model.site import Options, read_site  # noqa: E402
from kaart.plan import Kind, plan_site  # noqa: E402
from kaart.schema.flyer_kinds import FlyerKind  # noqa: E402
from kaart.views.shared.context import Context  # noqa: E402
from tests.bench_search import measure_compression, measure_search, measure_search_files  # noqa: E402
from tests.copies import FOLDERS  # noqa: E402
from tests.measure import TODAY, Row, Run, fixed_work, run, show_head, size_of  # noqa: E402
from tests.national import MUNICIPALITIES, write_national_site  # noqa: E402

REPEATS = 3
IN_MEMORY = Path("/dev/shm")
REAL_PLACE = "hilversum"
EXAMPLE = "voorbeeldstad"
CONTACT = """contacts:
  - kind: gemeente
    name: "Loket Hilversum"
    readers: [parent]
    phone: 14 0346
    source: wegwijzer-collectief-2022
    checked_on: 2026-10-05
    checked_by: redacteur
"""
NUMBERS = {  # numbers of town halls, which the map has nowhere; those of the example are nobody's
    REAL_PLACE: ("14 0346", "14 030", "14 020", "14 024"),
    EXAMPLE: ("000 000 00 01", "000 000 00 91", "000 000 00 92", "000 000 00 93"),
}
SAMPLED_PLACES = 20
GROWTH = (4_000, 16_000, 64_000)  # pages
SMALLEST = (10, 20)  # municipalities of two small sites, to learn how many pages each municipality brings


def copy_real(folder: Path) -> Path:
    """The real content in all languages, with a desk for parents in a real municipality."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    file = folder / f"content/municipalities/{REAL_PLACE}.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{CONTACT}", "utf-8")
    return folder


def build(folder: Path, *options: str, today: str = TODAY) -> Run:
    return run("build", "--root", ".", *options, cwd=folder, today=today)


def measure_real(folder: Path) -> None:
    """From nothing, twice, the next days, one phone number, and the commands that write nothing."""
    root = copy_real(folder / "real")
    Row("real content from nothing, 8 languages", "131 s", "20 s", "12 s").seconds([build(root)])
    megabytes, html, files = size_of(root / "site")
    size = Row("size and files of the site", "984 MB, 46,789", "220 MB, 13,000", "150 MB")
    size.show(f"{megabytes:.0f} MB ({html:.0f} HTML), {files:,}", 0)
    Row("nothing changed", "9 s", "0.6 s", "0.3 s").seconds([build(root) for _ in range(REPEATS)])
    for slug, numbers in NUMBERS.items():
        row = Row(f"one phone number, {slug}, its flyers right", "17 s", "2.0 s", "1.0 s")
        row.seconds([change_number(root, slug, *pair) for pair in pairwise(numbers)])
    days = [date.fromisoformat(TODAY) + timedelta(days=number + 1) for number in range(REPEATS)]
    row = Row("the next day, nothing else", "74 s", "2.5 s", "1.0 s")
    row.seconds([build(root, today=day.isoformat()) for day in days])
    checks = [run("check", "--root", ".", cwd=root) for _ in range(REPEATS)]
    Row("check, after a build", "7 s", "2 s", "1 s").seconds(checks)
    never = copy_real(folder / "never-built")
    Row("check, never built", "30 s", "8 s", "5 s").seconds([run("check", "--root", ".", cwd=never)])
    status = run("translations", "status", "--root", ".", cwd=root)
    Row("translations status", "268 s of processor", "5 s", "2 s").seconds([status])


def change_number(root: Path, slug: str, old: str, new: str) -> Run:
    """A build after one phone number changed; no page and no flyer of the municipality may have the old one."""
    file = root / f"content/municipalities/{slug}.yaml"
    text = file.read_text("utf-8")
    assert f"phone: {old}\n" in text, f"{file} has no {old}"
    file.write_text(text.replace(f"phone: {old}\n", f"phone: {new}\n"), "utf-8")
    built = build(root)
    pages = [path.read_text("utf-8") for path in (root / "site").glob(f"**/{slug}/**/*.html")]
    flyers = [text_of(path) for path in (root / "site").glob(f"**/{slug}/**/*.pdf")]
    for kind, texts in (("page", pages), ("flyer", flyers)):
        seen = [re.sub(r"[\s\u2066-\u2069]", "", text) for text in texts]
        assert any(new.replace(" ", "") in text for text in seen), f"no {kind} of {slug} has {new}"
        assert not any(old.replace(" ", "") in text for text in seen), f"a {kind} of {slug} still has {old}"
    return built


def text_of(flyer: Path) -> str:
    with pypdfium2.PdfDocument(flyer) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def measure_national(folder: Path) -> None:
    """The whole country in eight languages, without flyers, on a memory file system."""
    write_national_site(folder / "national")
    built = build(folder / "national", "--no-flyers")
    _, html, _ = size_of(folder / "national/site")
    name = f"national site in memory, {pages_of(built):,} pages"
    Row(name, "5.7 MB/s", "20 MB/s", "35 MB/s").show(f"{html / built.seconds:.1f} MB/s", built.fixed)
    Row(f"    {html:.0f} MB of HTML in", "150 s", "", "").seconds([built])
    peak = Row("peak memory of a process, national", "638 MB", "300 MB", "200 MB")
    peak.show(f"{built.megabytes:.0f} MB ({built.together:.0f} all)", built.fixed)
    again = [build(folder / "national", "--no-flyers") for _ in range(REPEATS)]
    Row("    nothing changed", "", "", "").seconds(again)


def pages_of(built: Run) -> int:
    match = re.search(r"([\d.]+) pagina's", built.said)
    assert match, built.said
    return int(match.group(1).replace(".", ""))


def measure_serve(folder: Path) -> None:
    """From a saved file to the finished page, in a running preview of the whole country."""
    root = folder / "served"
    write_national_site(root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "serve",
        "--root",
        str(root),
        "--port",
        str(port),
        "--today",
        TODAY,
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/ede/"
        _wait_for(address)
        file = root / "content/municipalities/ede.yaml"
        seconds, fixed = [], [fixed_work()]
        for change in range(REPEATS):
            place = f"Loket gemeente Ede {change}"
            text = re.sub("Loket gemeente Ede( \\d)?", place, file.read_text("utf-8"))
            file.write_text(text, "utf-8")
            started = time.perf_counter()
            with urllib.request.urlopen(address) as answer:
                shown = answer.read().decode()
            seconds.append(time.perf_counter() - started)
            assert place in shown, f"{address} does not show the change"
            fixed.append(fixed_work())
    finally:
        server.terminate()
        server.wait()
    row = Row("first page in serve after a change, national", "0.7 s", "0.3 s", "0.1 s")
    row.show(f"{median(seconds):.2f} s", median(fixed))


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} does not answer")


def measure_flyers(folder: Path) -> None:
    """Milliseconds for one flyer, in one process that makes many of them."""
    write_national_site(folder / "flyers", SAMPLED_PLACES)
    for sides, kind, *targets in (
        ("two sides", FlyerKind.REFERRAL, "28 ms", "15 ms", "4 ms"),
        ("one side", FlyerKind.SCHOOL, "10 ms", "6 ms", "4 ms"),
    ):
        before = fixed_work()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            seconds = pool.submit(make_flyers, folder / "flyers", kind).result()
        row = Row(f"a flyer of {sides}", *targets)
        row.show(f"{1000 * median(seconds):.1f} ms of {len(seconds)}", (before + fixed_work()) / 2)


def make_flyers(folder: Path, kind: FlyerKind) -> list[float]:
    """Seconds for each flyer of this kind, in all languages that have it, place after place as a build does."""
    site, _ = read_site(folder, Options(today=date.fromisoformat(TODAY)))
    plan, _ = plan_site(site)
    press = Press(ROOT / "templates")
    places = [page for page in plan.pages if page.kind is Kind.FLYERS and page.slug and page.language == "nl"]
    seconds = []
    for code in site.voices if kind is FlyerKind.SCHOOL else ["nl"]:
        for place in places:
            started = time.perf_counter()
            press.make(contents(Context.of(site, plan, replace(place, language=code), {}, ""), kind))
            seconds.append(time.perf_counter() - started)
    return seconds


def measure_growth(folder: Path) -> None:
    """MB/s of HTML of ever larger national sites, each against the smallest."""
    small = [_grown(folder, municipalities) for municipalities in SMALLEST]
    pages_each = (pages_of(small[1][0]) - pages_of(small[0][0])) / (SMALLEST[1] - SMALLEST[0])
    first = 0.0
    for wanted in GROWTH:
        municipalities = round((wanted - pages_of(small[0][0])) / pages_each) + SMALLEST[0]
        built, html = _grown(folder, municipalities)
        speed = html / built.seconds
        first = first or speed
        row = Row(f"growth, {municipalities} places, {pages_of(built):,} pages", "not known", "85 to 115 %", "")
        row.show(f"{speed:.1f} MB/s, {speed / first:.0%}", built.fixed)
        Row(f"    {html:.0f} MB of HTML in", "", "", "").seconds([built])


def _grown(folder: Path, municipalities: int) -> tuple[Run, float]:
    root = folder / f"grown-{municipalities}"
    write_national_site(root, municipalities)
    built = build(root, "--no-flyers")
    html = size_of(root / "site")[1]
    shutil.rmtree(root)
    return built, html


def measure_finding(folder: Path) -> None:
    """The search: real questions, a key on a slow phone, the files of the whole country."""
    root = copy_real(folder / "finding")
    build(root, "--no-flyers")
    measure_search(root / "site")
    write_national_site(folder / "national-search", MUNICIPALITIES)
    measure_search_files(folder / "national-search")


def measure_copies(folder: Path) -> None:
    """The compressed copies that a build makes when it is asked to."""
    root = copy_real(folder / "copies")
    build(root, "--no-flyers")
    measure_compression(root / "site")


PARTS: dict[str, tuple[Callable[[Path], None], bool]] = {  # what each part does, and if its files are in memory
    "real": (measure_real, False),
    "national": (measure_national, True),
    "flyers": (measure_flyers, False),
    "serve": (measure_serve, False),
    "growth": (measure_growth, True),
    "search": (measure_finding, False),
    "copies": (measure_copies, False),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"one of {', '.join(PARTS)} (all)")
    chosen = parser.parse_args().parts or list(PARTS)
    unknown = set(chosen) - set(PARTS)
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}: choose from {', '.join(PARTS)}")
    show_head()
    for part in chosen:
        measure, is_in_memory = PARTS[part]
        place = IN_MEMORY if is_in_memory and IN_MEMORY.is_dir() else None
        with tempfile.TemporaryDirectory(dir=place) as name:
            measure(Path(name))


if __name__ == "__main__":
    main()
