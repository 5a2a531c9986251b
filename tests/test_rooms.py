"""The rooms of the generator lie along the flow: each imports only from those before it, and none in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

PROGRAM = Path(__file__).parent.parent
ROOMS = (
    *("problems", "day", "schema", "urls", "source", "languages", "house_style", "model", "search", "plan"),
    *("views.shared", "views", "flyers", "render", "publish", "guide", "serve"),
)


def modules() -> dict[str, Path]:
    """Every module of the generator by its name below `kaart`, without the rooms themselves."""
    paths = (path for path in (PROGRAM / "kaart").rglob("*.py") if path.name != "__init__.py")
    return {".".join(path.relative_to(PROGRAM / "kaart").with_suffix("").parts): path for path in paths}


MODULES = modules()


def room_of(module: str) -> str:
    return max((room for room in ROOMS if module == room or module.startswith(f"{room}.")), key=len)


def imported_by(module: str) -> Iterator[str]:
    """The modules that a module imports, also late or for its types only."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "kaart":
            below = (node.module or "").partition(".")[2]
            for alias in node.names:
                named = f"{below}.{alias.name}".strip(".")
                if named in MODULES or below in MODULES:
                    yield named if named in MODULES else below


def test_every_module_is_in_a_room_and_every_room_is_there() -> None:
    assert set(ROOMS) == set(map(room_of, MODULES))


def test_a_room_imports_only_from_those_before_it() -> None:
    upward = [
        f"{module} imports {other}"
        for module in MODULES
        for other in imported_by(module)
        if ROOMS.index(room_of(other)) > ROOMS.index(room_of(module))
    ]

    assert [] == upward


def test_no_module_imports_itself_through_others() -> None:
    order = list(TopologicalSorter({module: set(imported_by(module)) for module in MODULES}).static_order())

    assert set(MODULES) == set(order)
