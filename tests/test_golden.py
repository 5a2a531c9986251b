"""The HTML of the small site, as recorded in `tests/golden/`: each kind of page, and the main ones in Arabic.

`municipality.nl.html` holds what that page has of its own: a few lines of its frame, and all that is inside `<main>`.
`frame-page.nl.html` holds the rest, once for all pages of a layout in a language, with a mark where a page has its own.
So one changed word changes one file. `pytest --update-golden` records anew. The hash in the name of a style or drawing
is left out, so that a change of style touches no recorded page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from build import main
from kaart import urls
from kaart.plan import Kind

GOLDEN = Path(__file__).parent / "golden"
ASSET_HASH = re.compile(r"(assets/[\w-]+)\.[0-9a-f]{10}\.")
ADDRESSES = {
    "home": urls.HOME,
    "prose": urls.HOW_IT_WORKS,
    "conversation": urls.CONVERSATION,
    "together": urls.TOGETHER,
    "initiatives": urls.INITIATIVES,
    "initiative": urls.initiative("proefgezin"),
    "initiative-partly-translated": urls.initiative("thuisproef"),
    "refer_to_initiative": urls.refer_to_initiative("proefgezin"),
    "municipalities": urls.MUNICIPALITIES,
    "places": urls.PLACES,
    "municipality": urls.municipality("proefdam"),
    "municipality-example": urls.municipality("voorbeeldstad"),
    "municipality-with-a-mention": urls.municipality("testveen"),
    "municipality-with-an-ended-offer": urls.municipality("s-fictiehaven"),
    "municipality-with-nothing": urls.municipality("verzonhoek"),
    "offer": urls.offer("proefdam", "proefgezin"),
    "door": urls.PROFESSIONALS,
    "refer": urls.refer(urls.municipality("proefdam")),
    "refer-with-nothing": urls.refer(urls.municipality("verzonhoek")),
    "moved": urls.municipality("oud-proefdam"),
    "moved-signpost": urls.SIGNPOST_PROFESSIONAL,
    "compare": urls.COMPARE,
    "compare_pair": urls.pair("thuisproef", "proefgezin"),
    "compare_local": urls.local_compare(urls.municipality("proefdam")),
    "search": urls.SEARCH,
    "signpost": urls.SIGNPOST,
    "referrers": urls.REFERRERS,
    "glossary": urls.GLOSSARY,
    "sources": urls.SOURCES,
    "state": urls.STATE,
    "flyers": urls.FLYERS,
    "flyers-of-a-municipality": urls.flyers(urls.municipality("voorbeeldstad")),
    "embed": urls.embed(urls.municipality("proefdam")),
    "embed-of-one": urls.embed(urls.municipality("testveen")),
    "embed-with-nothing": urls.embed(urls.municipality("verzonhoek")),
    "embed_signpost": urls.EMBED_SIGNPOST,
    "embed_guide": urls.EMBED_GUIDE,
    "not_found": urls.NOT_FOUND,
}
ARABIC = (
    "home",
    "initiative",
    "initiative-partly-translated",
    "municipality",
    "compare",
    "compare_pair",
    "compare_local",
    "search",
    "signpost",
    "flyers-of-a-municipality",
    "embed",
)
RECORDED = [*((name, "nl") for name in ADDRESSES), *((name, "ar") for name in ARABIC)]


FRAMED_BY = {"page": "municipality", "embed": "embed"}  # the page of each layout that has all blocks of its frame
FRAMES = [(layout, language) for layout in FRAMED_BY for language in ("nl", "ar")]
CONTENT = {  # what stands inside the frame
    "page": re.compile(r'(?<=<main id="inhoud">\n).*(?=</main>)', re.DOTALL),
    "embed": re.compile(r'(?<=<div class="embed__inner">\n).*(?=</div>\n<aside class="safety")', re.DOTALL),
}
LINK = re.compile(r'(?<= )(href|src|action|data-(?:names|postcodes|home|search|words))="([^"#]*)(#[^"]*)?"')
TRANSLATION = re.compile(r'(?<=href="/)[^"]*(?="[^>]* hreflang=)|(?<=hreflang=".." href="/)[^"]*(?=")')
OWN = {  # what each page says for itself: a mark in the frame
    "html": re.compile(r'(?<=<html lang=".." dir="...")(.*?)(?=>)'),
    "head": re.compile(r'(?<=initial-scale=1">\n)(.*?)(?=(?:<link rel="alternate".*\n)*<link rel="icon")', re.DOTALL),
    "scripts": re.compile(r'(?<=assets/site.HASH.css">\n)(.*?)(?=</head>)', re.DOTALL),
    "body": re.compile(r"(?<=<body)(.*?)(?=>)"),
    "paper": re.compile(r'(?<=id="adres">)(.*?)(?=</bdi>)'),
}
MORE = {  # what only some pages have: taken out of the frame
    "banner": re.compile(r'<p class="example-banner"(?: hidden)?>.*\n'),
    "day on paper": re.compile(r'<p class="paper-only"(?: data-printed hidden)?>(?!.*id="adres").*\n'),
    "current": re.compile(r'(?<= href=)("\S+") aria-current="page"'),
}
BLOCKS = {  # what nearly all pages have: in the frame, and each other page says that it goes without
    "alternates": re.compile(r'(?:<link rel="alternate".*\n)+'),
    "place field": re.compile(r'<form class="where".*?</form>\n+', re.DOTALL),
    "languages": re.compile(r'<details class="drop" name="kop">\n<summary>.*class="hidden"(?s:.*?)</details>\n'),
    "address on paper": re.compile(r'<p class="paper-only">.*id="adres".*\n'),
    "Arabic": re.compile(r'.*hreflang="ar".*\n'),
}


@dataclass(frozen=True)
class Parts:
    """A page taken apart: its layout, what it says for itself in its frame, the frame, and its content."""

    layout: str
    own: tuple[str, ...]
    frame: str
    content: str


def in_parts(html: str, address: str, language: str) -> Parts:
    """The parts of a page. In its frame each address begins at the root, and its own one is a mark."""
    layout = "page" if "<main" in html else "embed"
    html = ASSET_HASH.sub(r"\1.HASH.", html)
    content = CONTENT[layout].search(html)
    assert content, "this page has no content"
    frame = f"{html[: content.start()]}{{content}}\n{html[content.end() :]}"
    here = f"/{urls.in_language(address, language)}"
    own = ["links: from the root of the host"] if any(link[2].startswith("/") for link in LINK.finditer(frame)) else []
    frame = LINK.sub(lambda link: f'{link[1]}="{urljoin(here, link[2]) if link[2] else ""}{link[3] or ""}"', frame)
    frame = TRANSLATION.sub(lambda link: f"{link[0].removesuffix(address)}{{address}}", frame)
    for name, pattern in OWN.items():
        if part := pattern.search(frame):
            own += [f"{name}: {line.strip()}" for line in part[1].splitlines() if line.strip()]
            frame = f"{frame[: part.start()]}{{{name}}}{frame[part.end() :]}"
    for name, pattern in MORE.items():
        own += [f"{name}: {part[0].strip()}" for part in pattern.finditer(frame)]
        frame = pattern.sub(r"\1" if pattern.groups else "", frame)
    return Parts(layout, tuple(own), frame, content[0])


@pytest.fixture(scope="module")
def built(small_site: Path, today: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built once for all recorded pages."""
    out = tmp_path_factory.mktemp("golden") / "site"
    options = ["--root", str(small_site), "--out", str(out), "--today", today, "--jobs", "1"]
    done = CliRunner().invoke(main, ["build", *options])
    assert 0 == done.exit_code, done.output
    return out


def page_of(built: Path, name: str, language: str) -> Parts:
    path = built / urls.file_of(urls.in_language(ADDRESSES[name], language))
    return in_parts(path.read_text("utf-8"), ADDRESSES[name], language)


def recorded(name: str, seen: str, request: pytest.FixtureRequest) -> str:
    """What was recorded under this name; with `--update-golden` what is seen now."""
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_text(seen, "utf-8", newline="\n")
    return path.read_text("utf-8") if path.exists() else ""


def compare(name: str, expected: str, seen: str, what: str) -> None:
    if expected != seen:
        difference = unified_diff(expected.splitlines(), seen.splitlines(), name, "now", lineterm="")
        pytest.fail("\n".join([f"{what} is not as recorded.", *difference]), pytrace=False)


@pytest.mark.parametrize(("layout", "language"), FRAMES)
def test_a_frame_is_as_recorded(layout: str, language: str, built: Path, request: pytest.FixtureRequest) -> None:
    seen = page_of(built, FRAMED_BY[layout], language)
    name = f"frame-{layout}.{language}.html"

    assert layout == seen.layout
    compare(name, recorded(name, seen.frame, request), seen.frame, "This frame")


@pytest.mark.parametrize(("name", "language"), RECORDED)
def test_a_page_is_as_recorded(name: str, language: str, built: Path, request: pytest.FixtureRequest) -> None:
    seen = page_of(built, name, language)
    framed = f"frame-{seen.layout}.{language}.html"
    frame = (GOLDEN / framed).read_text("utf-8")
    lines = list(seen.own)
    for block, pattern in BLOCKS.items():
        if pattern.search(frame) and not pattern.search(seen.frame):
            lines.append(f"without: {block}")
            frame = pattern.sub("", frame)
    own = "".join(f"{line}\n" for line in lines) + f"\n{seen.content}"
    recording = f"{name}.{language}.html"

    compare(framed, frame, seen.frame, f"The frame of {recording}")
    compare(recording, recorded(recording, own, request), own, "This page")


def test_every_kind_of_page_is_recorded() -> None:
    kinds = {kind.value for kind in Kind}

    assert set() == kinds - set(ADDRESSES)


def test_nothing_is_recorded_that_is_not_compared() -> None:
    expected = {f"{name}.{language}.html" for name, language in RECORDED}
    expected |= {f"frame-{layout}.{language}.html" for layout, language in FRAMES}

    assert expected == {path.name for path in GOLDEN.iterdir()}
