"""Work in chunks over the processors."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Any, TypeVar

from kaart.flyers.press import has_started

CHUNK_SIZE = 48  # pages or files, at most
CHUNKS_EACH = 4  # for each process, where there are few: so that none waits long for the other
FEWEST = 8  # items that are worth a process
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], list[R]]
_work: Work[Any, Any] | None = None  # set once in each worker process, which is the only way to hand it over


def _enter(work: Work[Any, Any]) -> None:
    global _work
    _work = work


def run_chunk(chunk: Sequence[Any]) -> list[Any]:
    """Does the work of this process on a chunk of items."""
    assert _work
    return _work(chunk)


def chunks_of(items: Sequence[T], place: Callable[[T], object], jobs: int) -> list[Sequence[T]]:
    """The items in chunks, in order; those that follow each other in one place stay together, within reason."""
    chunks: list[Sequence[T]] = []
    start, least = 0, min(CHUNK_SIZE, ceil(len(items) / (jobs * CHUNKS_EACH)))
    for index in range(1, len(items) + 1):
        size, is_end = index - start, index == len(items)
        if is_end or size >= 2 * CHUNK_SIZE or (size >= least and place(items[index]) != place(items[index - 1])):
            chunks.append(items[start:index])
            start = index
    return chunks


def in_processes(
    work: Work[T, R], items: Sequence[T], jobs: int, place: Callable[[T], object]
) -> Iterator[tuple[T, R]]:
    """Each item with its result, in order. Where processes cannot be forked, one does all.

    That is so on Windows, and after a first flyer.
    """
    chunks = chunks_of(items, place, jobs)
    if jobs == 1 or len(items) < FEWEST or has_started() or "fork" not in multiprocessing.get_all_start_methods():
        for chunk in chunks:
            yield from zip(chunk, work(chunk), strict=True)
        return
    # Ctrl-C is for the parent, which ends the workers: they are born with the signal blocked, and keep it so.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pool = multiprocessing.get_context("fork").Pool(jobs, _enter, (work,))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    with pool:
        for chunk, results in zip(chunks, pool.imap(run_chunk, chunks), strict=True):
            yield from zip(chunk, results, strict=True)
