"""Which tests are slow: `make quick` leaves them out.

No list of tests is kept, and a new test is quick until it is not: a test is slow if it, a fixture that it asks for, or
a function of `tests/` that one of these names, uses something that takes seconds, such as a browser, a program of its
own, a copy of the real content, a whole build or many tries. A few say `@pytest.mark.slow` themselves, and why.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from tests import browser, copies

TESTS = Path(__file__).parent
SLOW: Mapping[Any, str] = {
    browser.chromium: "a browser",
    browser.build_site: "a build in a process of its own",
    browser.pdf_tool: "the text of PDFs",
    copies.copy_content: "a copy of the real content",
    copies.dutch_content: "a copy of the real content",
    subprocess.Popen: "a process of its own",
    subprocess.run: "a process of its own",
    os.fork: "a process of its own",
    random.Random: "many tries",
}


def reasons_to_wait(item: pytest.Function) -> set[str]:
    """What makes a test slow; nothing for a quick one."""
    definitions = item._fixtureinfo.name2fixturedefs
    return reasons_in([item.function, *(each.func for found in definitions.values() for each in found)])


def reasons_in(functions: Iterable[Callable[..., Any]]) -> set[str]:
    """What takes seconds of all that these functions use."""
    return {SLOW[used] for function in functions for used in _used_by(function, set()) if used in SLOW}


def _used_by(function: Callable[..., Any], seen: set[Any]) -> Iterator[Any]:
    """What a function or class of the tests names, and what is named there in turn."""
    for inner in _functions_of(function):
        if inner in seen or TESTS not in Path(inner.__code__.co_filename).parents:
            continue
        seen.add(inner)
        names = set(_names_in(inner.__code__))
        for value in map(inner.__globals__.get, names):
            named = [getattr(value, each, None) for each in names] if isinstance(value, ModuleType) else [value]
            for each in named:
                if isinstance(each, Hashable) and callable(each):
                    yield each
                    yield from _used_by(each, seen)


def _functions_of(used: Any) -> Iterator[FunctionType]:
    """The function itself, without what is wrapped around it, or the functions of a class."""
    for each in vars(used).values() if isinstance(used, type) else [used]:
        inner = unwrap(each) if callable(each) else each
        if isinstance(inner, FunctionType):
            yield inner


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)
