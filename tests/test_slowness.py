"""Tests that use what takes seconds are slow, however far away they do, and all others are quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.slowness import reasons_in, reasons_to_wait


def in_a_helper() -> int:
    """Waits for a program; no test of this file comes so far."""
    return subprocess.run([sys.executable, "-c", ""]).returncode


class Helper:
    def help(self) -> list[int]:
        return [in_a_helper() for _ in ()]


@pytest.fixture
def helped() -> Helper:
    return Helper()


def test_a_test_that_only_names_a_folder_is_quick(request: pytest.FixtureRequest, small_site: Path) -> None:
    assert set() == reasons_to_wait(request.node)


def test_a_test_is_slow_by_a_fixture_a_class_and_a_helper(request: pytest.FixtureRequest, helped: Helper) -> None:
    assert {"a process of its own"} == reasons_to_wait(request.node)


def test_the_tests_that_are_slow_are_marked(request: pytest.FixtureRequest) -> None:
    found = [item for item in request.session.items if isinstance(item, pytest.Function)]
    unmarked = [item.nodeid for item in found if not item.get_closest_marker("slow")]

    assert [] == [item.nodeid for item in found if reasons_to_wait(item) and item.nodeid in unmarked]


BUILD = "a build in a process of its own"


@pytest.mark.parametrize(
    "name, reason", [("browser", "a browser"), ("site", BUILD), ("dutch_site", BUILD), ("translated_folder", BUILD)]
)
def test_what_browsers_and_whole_sites_need_is_slow(request: pytest.FixtureRequest, name: str, reason: str) -> None:
    fixtures = request.session._fixturemanager.getfixturedefs(name, request.node)

    assert fixtures
    assert reason in reasons_in([fixture.func for fixture in fixtures])
