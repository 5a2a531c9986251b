"""Measures the search of a built site, its files, and the compressed copies of its texts; part of `tests/bench.py`."""

from __future__ import annotations

import gzip
import time
from datetime import date
from pathlib import Path
from statistics import median

from kaart.day import Day
from kaart.model.site import Options, read_site
from kaart.publish.compression import BROTLI_QUALITY, RELEASE_QUALITY, compressed, is_compressible
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.search.index import SearchFiles
from kaart.source.load import load
from kaart.source.read import read_folders
from tests.browser import chromium, served
from tests.measure import ROOT, TODAY, Row, fixed_work

RELEASE_SHARE = 40  # one text of so many is compressed as for a release

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
    questions = load(read_folders(ROOT)[0], Day(date.fromisoformat(TODAY)))[0].questions.questions
    asked = [question for question in questions if question.pages and question.language == SOURCE_LANGUAGE]
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
        row = Row("search, real Dutch questions that find their page", "", "90 %", "")
        row.show(f"{right} of {len(asked)}", 0)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        times = page.evaluate(KEYS, [question.ask for question in asked])
        slow = sorted(times)[int(len(times) * 0.99)] / 1000
        Row("search, a key at 4x slow-down, median", "", "", "").show(f"{median(times) / 1000:.3f} s", fixed_work())
        Row("search, a key at 4x slow-down, 99 of 100", "", "0.05 s", "").show(f"{slow:.3f} s", fixed_work())
    for file in sorted((folder / "assets").iterdir()):
        if file.suffix in (".js", ".txt", ".json"):
            size = len(gzip.compress(file.read_bytes(), 9)) / 1024
            Row(f"    {file.name}", "", "", "").show(f"{size:.1f} KB compressed", 0)


def measure_search_files(folder: Path) -> None:
    """Seconds to make the search files of all languages."""
    site, _ = read_site(folder, Options(today=date.fromisoformat(TODAY)))
    started = time.perf_counter()
    sizes = [len(gzip.compress(file, 9)) / 1024 for file in map(SearchFiles(site).of, site.voices)]
    seconds = time.perf_counter() - started
    Row("search files, national site, 8 languages", "", "2 s", "").show(f"{seconds:.2f} s", fixed_work())
    Row("    the largest", "", "", "").show(f"{max(sizes):.1f} KB compressed", 0)


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
        Row(title, "", "", "").show(f"{seconds:.2f} s", fixed_work())
        Row("    of the bytes", "", "", "").show(left, 0)
