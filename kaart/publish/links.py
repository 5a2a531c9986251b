"""The links between pages: of those that were made to all, and of all to what is gone.

What is known of a page that was not made again was right when the last build was published. A link on it can only be
wrong now where its target is gone, or is a place on a page that was made.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator

from kaart import urls
from kaart.problems import Problem
from kaart.publish.audit import OURS, PageAudit

NUMBER = "I"  # of a word in the table, as an array holds it


class Audits:
    """The findings of the audit on each page, by its path, in a few bytes: each word stands once, in `words`."""

    def __init__(self, words: Iterable[str] = (), rows: dict[str, bytes] | None = None) -> None:
        self.rows = rows or {}
        self._numbers = {word: number for number, word in enumerate(words)}
        self.words = list(self._numbers)

    def add(self, audit: PageAudit) -> None:
        """Keeps what the audit saw of a page, but for its own mistakes."""
        anchors = [word for anchor in sorted(audit.anchors) for word in anchor]
        row = array(NUMBER)
        for part in (sorted(audit.ids), sorted(audit.links), anchors):
            row.append(len(part))
            row.extend(map(self._number, part))
        self.rows[audit.path] = row.tobytes()

    def of(self, path: str) -> PageAudit:
        """The findings of the audit on a page."""
        row = array(NUMBER, self.rows[path])
        parts: list[list[str]] = []
        start = 0
        for _ in range(3):
            end = start + 1 + row[start]
            parts.append([self.words[number] for number in row[start + 1 : end]])
            start = end
        ids, links, anchors = parts
        pairs = frozenset(zip(anchors[::2], anchors[1::2], strict=True))
        return PageAudit(path, frozenset(ids), frozenset(links), pairs, ())

    def that_name(self, words: Iterable[str], pages: Iterable[str]) -> Iterator[str]:
        """The pages that may have one of these words among their links; of the others it is sure that they do not."""
        numbers = {self._numbers[word] for word in words if word in self._numbers}
        if numbers:
            yield from (path for path in pages if not numbers.isdisjoint(array(NUMBER, self.rows[path])))

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
        return number


def audit_links(
    audits: Audits, asked: Iterable[str], pages: Collection[str], planned: Collection[str]
) -> list[Problem]:
    """The links of pages that are wrong: `planned` has every address, and `pages` those of which the ids are known."""
    ids: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for path in asked:
        audit = audits.of(path)
        wrong = sorted(audit.links.difference(planned))
        for target, anchor in sorted(audit.anchors):
            if target in pages and anchor not in (ids.get(target) or ids.setdefault(target, audits.of(target).ids)):
                wrong.append(f"{target}#{anchor}")
        problems += [Problem(urls.file_of(path), 0, 0, f'de link "{each}" wijst nergens naar.', OURS) for each in wrong]
    return problems
