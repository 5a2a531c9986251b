"""The HTML of the small site, as recorded in `tests/golden/`: each kind of page, and the main ones in Arabic.

`pytest --update-golden` records anew. The hash in the name of a style or drawing is left out, so that a change of
style touches no recorded page.
"""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

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
    "initiatives": urls.INITIATIVES,
    "initiative": urls.initiative("proefgezin"),
    "initiative-partly-translated": urls.initiative("thuisproef"),
    "municipalities": urls.MUNICIPALITIES,
    "places": urls.PLACES,
    "municipality": urls.municipality("proefdam"),
    "municipality-example": urls.municipality("voorbeeldstad"),
    "municipality-with-a-mention": urls.municipality("testveen"),
    "municipality-with-an-ended-offer": urls.municipality("s-fictiehaven"),
    "municipality-with-nothing": urls.municipality("verzonhoek"),
    "offer": urls.offer("proefdam", "proefgezin"),
    "moved": urls.municipality("oud-proefdam"),
    "compare": urls.COMPARE,
    "compare_pair": urls.pair("thuisproef", "proefgezin"),
    "compare_local": urls.local_compare(urls.municipality("proefdam")),
    "compare_local-of-one": urls.local_compare(urls.municipality("testveen")),
    "search": urls.SEARCH,
    "signpost": urls.SIGNPOST,
    "signpost-of-professionals": urls.SIGNPOST_PROFESSIONAL,
    "referrers": urls.REFERRERS,
    "glossary": urls.GLOSSARY,
    "sources": urls.SOURCES,
    "state": urls.STATE,
    "flyers": urls.FLYERS,
    "flyers-of-a-municipality": urls.flyers(urls.municipality("voorbeeldstad")),
    "embed": urls.embed(urls.municipality("proefdam")),
    "embed-of-contacts": urls.embed(urls.municipality("proefdam"), urls.CONTACTS_WORD),
    "embed-of-one": urls.embed(urls.municipality("proefdam"), "proefgezin"),
    "embed-with-nothing": urls.embed(urls.municipality("verzonhoek")),
    "embed_signpost": urls.embed(urls.municipality("proefdam"), urls.SIGNPOST_PART),
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


@pytest.fixture(scope="module")
def built(small_site: Path, today: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built once for all recorded pages."""
    out = tmp_path_factory.mktemp("golden") / "site"
    options = ["--root", str(small_site), "--out", str(out), "--today", today, "--jobs", "1"]
    done = CliRunner().invoke(main, ["build", *options])
    assert 0 == done.exit_code, done.output
    return out


@pytest.mark.parametrize(("name", "language"), RECORDED)
def test_a_page_is_as_recorded(name: str, language: str, built: Path, request: pytest.FixtureRequest) -> None:
    page = built / urls.file_of(urls.in_language(ADDRESSES[name], language))
    seen = ASSET_HASH.sub(r"\1.HASH.", page.read_text("utf-8"))
    recorded = GOLDEN / f"{name}.{language}.html"
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        recorded.write_text(seen, "utf-8", newline="\n")
    expected = recorded.read_text("utf-8") if recorded.exists() else ""
    if expected != seen:
        difference = unified_diff(expected.splitlines(), seen.splitlines(), recorded.name, "now", lineterm="")
        pytest.fail("\n".join(["This page is not as recorded.", *difference]), pytrace=False)


def test_every_kind_of_page_is_recorded() -> None:
    kinds = {kind.value for kind in Kind}

    assert set() == kinds - set(ADDRESSES)


def test_nothing_is_recorded_that_is_not_compared() -> None:
    expected = {f"{name}.{language}.html" for name, language in RECORDED}

    assert expected == {path.name for path in GOLDEN.iterdir()}
