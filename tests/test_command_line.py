"""Wrong use of the command line, as someone types it: exit code 2, one sentence in Dutch, no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from build import ROOT


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("--ou site", "De optie --ou bestaat niet. Bedoelt u --out?"),
        ("--today 20261122", 'De waarde van --today klopt niet: "20261122" is geen datum.'),
        ("--today 2026-W01-1", 'De waarde van --today klopt niet: "2026-W01-1" is geen datum.'),
        ("--today gisteren", 'De waarde van --today klopt niet: "gisteren" is geen datum.'),
        ("--jobs 0", 'De waarde van --jobs klopt niet: "0" is geen getal van 1 tot en met 64.'),
        ("--jobs ١", 'De waarde van --jobs klopt niet: "١" is geen getal van 1 tot en met 64.'),
        ("serve --port 80_00", 'De waarde van --port klopt niet: "80_00" is geen getal van 1 tot en met 65535.'),
        ("--root nergens", 'De waarde van --root klopt niet: "nergens" is er niet.'),
        ("--root build.py", 'De waarde van --root klopt niet: "build.py" is geen map.'),
        ("theme a.css --out tests", 'De waarde van --out klopt niet: "tests" is geen bestand.'),
        ("check --jobs", "Bij de optie --jobs hoort een waarde, of juist niet."),
        ("check --strict=ja", "Bij de optie --strict hoort een waarde, of juist niet."),
        ("--base-url kaart", 'De waarde van --base-url klopt niet: "kaart" is geen webadres dat mag.'),
        ("--base-url https://a..nl/", 'De waarde van --base-url klopt niet: in "https://a..nl/" is "a..nl" geen naam'),
        ("--base-url https://a.nl/a&b<c/", 'De waarde van --base-url klopt niet: "/a&b<c/" kan niet in het adres'),
        ("--base-url http://localhost.kaart.nl/", "De waarde van --base-url klopt niet: "),
        ("check a b", "Achter het commando staat te veel: a b."),
        ("new gemeente", "Dit commando bestaat niet: 'gemeente'."),
        ("chekc", 'Het commando "chekc" bestaat niet. Bedoelt u "check"?'),
        ("new municipality", "Hier ontbreekt NAAM."),
        ("register update", "Hier ontbreekt BESTAND."),
        ("flyers --out map", "Hier ontbreekt GEMEENTE."),
        ("flyers ede", "Hier ontbreekt --out."),
        ("flyers ede --out map --today gisteren", 'De waarde van --today klopt niet: "gisteren" is geen datum.'),
    ],
)
def test_wrong_use_is_said_in_dutch(typed: str, expected: str) -> None:
    command = [sys.executable, str(ROOT / "build.py"), *typed.split()]
    result = subprocess.run(command, capture_output=True, text=True)
    assert 2 == result.returncode
    assert result.stderr.startswith(expected)
    assert result.stderr.endswith("Zie python build.py --help.\n")


def test_a_name_that_cannot_be_an_address_is_refused() -> None:
    command = [sys.executable, str(ROOT / "build.py"), "new", "initiative", "???"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert 1 == result.returncode
    assert '"???" kan geen webadres worden.' in result.stderr
