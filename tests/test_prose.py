"""Long texts: what Markdown can make of a text that was typed to break out of its place."""

from __future__ import annotations

import re

import pytest

from kaart.model.prose import render_prose
from kaart.source.load import Prose

MARK = "\ue000proefgids\ue001"
SAFE_ADDRESS = re.compile(r"(?:https:|mailto:|tel:|/|#|[^:]*$)")


def html_of(markdown: str) -> str:
    return render_prose(Prose("over.md", "over", "nl", markdown), ("proefgids",))[0].html.strip()


@pytest.mark.parametrize(
    "target",
    [
        "javascript:xss()",
        "JaVaScRiPt:xss()",
        "<javascript:xss()>",
        "<\tjavascript:xss()>",
        "java&#115;cript:xss()",
        "javascript&colon;xss()",
        "&#106;avascript:xss()",
        "&#1;javascript:xss()",
        "vbscript:xss()",
        "data:text/html,<script>xss()</script>",
        "data:text/html;base64,PHNjcmlwdD54c3MoKTwvc2NyaXB0Pg==",
        "blob:https://kaart.invalid/x",
        "file:///etc/passwd",
        "http://kaart.invalid/",
        "//kaart.invalid/",
    ],
)
def test_a_link_leads_to_no_scheme_but_ours(target: str) -> None:
    for markdown in (f"[woord]({target})", f"[woord][een]\n\n[een]: {target}", f"<{target.strip('<>')}>"):
        prose = Prose("over.md", "over", "nl", markdown)
        html, problems = render_prose(prose, ())
        hrefs = re.findall(r'href="([^"]*)"', html.html)

        assert [] == [href for href in hrefs if not SAFE_ADDRESS.match(href)]
        assert "<a" not in html.html or problems


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "[nl: Mag ik **iets** vragen?]",
            '<p><span dir="ltr" lang="nl">Mag ik <strong>iets</strong> vragen?</span></p>',
        ),
        ("[x](<https://a.nl/[nl: y]>)", '<p><a href="https://a.nl/[nl: y]">x</a></p>'),
        ("[x](https://a.nl/[^proefgids])", '<p><a href="https://a.nl/">x</a></p>'),
        ("[x[^proefgids] y](https://a.nl/)", f'<p><a href="https://a.nl/">x y</a>{MARK}</p>'),
        ('[x](/over/ "titel")', '<p><a href="/over/">x</a></p>'),
        ("`[nl: x]`", "<p><code>[nl: x]</code></p>"),
    ],
)
def test_a_mark_of_ours_stands_in_the_text_and_nowhere_else(markdown: str, expected: str) -> None:
    assert expected == html_of(markdown)


def test_a_table_scrolls_by_itself() -> None:
    html = html_of("| a |\n|---|\n| b |\n\nDaarna.")

    assert html.startswith('<div class="scroll" tabindex="0"><table>')
    assert "</table></div>\n<p>Daarna.</p>" in html
