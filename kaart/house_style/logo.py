"""The logo of a municipality: an SVG that is made anew from the shapes we know, or a PNG as it is.

What is left out of an SVG can load something, run something, or needs a font. The new one has no style sheet, so a
strict policy of a host (`style-src 'self'`) leaves it as it is.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, tostring

import tinycss2
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from markupsafe import Markup
from tinycss2 import ast

from kaart.house_style.tokens import LONG_NUMBER
from kaart.problems import Problem

MOST_BYTES = 100_000
MOST_PIXELS = 4_000  # of a side of a PNG
SMALLEST_SIDE, LARGEST_SIDE = 0.01, 100_000  # of an SVG, in its own units
DEEPEST = 40  # elements within each other
MOST_USES = 20  # of one shape in another place: more could become endless
SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_IN_SVG = Markup(
    '<svg xmlns="{svg}" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
    '<image width="{width:g}" height="{height:g}" href="data:image/png;base64,{picture}"/></svg>'
)
PNG_END = b"IEND\xaeB`\x82"
SHAPES = re.compile(
    r"svg|g|switch|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|linearGradient|radialGradient|stop|"
    r"clipPath|mask|pattern"
)
HARMLESS = ("title", "desc", "metadata", "style", "namedview", "path-effect")  # left out without a word
GEOMETRY = re.compile(
    r"id|viewBox|preserveAspectRatio|transform|x|y|width|height|d|cx|cy|r|rx|ry|x1|y1|x2|y2|points|fx|fy|offset|"
    r"gradientUnits|gradientTransform|spreadMethod|clipPathUnits|maskUnits|maskContentUnits|patternUnits|"
    r"patternContentUnits|patternTransform"
)
LOOK = re.compile(
    r"fill|fill-opacity|fill-rule|clip-path|clip-rule|mask|opacity|stroke|stroke-width|stroke-linecap|"
    r"stroke-linejoin|stroke-miterlimit|stroke-dasharray|stroke-dashoffset|stroke-opacity|stop-color|stop-opacity|"
    r"color|display|visibility"
)
OWN_REFERENCE = re.compile(r"url\(\s*[\"']?#[\w.:-]+[\"']?\s*\)")
UNSAFE = re.compile(r"[\\@;{}<>]|url\(|javascript|data:|expression|src\(|image", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d++\.?\d*|\.\d+)\s*(?:px|pt|mm|cm|in)?\s*", re.ASCII)
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII)
AGAIN = "Bewaar het logo opnieuw als SVG of PNG."
TOO_DEEP, AS_PLAIN_SVG = "in dit logo staat te veel in elkaar.", "Bewaar het opnieuw als gewone SVG."
HINT = "Kijk of het logo er nog goed uitziet. Vraag de gemeente anders om een logo van alleen vormen."


@dataclass(frozen=True)
class Logo:
    """A logo that can be shown. `width` and `height` are in its own units, and tell its shape."""

    content: bytes
    suffix: str
    width: float
    height: float

    @property
    def svg(self) -> str:
        """The logo as SVG; a PNG is inside it."""
        if self.suffix == "svg":
            return self.content.decode()
        picture = b64encode(self.content).decode()
        return PNG_IN_SVG.format(svg=SVG, width=self.width, height=self.height, picture=picture)

    def within(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in whole pixels, as large as fits."""
        scale = min(width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


class UnreadableLogoError(Exception):
    """Raised for a logo that cannot be shown, with a message and a hint in Dutch."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@lru_cache(maxsize=64)
def read_logo(path: str, content: bytes) -> tuple[Logo | None, tuple[Problem, ...]]:
    """The logo in a file, and what is wrong with it: an error if it cannot be shown, a warning for what was left out.

    `path` says by its ending which of the two it is.
    """
    try:
        if len(content) > MOST_BYTES:
            size = f"{len(content) / 1000:.0f} kB, hoogstens {MOST_BYTES // 1000} kB"
            raise UnreadableLogoError(
                f"dit logo is te groot: {size}.", "Vraag om een eenvoudiger logo, liefst als SVG."
            )
        if path.endswith(".png"):
            return _png(content), ()
        cleaner = _Cleaner()
        logo = cleaner.logo(content)
    except RecursionError:
        return None, (Problem(path, 0, 0, TOO_DEEP, AS_PLAIN_SVG),)
    except UnreadableLogoError as error:
        return None, (Problem(path, 0, 0, error.message, error.hint),)
    left_out = ", ".join(f"{what} ({count} keer)" if count > 1 else what for what, count in cleaner.left_out.items())
    if not left_out:
        return logo, ()
    return logo, (Problem(path, 0, 0, f"dit is uit het logo weggelaten: {left_out}.", HINT, is_warning=True),)


def _png(content: bytes) -> Logo:
    """A PNG whose head says its size and which is there to its end."""
    if not content.startswith(PNG_SIGNATURE) or content[12:16] != b"IHDR" or not content.endswith(PNG_END):
        raise UnreadableLogoError(
            "dit is geen PNG, of er ontbreekt een stuk.", "Bewaar het logo opnieuw als PNG of SVG."
        )
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        message = f"dit logo is {width} bij {height} beeldpunten, hoogstens {MOST_PIXELS}."
        raise UnreadableLogoError(message, "Bewaar het kleiner.")
    return Logo(content, "png", width, height)


@dataclass
class _Cleaner:
    """Makes an SVG anew; `left_out` counts what was in it and is not taken along."""

    left_out: dict[str, int] = field(default_factory=dict)
    looks: dict[str, dict[str, str]] = field(default_factory=dict)  # by class, from its style sheets
    uses: int = 0

    def logo(self, content: bytes) -> Logo:
        """The cleaned SVG. Raises UnreadableLogoError where it is none, or nothing of it is left."""
        root = _parsed(content)
        for part in root.iter():
            if any(map(LONG_NUMBER.search, (*part.attrib.values(), part.text or ""))):
                raise UnreadableLogoError("in dit logo staat een getal van te veel cijfers.", AGAIN)
        for style in root.iter(f"{{{SVG}}}style"):
            self._read_styles(style.text or "")
        width, height, box = _shape_of(root)
        clean = self._cleaned(root, 0)
        if clean is None or len(clean) == 0:
            raise UnreadableLogoError(
                "in dit logo staan geen vormen.", "Bewaar het opnieuw, met de letters als vormen."
            )
        clean.attrib |= {"xmlns": SVG, "viewBox": box, "width": f"{width:g}", "height": f"{height:g}"}
        return Logo(tostring(clean, "unicode").encode(), "svg", width, height)

    def _leave_out(self, what: str) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def _read_styles(self, css: str) -> None:
        """The declarations of style sheets about a class; each other rule is left out."""
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            classes = _classes_of(rule) if isinstance(rule, ast.QualifiedRule) else []
            if not classes:
                self._leave_out("een regel in <style>")
                continue
            look = dict(self._declarations(rule.content))
            for name in classes:
                self.looks[name] = self.looks.get(name, {}) | look

    def _declarations(self, css: str | list[ast.Node]) -> Iterator[tuple[str, str]]:
        """The declarations that can be attributes of a shape, with their values."""
        for part in tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True):
            if isinstance(part, ast.Declaration) and LOOK.fullmatch(part.lower_name):
                value = tinycss2.serialize(part.value).strip()
                if _is_safe(value):
                    yield part.lower_name, value
                else:
                    self._leave_out(part.lower_name)
            elif isinstance(part, ast.Declaration) and not _is_safe(tinycss2.serialize(part.value)):
                self._leave_out(part.lower_name)

    def _cleaned(self, element: Element, depth: int) -> Element | None:
        """An element with what is safe of it; None where it is left out with all that is in it."""
        if depth > DEEPEST:
            raise UnreadableLogoError(TOO_DEEP, AS_PLAIN_SVG)
        name = _local(element.tag)
        if not SHAPES.fullmatch(name) or not str(element.tag).startswith(f"{{{SVG}}}"):
            if name not in HARMLESS:
                self._leave_out(f"<{name}>")
            return None
        self.uses += name == "use"
        if self.uses > MOST_USES:
            raise UnreadableLogoError(f"dit logo gebruikt meer dan {MOST_USES} keer <use>.", "Bewaar het zonder <use>.")
        clean = Element("g" if name == "switch" else name, self._attributes(element))
        for child in element:
            kept = self._cleaned(child, depth + 1)
            if kept is not None:
                clean.append(kept)
        return clean

    def _attributes(self, element: Element) -> dict[str, str]:
        """The attributes that say where a shape is and how it looks, also those of its class and its style."""
        found: dict[str, str] = {}
        for key, value in element.attrib.items():
            is_known = GEOMETRY.fullmatch(key) or LOOK.fullmatch(key)
            if is_known and _is_safe(value):
                found[key] = value
            elif key in ("href", XLINK_HREF) and re.fullmatch(r"#[\w.:-]+", value):
                found["href"] = value
            elif is_known or key in ("href", XLINK_HREF) or key.lower().startswith("on"):
                self._leave_out(_local(key))
        for name in element.get("class", "").split():
            found |= self.looks.get(name, {})
        return found | dict(self._declarations(element.get("style", "")))


def _parsed(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        hint = "Haal de regels met <!DOCTYPE en <!ENTITY weg, of bewaar het logo opnieuw als gewone SVG."
        raise UnreadableLogoError("in dit logo staat een DOCTYPE; dat kan niet.", hint) from None
    except (ParseError, ValueError, LookupError):  # the last for letters that Python does not know, such as "hex"
        raise UnreadableLogoError("dit is geen SVG die te lezen is.", AGAIN) from None
    if root.tag != f"{{{SVG}}}svg":
        raise UnreadableLogoError(
            'dit is geen SVG: het begint niet met <svg xmlns="http://www.w3.org/2000/svg">.', AGAIN
        )
    return root


def _shape_of(root: Element) -> tuple[float, float, str]:
    """Width, height and viewBox; each of them may follow from the others."""
    numbers = NUMBER.findall(root.get("viewBox", ""))
    sizes: Mapping[str, float] = {
        side: float(match[1]) for side in ("width", "height") if (match := LENGTH.fullmatch(root.get(side, "")))
    }
    if len(numbers) == 4 and all(SMALLEST_SIDE <= float(side) <= LARGEST_SIDE for side in numbers[2:]):
        return float(numbers[2]), float(numbers[3]), " ".join(numbers)
    if len(sizes) == 2 and all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in sizes.values()):
        return sizes["width"], sizes["height"], f"0 0 {sizes['width']:g} {sizes['height']:g}"
    message = "dit logo heeft geen maat: viewBox, of width en height, ontbreekt."
    raise UnreadableLogoError(message, "Bewaar het logo opnieuw, met een viewBox.")


def _classes_of(rule: ast.QualifiedRule) -> list[str]:
    """The classes that a rule is about; none where it is about something else too."""
    selectors = tinycss2.serialize(rule.prelude).split(",")
    names = [selector.strip() for selector in selectors]
    return [name[1:] for name in names] if all(re.fullmatch(r"\.[\w-]+", name) for name in names) else []


def _is_safe(value: str) -> bool:
    """True where a value leads to nothing but a part of the same drawing."""
    return not UNSAFE.search(OWN_REFERENCE.sub("", value))


def _local(name: str) -> str:
    return str(name).rpartition("}")[2]
