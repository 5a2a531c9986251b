"""Measures speed and memory, in one run so that the numbers can be compared. `make bench` prints them."""

from __future__ import annotations

import gzip
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kaart.day import Day  # noqa: E402
from kaart.flyers.contents import contents  # noqa: E402
from kaart.flyers.press import Press  # noqa: E402
from kaart.model.site import Options, read_site  # noqa: E402
from kaart.plan import Kind, plan_site  # noqa: E402
from kaart.publish.compression import BROTLI_QUALITY, RELEASE_QUALITY, compressed, is_compressible  # noqa: E402
from kaart.schema.flyer_kinds import FlyerKind  # noqa: E402
from kaart.search.index import search_file  # noqa: E402
from kaart.serve import Preview  # noqa: E402
from kaart.source.load import load  # noqa: E402
from kaart.source.read import read_folders  # noqa: E402
from kaart.views.shared.context import Context  # noqa: E402
from tests.browser import chromium, served  # noqa: E402
from tests.copies import FOLDERS  # noqa: E402
from tests.national import write_national_site  # noqa: E402

TODAY = "2026-11-22"
REPEATS = 3
NATIONAL_SET = (FlyerKind.SCHOOL, FlyerKind.GP, FlyerKind.REFERRAL, FlyerKind.VOLUNTEERS)
SAMPLED_PLACES = 20
SAMPLE_SECONDS = 0.02
RELEASE_SHARE = 40  # one text of so many is compressed as for a release


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
    for name in FOLDERS:
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


def run_after_a_change(folder: Path) -> Run:
    """A build of a copy of the real content, of which the file of one municipality has changed."""
    root = folder / "changed"
    if not root.exists():
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name)
        run("build", "--root", root, "--out", folder / "changed-site")
    file = root / "content/municipalities/ede.yaml"
    file.write_text(file.read_text("utf-8") + "# changed\n", "utf-8")
    return run("build", "--root", root, "--out", folder / "changed-site")


KEYS = """async asked => {
  const form = document.querySelector('form.search'), input = form.elements.zoek, times = []
  for (const whole of asked) {
    for (let length = 1; length <= whole.length; length += 1) {
      input.value = whole.slice(0, length)
      const began = performance.now()
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await null; await null; await null
      times.push(performance.now() - began)
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  return times
}"""


def measure_search(folder: Path) -> None:
    """How many real questions find their page, what a first search costs, and how long a key takes on a slow phone."""
    asked = load(read_folders(ROOT)[0], Day(date.fromisoformat(TODAY)))[0].questions.questions
    with served(folder) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}zoeken/")
        field = page.get_by_role("searchbox")
        right = 0
        for typed in ("lunteren", "6711"):  # so that the places are there
            field.fill(typed)
            page.locator(".hit").first.wait_for()
            page.wait_for_timeout(200)
        for question in asked:
            field.fill("")
            field.fill(question.ask)
            page.wait_for_function("document.querySelector('.search__said').textContent")
            hits = page.locator(".hit a").evaluate_all("links => links.map(link => link.href)")
            found = [f"/{hit.removeprefix(address)}" for hit in hits]
            right += bool(set(question.pages) & set(found[: 1 if question.first else 3]))
        print(f"{'search, real questions that find their page':<44}{right:4} of {len(asked)}      (target 95 %)")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        times = page.evaluate(KEYS, [question.ask for question in asked])
        slow = sorted(times)[int(len(times) * 0.99)] / 1000
        print(f"{'search, a key at 4x slow-down, median':<44}{median(times) / 1000:7.3f} s")
        print(f"{'search, a key at 4x slow-down, 99 of 100':<44}{slow:7.3f} s            (target 0.05 s)")
    for name in ("zoeken-nl", "plaatsen", "postcodes", "search", "engine", "places", "words"):
        file = next(path for path in (folder / "assets").glob(f"{name}.*"))
        print(f"    {name:<40}{len(gzip.compress(file.read_bytes(), 9)) / 1024:7.1f} KB compressed")


def measure_search_files(folder: Path) -> None:
    """Seconds to make the search files of all languages."""
    site, _ = read_site(folder, Options(today=date.fromisoformat(TODAY)))
    started = time.perf_counter()
    sizes = [len(gzip.compress(search_file(site, voice), 9)) / 1024 for voice in site.voices.values()]
    seconds = time.perf_counter() - started
    print(f"{'search files, national site, 8 languages':<44}{seconds:7.2f} s            (target 2 s)")
    print(f"    {'the largest':<40}{max(sizes):7.1f} KB compressed")


def measure_compression(folder: Path) -> None:
    """Seconds to make the copies of all texts in one process, and the share of the bytes that is left."""
    texts = [path.read_bytes() for path in sorted(folder.rglob("*")) if is_compressible(path.name)]
    for quality, chosen in ((BROTLI_QUALITY, texts), (RELEASE_QUALITY, texts[::RELEASE_SHARE])):
        started = time.perf_counter()
        made = [compressed(text, quality) for text in chosen]
        seconds = time.perf_counter() - started
        whole = sum(map(len, chosen))
        shares = (sum(len(copies.get(suffix, b"")) for copies in made) / whole for suffix in (".gz", ".br"))
        left = ", ".join(f"{suffix} {share:.1%}" for suffix, share in zip((".gz", ".br"), shares, strict=True))
        title = f"copies of {len(chosen)} texts, {whole / 1e6:.0f} MB, Brotli {quality}"
        print(f"{title:<44}{seconds:7.2f} s            ({left} of it)")


def make_flyers(folder: Path, share: int, shares: int, limit: int) -> tuple[list[float], list[float], float]:
    """Makes a share of the national set, language by language as a build does.

    Seconds for each PDF with its QR code and for each picture, and the MB in use.
    """
    site, _ = read_site(folder, Options(today=date.fromisoformat(TODAY)))
    plan, _ = plan_site(site)
    press = Press(ROOT / "templates")
    places = [page for page in plan.pages if page.kind is Kind.FLYERS and page.slug and page.language == "nl"][:limit]
    pdfs, pictures = [], []
    for code in site.voices:
        for place in places[share::shares]:
            page = replace(place, language=code)
            for kind in NATIONAL_SET:
                started = time.perf_counter()
                shown = contents(Context.of(site, plan, page, {}, ""), kind)
                press.pdf(shown)
                made = time.perf_counter()
                press.pictures(shown)
                pdfs.append(made - started)
                pictures.append(time.perf_counter() - made)
    return pdfs, pictures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_flyers(folder: Path) -> None:
    """Milliseconds a flyer in one process, and the whole national set on two: four kinds in eight languages."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pdfs, pictures, megabytes = pool.submit(make_flyers, folder, 0, 1, SAMPLED_PLACES).result()
    name = f"flyers, one process, {len(pdfs)} of the national set"
    each = f"{1000 * sum(pdfs) / len(pdfs):7.2f} ms a PDF, {1000 * sum(pictures) / len(pictures):.2f} ms a picture"
    print(f"{name:<44}{each}, {megabytes:.0f} MB (target 6 ms, 300 MB)", flush=True)
    started = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = [pool.submit(make_flyers, folder, share, 2, 1000) for share in range(2)]
        made = [each.result() for each in found]
    spent, count = time.perf_counter() - started, sum(len(pdfs) for pdfs, _, _ in made)
    without = max(sum(pdfs) for pdfs, _, _ in made)
    megabytes = sum(megabytes for _, _, megabytes in made)
    name = f"national set, {count} PDFs, 2 processes"
    print(f"{name:<44}{without:7.2f} s {megabytes:6.0f} MB   (target 40 s, 300 MB)", flush=True)
    print(f"{'    the same with a picture of each':<44}{spent:7.2f} s", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        without = [run("build", "--no-flyers", "--out", folder / f"pages{number}") for number in range(REPEATS)]
        report("real content, 8 languages, pages only", without, "5 s, 300 MB")
        report("real content, 8 languages, with flyers", [run("build", "--out", folder / "site0")], "300 MB")
        report(
            "real content, second build",
            [run("build", "--out", folder / "site0") for _ in range(REPEATS)],
            "1.5 s",
        )
        report(
            "the same after a change in a municipality", [run_after_a_change(folder) for _ in range(REPEATS)], "none"
        )
        report("real content, check", [run("check") for _ in range(REPEATS)], "1.5 s")
        measure_compression(folder / "site0")
        measure_search(folder / "site0")
        seconds = first_page_after_a_change(folder / "served")
        print(f"{'first page in serve after a change':<44}{seconds:7.2f} s            (target 0.5 s)")
        write_national_site(folder / "national")
        measure_search_files(folder / "national")
        measure_flyers(folder / "national")
        for jobs in ("1", "2"):
            built = run(
                "build",
                "--root",
                folder / "national",
                "--out",
                folder / f"national-site{jobs}",
                "--jobs",
                jobs,
                "--no-flyers",
            )
            match = re.search(r"(\d+) pagina's", built.said)
            pages = int(match.group(1)) if match else 0
            title = f"national site, 8 languages, {pages} pages, jobs {jobs}"
            per_second = pages / built.seconds
            print(f"{title:<44}{built.seconds:7.2f} s {built.megabytes:6.0f} MB   ({per_second:.0f} pages/s)")
            print(f"    {built.last_line}")
        again = run("build", "--root", folder / "national", "--out", folder / "national-site2", "--no-flyers")
        report("national site, second build", [again], "none")


if __name__ == "__main__":
    main()
