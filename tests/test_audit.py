"""Each mistake that the audit must find in a finished page, and none where there is none."""

from __future__ import annotations

import pytest

from kaart.problems import Problem
from kaart.publish.audit import PageAudit, audit_page
from kaart.publish.links import Audits, audit_links

GOOD = """<!doctype html>
<html lang="nl" dir="ltr"><head><title>Ede</title><link rel="stylesheet" href="../assets/site.css"></head>
<body><main id="inhoud" aria-labelledby="kop"><h1 id="kop">Ede</h1>
<a href="#inhoud">Naar de inhoud</a> <a href="../">Start</a> <a href="../vergelijk/#ages">Leeftijd</a>
<a href="tel:112">112</a> <a href="https://www.ede.nl/">De gemeente</a> <p lang="ar" dir="rtl">مرحبا</p>
<img src="../assets/huis.svg" alt=""></main></body></html>"""
PLANNED = {"", "ede/", "vergelijk/", "assets/site.css", "assets/huis.svg"}
DIRECTIONS = {"nl": "ltr", "en": "ltr", "ar": "rtl"}


def audit(html: str, path: str = "ede/", root: str = "../") -> PageAudit:
    return audit_page(path, html, root, DIRECTIONS)


def audited(*pages: PageAudit) -> list[Problem]:
    """The mistakes of pages, and those in what leads from one to another."""
    audits = Audits()
    for page in pages:
        audits.add(page)
    mistakes = [problem for page in pages for problem in page.problems]
    return mistakes + audit_links(audits, audits.rows, audits.rows, PLANNED)


def messages(html: str) -> list[str]:
    there = PageAudit("vergelijk/", frozenset({"ages"}), frozenset(), frozenset(), ())
    return [problem.message for problem in audited(audit(html), there)]


def test_a_good_page_has_no_problems() -> None:
    seen = audit(GOOD)
    assert () == seen.problems
    assert {"inhoud", "kop"} == seen.ids
    assert {("vergelijk/", "ages")} == seen.anchors


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ('href="../"', 'href="../atlantis/"', 'de link "atlantis/" wijst nergens naar.'),
        ('href="../"', 'href="/"', 'de link "/" wijst nergens naar.'),
        ('href="../"', 'href=""', 'de link "" wijst nergens naar.'),
        ('href="../"', 'href="../vergelijk"', 'de link "vergelijk" wijst nergens naar.'),
        ('href="../"', 'href="javascript:alert(1)"', 'de link "javascript:alert(1)" wijst nergens naar.'),
        ("site.css", "oud.css", 'de link "assets/oud.css" wijst nergens naar.'),
        ("huis.svg", "boot.svg", 'de link "assets/boot.svg" wijst nergens naar.'),
        ('href="#inhoud"', 'href="#weg"', 'de link "#weg" wijst nergens naar.'),
        ('<p lang="ar"', '<p id="kop" lang="ar"', 'het id "kop" is leeg of staat er twee keer.'),
        ('<p lang="ar"', '<p id="" lang="ar"', 'het id "" is leeg of staat er twee keer.'),
        (' alt=""', "", 'het plaatje "../assets/huis.svg" heeft geen alt.'),
        ('lang="nl"', 'lang="de"', 'de pagina heeft taal "de" en richting "ltr".'),
        ('lang="nl" dir="ltr"', 'lang="ar" dir="ltr"', 'de pagina heeft taal "ar" en richting "ltr".'),
        (' lang="nl" dir="ltr"', "", 'de pagina heeft taal "None" en richting "None".'),
        ('lang="ar"', 'lang="arabisch-nl-x"', '"arabisch-nl-x" is geen taal.'),
        ("</main>", "<h1>Nog een</h1></main>", "er zijn 2 onderdelen h1 in plaats van 1."),
        ('<h1 id="kop">Ede</h1>', '<p id="kop">Ede</p>', "er zijn 0 onderdelen h1 in plaats van 1."),
        ('labelledby="kop"', 'labelledby="kop hoed"', 'aria-labelledby noemt "hoed", dat er niet is.'),
        ("<p lang", '<label for="naam">x</label><p lang', 'for noemt "naam", dat er niet is.'),
        ("<title>Ede</title>", "<title> </title>", "de titel ontbreekt."),
    ],
)
def test_one_mistake_gives_one_problem(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert [expected] == messages(GOOD.replace(old, new, 1))


def test_a_problem_names_the_file_and_is_an_error() -> None:
    problem = audit(GOOD.replace("#inhoud", "#weg", 1)).problems[0]
    assert ("ede/index.html", False) == (problem.path, problem.is_warning)


def test_the_page_for_a_wrong_address_counts_from_the_root() -> None:
    page = GOOD.replace('"../', '"/kaart/')
    assert [] == audited(audit(page, "404.html", "/kaart/"))
    assert {"", "vergelijk/", "assets/site.css", "assets/huis.svg"} == audit(page, "404.html", "/kaart/").links
    assert audited(audit(page, "404.html", "/"))


def test_an_anchor_on_another_page_must_be_there() -> None:
    here = audit(GOOD)
    there = PageAudit("vergelijk/", frozenset({"ages"}), frozenset(), frozenset(), ())
    assert [] == audited(here, there)
    without = PageAudit("vergelijk/", frozenset({"place"}), frozenset(), frozenset(), ())
    problems = audited(here, without)
    assert ['de link "vergelijk/#ages" wijst nergens naar.'] == [problem.message for problem in problems]
    assert ["ede/index.html"] == [problem.path for problem in problems]


def test_the_audit_of_the_whole_has_the_problems_of_each_page() -> None:
    wrong = audit(GOOD.replace(' alt=""', ""))
    there = PageAudit("vergelijk/", frozenset({"ages"}), frozenset(), frozenset(), ())
    assert list(wrong.problems) == audited(wrong, there)
