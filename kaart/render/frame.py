"""The frame around a page: made once for all pages that differ only in its holes, and filled for each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import escape

from kaart.render.fragments import Fragment
from kaart.views.shared.frames import Frame
from kaart.views.shared.slots import ROOT, slot

PARTS = ("head", "body_class", "main", "paper")  # of a page, in the order of layouts/base.html
CUT = "\ue004"  # between these parts
HOLES = {name: escape(slot(name)) for name in PARTS}


class Frames:
    """The frames of one language. `render` makes one, of a frame with holes and the way to the page in the menu."""

    def __init__(self, render: Callable[[Frame, str], Fragment]) -> None:
        self._render = render
        self._made: dict[tuple[Frame, str], Fragment] = {}

    def of(self, frame: Frame, menu: frozenset[str]) -> tuple[Fragment, dict[str, str]]:
        """The frame of a page, and what stands in the holes of it; `menu` has the links of the menu."""
        values: dict[str, str] = {
            "title": escape(str(frame.title)),
            "description": escape(str(frame.description)),
            "canonical": escape(frame.canonical),
            "home": escape(frame.home),
            "logo": escape(frame.logo.href if frame.logo else ""),
            "theme": escape(frame.theme_href or ""),
            **{f"alternate:{code}": escape(href) for code, _, href, _ in frame.alternates},
        }
        holed = replace(
            frame,
            title=slot("title"),
            description=slot("description"),
            canonical=slot("canonical"),
            theme_href=slot("theme") if frame.theme_href else None,
            alternates=tuple(
                (code, name, slot(f"alternate:{code}"), is_now) for code, name, _, is_now in frame.alternates
            ),
            crumbs=frame.crumbs[:1],
            root=ROOT,
            path="",
            home=slot("home"),
            logo=replace(frame.logo, href=slot("logo")) if frame.logo else None,
            translation=None,
            sources=(),
        )
        here = ROOT + frame.path
        key = holed, here if here in menu else ""
        if key not in self._made:
            self._made[key] = self._render(*key)
        return self._made[key], values
