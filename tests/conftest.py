"""What the recorded and the broken examples share: the small site, its day, and the switch that records anew."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew; read the difference before you keep it"
    )


@pytest.fixture(scope="session")
def small_site() -> Path:
    """The folder with each kind of page once."""
    return Path(__file__).parent / "small-site"


@pytest.fixture(scope="session")
def today() -> str:
    """The day on which the small site is fresh, aging and stale."""
    return "2026-11-22"
