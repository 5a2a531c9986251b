"""Asked before anything else: is all as the last build left it? Then there is nothing to do, and nothing to import.

A build leaves a memory beside the site: what it was made from, what was made, and what was said. Each of its parts is
read by itself, and only where it is needed; a damaged part is an empty one. Only the standard library is used here, and
no more of it than Python has loaded already, because this is what the editor waits for who changed nothing.
"""

from __future__ import annotations

import json
import marshal
import os
import stat
import sys
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

FORMAT = 7
LOCK_FILES = ("requirements.lock", "requirements-test.lock")
PROGRAM_NAMES = ("build.py", "kaart", "templates", *LOCK_FILES)
CONTENT_NAMES = ("content", "initiatives")
IGNORED = "__pycache__"
WHOLE, PAGES, AUDITS = range(3)  # the parts of a memory
MARKER = ".sociale-kaart"  # in each folder that a build made
TICK = 50_000_000  # nanoseconds: what changes again so soon may keep its time
Stamp = tuple[int, int]  # the size in bytes and the time in nanoseconds
Whole = dict[str, object]
Answer = tuple[list[tuple[str, bool]], str]  # each line, and whether it is a warning; the number of warnings in words


def packed(parts: Sequence[object]) -> bytes:
    """The parts of a memory as the bytes of its file."""
    made = [marshal.dumps(part) for part in parts]  # type: ignore[arg-type]
    head = {"format": FORMAT, "python": sys.version, "parts": [[len(part), zlib.crc32(part)] for part in made]}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + b"".join(made)


def read_part(memory: str, number: int) -> dict[str, object]:
    """One part of a memory; empty where there is none, where it is damaged, or of another version."""
    try:
        if not stat.S_ISREG(os.lstat(memory).st_mode):  # a pipe would be waited for
            return {}
        with open(memory, "rb") as file:
            head = json.loads(file.readline(10_000))
            if (head["format"], head["python"]) != (FORMAT, sys.version):
                return {}
            sizes = [size for size, _ in head["parts"]]
            file.seek(sum(sizes[:number]), os.SEEK_CUR)
            found = file.read(sizes[number])
            if zlib.crc32(found) != head["parts"][number][1]:
                return {}
        part = marshal.loads(found)
        return part if isinstance(part, dict) else {}
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, RecursionError, OverflowError, MemoryError):
        return {}


def stamps_below(places: Iterable[str]) -> dict[str, Stamp]:
    """The stamp of every file in these folders, and of those that are files; the folders are named too."""
    found: dict[str, Stamp] = {}
    rest = list(places)
    while rest:
        place = rest.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name == IGNORED:
                        continue
                    if entry.is_dir():
                        found[entry.path] = (0, 0)
                        if not entry.is_symlink():
                            rest.append(entry.path)
                    else:
                        found[entry.path] = stamp_of(entry.path)
        except NotADirectoryError:
            found[place] = stamp_of(place)
        except OSError:
            found[place] = (-1, -1)
    return found


def stamp_of(path: str) -> Stamp:
    """The stamp of a file or folder; one that nothing has where it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def inputs_of(root: str, program: str) -> dict[str, Stamp]:
    """The stamps of all that a site is made from: content, program, templates, and the packages that are installed."""
    places = [os.path.join(root, name) for name in CONTENT_NAMES]
    places += [os.path.join(program, name) for name in PROGRAM_NAMES]
    found = stamps_below(places)
    packages = (path for path in sys.path if os.path.realpath(path) != program)
    return found | {path: (0, stamp_of(path)[1]) for path in packages}  # another version has another name there


def are_as_they_were(folder: str, files: Mapping[str, Stamp]) -> bool:
    """True where each file in a folder has the stamp that it had."""
    start = f"{folder}{os.sep}"
    try:
        for address, stamp in files.items():
            found = os.lstat(start + address)
            if found.st_mtime_ns != stamp[1] or found.st_size != stamp[0]:
                return False
    except OSError:
        return False
    return True


def have_nothing_else(folder: str, folders: Mapping[str, int], files: Collection[str], written: int) -> bool:
    """True where nothing came into these folders or left them: each has the time that it had.

    A file that comes right after a build may leave the time as it is: a folder that was young when the memory was
    `written` is looked into.
    """
    young = set()
    try:
        for below, changed in folders.items():
            if os.stat(f"{folder}{os.sep}{below}").st_mtime_ns != changed:
                return False
            if changed > written - TICK:
                young.add(below)
        names: dict[str, set[str]] = {below: set() for below in young}
        for address in (*files, *folders) if young else ():
            above, _, name = address.rpartition("/")
            if name and above in young:
                names[above].add(name)
        return all(set(os.listdir(f"{folder}{os.sep}{below}")) == names[below] for below in young)
    except OSError:
        return False


def folders_of(files: Iterable[str]) -> set[str]:
    """Every folder that files are in, with those above, by its address; the first is the root, which is empty."""
    found = {""}
    for address in files:
        above = address.rpartition("/")[0]
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


class Question:
    """A build that is asked for, and what there is to make it from, as it was before anything was read."""

    def __init__(self, words: Sequence[str], program: str, today: int) -> None:
        self.words, self.today = list(words), today
        self.here = os.getcwd()
        self._root = os.path.join(self.here, _value(words, "--root", program))
        self.folder = os.path.realpath(_value(words, "--out", "site"))
        self.inputs = inputs_of(self._root, program)

    def answer(self) -> Answer | None:
        """The lines that the last build would say again, where all is as it left it; None where there is work to do."""
        memory = beside(self.folder, "cache")
        whole = read_part(memory, WHOLE)
        if not whole.get("said") or not self._is_same(whole):
            return None
        files, folders, written = whole["files"], whole["folders"], stamp_of(memory)[1]
        assert isinstance(files, dict)
        assert isinstance(folders, dict)
        busy = any(os.path.lexists(beside(self.folder, each)) for each in ("lock", "building", "old"))
        if busy or not are_as_they_were(self.folder, files):
            return None
        if not have_nothing_else(self.folder, folders, {*files, MARKER}, written):
            return None
        return whole["said"], whole["counted"]  # type: ignore[return-value]

    def _is_same(self, whole: Whole) -> bool:
        """True for the same words in the same place, about the same files, on a day that changes nothing."""
        asked = (whole["words"], whole["here"], whole["inputs"])
        if asked != (self.words, self.here, self.inputs):
            return False
        since, until = whole["days"]  # type: ignore[misc]
        return any(word.startswith("--today") for word in self.words) or since <= self.today <= until  # type: ignore[has-type]


def question_of(words: Sequence[str], program: str, today: int) -> Question | None:
    """The build that these words of a command line ask for; None for another command, and where they say no folder."""
    if words and words[0] != "build" and not words[0].startswith("-"):
        return None
    if "--help" in words or any(sum(word.startswith(name) for word in words) > 1 for name in ("--out", "--root")):
        return None
    return Question(words, program, today)


def beside(folder: str, purpose: str) -> str:
    """A place in the folder above where a build does something for this folder."""
    above, name = os.path.split(folder)
    return os.path.join(above, f".{name}.{purpose}")


def _value(words: Sequence[str], option: str, default: str) -> str:
    """The value of an option of the command line, written as one word or as two."""
    for word, after in _pairs(words):
        if word == option:
            return after
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return default


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word with the one behind it; none where nothing was typed, as by `make site`."""
    return zip(words, [*words, ""][1:], strict=True)


class Remembered:
    """A build that was asked for, and what it says again if nothing has changed."""

    def __init__(self, question: Question, lines: Callable[[int], list[tuple[str, bool]]], counted: str) -> None:
        self._question, self._lines, self._counted = question, lines, counted

    def of(self, files: int, since: int, until: int) -> dict[str, object]:
        """The part to be kept of it, for a site of so many files that holds between two days."""
        asked = self._question
        return {
            "words": asked.words,
            "here": asked.here,
            "inputs": asked.inputs,
            "days": (since, until),
            "said": self._lines(files),
            "counted": self._counted,
        }
