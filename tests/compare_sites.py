"""Compares two built sites file by file, and shows each difference once: `python tests/compare_sites.py OLD NEW`.

The hash in the name of an asset is left out, a spreadsheet is compared by what is in it, a PDF by its text and title.
Two differences are the same if they differ only in the name of a municipality or an initiative, in a language's code
and in the way up to the root; they are counted together, with one example. Compressed copies are counted, not opened.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, partial
from io import BytesIO
from itertools import takewhile
from multiprocessing import get_context
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from kaart.day import Day  # noqa: E402
from kaart.source.load import load  # noqa: E402
from kaart.source.read import read_folders  # noqa: E402

COPIES = (".gz", ".br")
ASSET_HASH = re.compile(r"\.[0-9a-f]{10}(?=\.\w)")
HASH_IN_BYTES = re.compile(ASSET_HASH.pattern.encode())
UP = re.compile(r"(?:\.\./)+|(?<=[\"'])\./")
BETWEEN_TAGS = re.compile(r">\s*<")
SPACE = re.compile(r"\s+")
MARKUP = (".html", ".svg", ".xml")
SAME_LINES = dict.fromkeys(MARKUP, "other white space between tags") | {".png": "another picture"}
CHUNK = 50
LINE = 150

Lines = tuple[str, ...]
Name = str


@dataclass(frozen=True, order=True)
class Hunk:
    """Lines that one site has in the place of lines of the other."""

    old: Lines
    new: Lines


@dataclass(frozen=True)
class Names:
    """The words of the content that make one page differ from another of its kind, each with the mark it gets."""

    languages: frozenset[str]
    marks: dict[str, str]
    names: dict[str, str]

    @staticmethod
    def of_content() -> Names:
        content = load(read_folders(ROOT)[0], Day(date.today()))[0]
        codes = frozenset(language.code for language in content.site.languages) - {"nl"}
        named = {slug: area.name for slug, area in content.areas.items()}
        named |= {slug: initiative.name for slug, initiative in content.initiatives.items()}
        marks = dict.fromkeys(content.areas, "<gemeente>") | dict.fromkeys(content.initiatives, "<initiatief>")
        return Names(codes, marks, named)

    @cached_property
    def _slugs(self) -> re.Pattern[str]:
        return any_word(self.marks)

    def kind(self, name: Name) -> str:
        """The form of an address, such as `<gemeente>/<initiatief>/index.html`, in any language."""
        first, slash, rest = name.partition("/")
        dutch = rest if slash and first in self.languages else name
        return self._slugs.sub(lambda slug: self.marks[slug.group()], dutch)

    def without(self, name: Name) -> Callable[[str], str]:
        """Takes out of a line what it holds because it is in this file and not in another of its kind."""
        own = {slug: self.marks[slug] for slug in self._slugs.findall(name)}
        words = own | {self.names[slug]: mark for slug, mark in own.items()}
        words |= dict.fromkeys(self.languages & {name.partition("/")[0]}, "<taal>")
        if not words:
            return partial(UP.sub, "<root>")
        found = any_word(words)
        return lambda line: found.sub(lambda word: words[word.group()], UP.sub("<root>", line))


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these words; the longest where one begins with another."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")


def files(site: Path) -> dict[Name, Path]:
    """Each file of a site by its address, without the hash of an asset."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return {ASSET_HASH.sub("", path.relative_to(site).as_posix()): path for path in paths}


def lines(name: Name, content: bytes) -> Iterator[str]:
    """What a file says, line by line, in a form in which two of its kind can be compared."""
    match Path(name).suffix:
        case suffix if suffix in MARKUP:
            yield from markup_lines(content)
        case ".xlsx" | ".zip":
            with zipfile.ZipFile(BytesIO(content)) as archive:
                for entry in sorted(archive.namelist()):
                    if not entry.endswith(COPIES):
                        yield ASSET_HASH.sub("", entry)
                        yield from lines(entry, archive.read(entry))
        case ".pdf":
            yield from pdf_lines(content)
        case ".json":
            yield from json.dumps(json.loads(content), indent=0, ensure_ascii=False).splitlines()
        case ".png":
            yield "a picture"
        case _:
            yield from ASSET_HASH.sub("", content.decode("utf-8", "replace")).splitlines()


def markup_lines(content: bytes) -> Iterator[str]:
    """One line for each tag and what follows it, with one space for all white space."""
    for line in BETWEEN_TAGS.sub(">\n<", ASSET_HASH.sub("", content.decode("utf-8"))).split("\n"):
        if short := SPACE.sub(" ", line).strip():
            yield short


def pdf_lines(content: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(content) as document:
        yield str(document.get_metadata_dict(skip_empty=True).get("Title"))
        for page in document:
            yield "a page"
            yield from page.get_textpage().get_text_bounded().splitlines()


def same_at_the_start(old: Lines, new: Lines) -> int:
    """So many lines are the same before the first that is not."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def hunks(old: Lines, new: Lines) -> Iterator[Hunk]:
    start = same_at_the_start(old, new)
    end = same_at_the_start(old[:start:-1], new[:start:-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    for does, first, last, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if does != "equal":
            yield Hunk(old[first:last], new[begin:stop])


def difference(names: Names, pair: tuple[Name, Path, Path]) -> tuple[Name, tuple[Hunk, ...]]:
    """How one file differs between the sites; nothing if only hashes do."""
    name, before, after = pair
    old, new = before.read_bytes(), after.read_bytes()
    if old == new or HASH_IN_BYTES.sub(b"", old) == HASH_IN_BYTES.sub(b"", new):
        return name, ()
    old_lines, new_lines = tuple(lines(name, old)), tuple(lines(name, new))
    if old_lines == new_lines:
        return name, (Hunk((SAME_LINES.get(Path(name).suffix, "other bytes, the same content"),), ()),)
    strip = names.without(name)
    found = hunks(old_lines, new_lines)
    return name, tuple(Hunk(tuple(map(strip, hunk.old)), tuple(map(strip, hunk.new))) for hunk in found)


def report_addresses(title: str, addresses: Iterable[Name], names: Names) -> None:
    kinds: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(addresses):
        kinds[names.kind(name)].append(name)
    print(f"{title}: {sum(map(len, kinds.values()))}")
    for kind, found in sorted(kinds.items(), key=lambda each: -len(each[1])):
        print(f"{len(found):7}  {kind}   such as {found[0]}")


def report_differences(found: dict[Name, tuple[Hunk, ...]], names: Names, most: int) -> None:
    changed = Counter(names.kind(name) for name, each in found.items() if each)
    print(f"changed: {sum(changed.values())}")
    for kind, count in changed.most_common():
        print(f"{count:7}  {kind}")
    where: dict[Hunk, list[Name]] = defaultdict(list)
    for name, each in found.items():
        for hunk in dict.fromkeys(each):
            where[hunk].append(name)
    print(f"different differences: {len(where)}" + (f", the first {most}" if len(where) > most else ""))
    for hunk, pages in sorted(where.items(), key=lambda each: (-len(each[1]), each[1][0]))[:most]:
        kinds = Counter(map(names.kind, pages))
        print(f"\n{len(pages)} x, in {', '.join(kind for kind, _ in kinds.most_common(4))}; such as {pages[0]}")
        for sign, part in (("-", hunk.old), ("+", hunk.new)):
            for line in part[:8]:
                print(f"  {sign} {line if len(line) <= LINE else f'{line[:LINE]} ({len(line)} letters)'}")
            if len(part) > 8:
                print(f"  {sign} and {len(part) - 8} lines more")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--only", default="", help="only addresses of this form, such as '<gemeente>/index.html'")
    parser.add_argument("--most", type=int, default=40, help="show so many differences (40)")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    names = Names.of_content()
    old, new = files(chosen.old), files(chosen.new)
    if chosen.only:
        old = {name: path for name, path in old.items() if names.kind(name) == chosen.only}
        new = {name: path for name, path in new.items() if names.kind(name) == chosen.only}
    report_addresses("removed", old.keys() - new.keys(), names)
    report_addresses("added", new.keys() - old.keys(), names)
    both = [(name, old[name], new[name]) for name in old if name in new and not name.endswith(COPIES)]
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn")) as pool:
        found = dict(pool.map(partial(difference, names), both, chunksize=CHUNK))
    report_differences(found, names, chosen.most)
    return int(old.keys() != new.keys() or any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
