"""The parts of the signpost that know no page, each by itself: answers, rules, what a municipality tells, its desks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

CALL = """async ([address, name, values]) => {
  const given = values.map(value =>
    Array.isArray(value?.map) ? new Map(value.map) : value?.url ? new URL(value.url) : value)
  const plain = value => value instanceof Map ? Object.fromEntries(value)
    : value instanceof URL ? value.href
    : value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    : value
  return plain((await import(address))[name](...given))
}"""
FROM_BIRTH, FROM_PREGNANCY, VARIES, YOUNGEST = "0 12 0 0 0", "0 6 1 0 0", "2 18 0 1 0", "0 6 0 0 1"
WORDS = {"website": "Website", "of": "van", "more": "Meer"}
MESSAGES = {
    "ask": "Niets in {place}.",
    "elsewhere": "Anders",
    "unanswered": "Alles.",
    "fits": "Past: {names}.",
    "caution": "Let op: {names}.",
    "no": "Niet: {names}.",
}
NASTY = '"><img src=x onerror=alert(1)>'


@pytest.fixture
def call(page: Page, translated: str, translated_folder: Path) -> Any:
    """Calls a function of a script, as the site has it; `{"map": [...]}` stands for a Map, `{"url": ...}` for a URL."""
    page.goto(f"{translated}404.html")

    def called(script: str, name: str, *values: object) -> Any:
        [file] = translated_folder.glob(f"assets/{script}.*.js")
        return page.evaluate(CALL, [f"{translated}assets/{file.name}", name, list(values)])

    return called


CHOICES = {"map": [["waar", []], ["leeftijd", ["op-komst", "0-4", "5-6"]], ["helpt", ["rust"]]]}


@pytest.mark.parametrize(
    ("hash", "found", "unknown"),
    [
        ("", {}, []),
        ("#waar=ede&leeftijd=3", {"waar": "ede", "leeftijd": "0-4"}, []),
        ("leeftijd=7&helpt=rust", {"helpt": "rust"}, ["leeftijd=7"]),
        ("leeftijd=op-komst,0-4,6", {"leeftijd": "op-komst,0-4,5-6"}, []),
        ("leeftijd=0-4,7-12&leeftijd=,", {}, ["leeftijd=0-4,7-12", "leeftijd=,"]),
        (
            "leeftijd=0-6&leeftijd=5.5&leeftijd=-1&helpt=rust,rust",
            {},
            ["leeftijd=0-6", "leeftijd=5.5", "leeftijd=-1", "helpt=rust,rust"],
        ),
        ("waar=weet-niet&helpt=weet-niet&plek=weet-niet", {"waar": "", "helpt": ""}, ["plek=weet-niet"]),
        ("#waar=<b>&plek=elders", {}, ["waar=<b>", "plek=elders"]),
        ("#helpt=", {}, ["helpt="]),
        ("#constructor=x&__proto__=y", {}, ["constructor=x", "__proto__=y"]),
    ],
)
def test_an_address_holds_answers(call: Any, hash: str, found: dict[str, str], unknown: list[str]) -> None:
    assert {"found": found, "unknown": unknown} == call("address", "readAnswers", hash, CHOICES)


def test_an_address_holds_fifty_answers_at_most(call: Any) -> None:
    assert 50 == len(call("address", "readAnswers", "#" + "&".join(["x=1"] * 60), CHOICES)["unknown"])


def test_a_signpost_that_does_not_ask_where_knows_no_place(call: Any) -> None:
    read = call("address", "readAnswers", "#waar=ede", {"map": [["helpt", ["rust"]]]})
    assert {"found": {}, "unknown": ["waar=ede"]} == read


@pytest.mark.parametrize(
    ("age", "ages", "verdict"),
    [
        ("0", FROM_BIRTH, "fits"),
        ("12", FROM_BIRTH, "fits"),
        ("13", FROM_BIRTH, "no"),
        ("1", VARIES, "no"),
        ("2", VARIES, "caution"),
        ("op-komst", FROM_BIRTH, "caution"),
        ("op-komst", FROM_PREGNANCY, "fits"),
        ("op-komst", "0 6 1 1 0", "caution"),
        ("6", YOUNGEST, "fits"),
        ("7", YOUNGEST, "caution"),
        ("op-komst", VARIES, "no"),
        ("0-4", FROM_BIRTH, "fits"),
        ("7-12", FROM_BIRTH, "fits"),
        ("7-13", FROM_BIRTH, "caution"),  # only for a part of them
        ("0-4", VARIES, "caution"),
        ("13-17", FROM_BIRTH, "no"),
        ("7-12", YOUNGEST, "caution"),
    ],
)
def test_an_age_fits_or_not(call: Any, age: str, ages: str, verdict: str) -> None:
    assert verdict == call("answers", "verdictOfAge", age, ages)


@pytest.mark.parametrize(
    ("answer", "ages", "verdict"),
    [
        ("0-4", FROM_BIRTH, "fits"),
        ("0-4,7-12", FROM_BIRTH, "fits"),
        ("0-4,13-17", FROM_BIRTH, "caution"),  # for one and not for the other
        ("13-17,18-23", FROM_BIRTH, "no"),
        ("op-komst,0-4", FROM_BIRTH, "caution"),
        ("0-4,13-17", YOUNGEST, "fits"),  # an older brother or sister belongs to it
        ("7-12,13-17", YOUNGEST, "caution"),
    ],
)
def test_ages_of_several_children_fit_or_not(call: Any, answer: str, ages: str, verdict: str) -> None:
    assert verdict == call("answers", "verdictOfAges", answer, ages)


def test_what_was_skipped_is_in_the_address_and_danger_is_not(
    page: Page, translated: str, translated_folder: Path
) -> None:
    page.goto(f"{translated}404.html")
    [file] = translated_folder.glob("assets/address.*.js")
    written = page.evaluate(
        "async address => (await import(address)).writeAnswers("
        "{ waar: '', leeftijd: '0-4,7-12', helpt: 'onveilig' }, value => value === 'onveilig')",
        f"{translated}assets/{file.name}",
    )
    assert "waar=weet-niet&leeftijd=0-4,7-12" == written


REASONS = [
    {"question": "leeftijd", "answer": "", "verdict": "fits", "ages": FROM_BIRTH},
    {"question": "plek", "answer": "elders", "verdict": "fits"},
    {"question": "plek", "answer": "thuis", "verdict": "no"},
    {"question": "helpt", "answer": "-", "verdict": "fits"},
    {"question": "helpt", "answer": "rust", "verdict": "caution"},
]


@pytest.mark.parametrize(
    ("answers", "here", "verdict", "count"),
    [
        ({}, {}, "fits", 0),
        ({}, None, "caution", 0),  # it is not there
        ({"plek": "elders"}, {}, "fits", 2),  # and whom it is for
        ({"plek": "thuis"}, {}, "no", 2),
        ({"plek": "thuis"}, {"place": "thuis"}, "fits", 2),  # what holds there goes before
        ({"leeftijd": "14"}, {"ages": "0 18 0 0 0"}, "fits", 2),
        ({"leeftijd": "14", "helpt": "rust"}, {}, "no", 2),
        ({"helpt": "rust"}, {}, "caution", 1),
    ],
)
def test_the_worst_reason_decides(call: Any, answers: object, here: object, verdict: str, count: int) -> None:
    seen = call("answers", "judge", REASONS, answers, here)
    assert (verdict, count) == (seen["verdict"], len(seen["reasons"]))


OWN = {"lead": "Bel.", "contact": {"name": "Coördinator"}}


@pytest.mark.parametrize(("possible", "expected"), [(["a"], OWN), (["b"], {}), (["a", "b"], {}), ([], {})])
def test_only_the_one_initiative_that_may_fit_goes_before_the_desk(
    page: Page, translated: str, translated_folder: Path, possible: list[str], expected: object
) -> None:
    page.goto(f"{translated}404.html")
    [file] = translated_folder.glob("assets/answers.*.js")
    seen = page.evaluate(
        """async ([address, own, possible]) => {
          const { stepIn } = await import(address)
          return stepIn({ offers: new Map([['a', { next: own }], ['b', {}]]), next: {} }, possible)
        }""",
        [f"{translated}assets/{file.name}", OWN, possible],
    )
    assert expected == seen


@pytest.mark.parametrize(
    ("ages", "age", "expected"),
    [("0 4 1 0", "op-komst", True), ("0 4 0 0", "op-komst", False), ("0 4 0 0", "5", False), ("0 4 0 0", "", True)],
)
def test_people_are_named_by_the_age_of_the_child(call: Any, ages: str, age: str, expected: bool) -> None:
    assert expected is call("answers", "isForAge", ages, age)


def test_addresses_in_the_file_are_seen_from_the_page(call: Any) -> None:
    summary = {"name": "Ede", "theme": "../../assets/theme-ede.css", "offers": {"a": {"href": "../../ar/ede/a/"}}}
    place = call("municipality", "readSummary", summary, "ede", {"url": "https://x.example/kaart/ar/ede/"})
    assert {"a": {"href": "https://x.example/kaart/ar/ede/a/"}} == place["offers"]
    assert "https://x.example/kaart/assets/theme-ede.css" == place["theme"]
    assert (False, False, {}) == tuple(place[key] for key in ("isLost", "isExample", "next"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"isUnanswered": True}, ["Alles."]),
        ({"isUnanswered": False}, ["Past: A en B.", "Niet: C."]),
        ({"isUnanswered": False, "elsewhere": "Oppas"}, ["Anders: Oppas"]),
    ],
)
def test_the_outcome_is_said_in_sentences(call: Any, said: dict[str, object], expected: list[str]) -> None:
    names = {"fits": ["A", "B"], "caution": [], "no": ["C"]}
    assert expected == call("outcome", "sentencesOf", names, {**said, "messages": MESSAGES})


CONTACT = {
    "name": NASTY,
    "kind": {"text": "Loket", "lang": "nl", "dir": "ltr"},
    "phone": "000 000 00 01",
    "phone_href": "tel:0000000001",
    "closed": [["Gesloten op 1 mei.", NASTY]],
    "email": "loket@ede.example",
    "email_href": "mailto:loket@ede.example",
    "hours": [["maandag", "09:00–12:30"]],
    "checked": "gecontroleerd op 1 mei",
    "mark": "fresh",
}
CARD = """async ([address, contact, words, isShort]) => {
  const { contactCard } = await import(address)
  const card = contactCard(contact, words, isShort)
  const links = [...card.querySelectorAll('a')].map(each => each.getAttribute('href'))
  const inside = [...card.querySelectorAll('.contact__more > :not(summary)')].map(each => each.className)
  return { text: card.textContent, images: card.querySelectorAll('img').length, links, inside,
    language: card.querySelector('.contact__kind span').lang, mark: card.querySelector('.checked').className }
}"""


@pytest.mark.parametrize("is_short", [True, False])
def test_a_desk_is_made_of_words(page: Page, translated: str, translated_folder: Path, is_short: bool) -> None:
    page.goto(f"{translated}404.html")
    [file] = translated_folder.glob("assets/whom-to-call.*.js")
    seen = page.evaluate(CARD, [f"{translated}assets/{file.name}", CONTACT, WORDS, is_short])
    assert 0 == seen["images"]
    assert seen["text"].count(NASTY) == (3 if is_short else 2)  # also where it says whose details are folded away
    assert ["tel:0000000001", "mailto:loket@ede.example"] == seen["links"]
    assert (["contact__ways", "contact__hours"] if is_short else []) == seen["inside"]
    assert ("nl", "checked checked--fresh") == (seen["language"], seen["mark"])


def test_a_browser_is_told_of_each_script_at_once(translated_folder: Path) -> None:
    """So that it need not find one in the other, and wait each time."""
    names = re.compile(r"from '\./([\w-]+\.[0-9a-f]{10}\.js)'")
    page = (translated_folder / "wegwijzer/index.html").read_text("utf-8")
    told = set(re.findall(r'<link rel="modulepreload" href="\.\./assets/([^"]+)"', page))
    waiting = [file.name for file in translated_folder.glob("assets/signpost.*.js")]
    needed: set[str] = set()
    while waiting:
        found = names.findall((translated_folder / "assets" / waiting.pop()).read_text("utf-8"))
        waiting += [name for name in found if name not in needed]
        needed |= set(found)
    assert needed == told


def test_the_files_that_the_questions_wait_for_come_in_two_turns(translated_folder: Path) -> None:
    """Over HTTP/1.1 a browser asks for six at a time; a phone would wait for a third turn."""
    head = (translated_folder / "wegwijzer/index.html").read_text("utf-8").partition("</head>")[0]
    files = re.findall(r'<(?:link rel="(?:stylesheet|modulepreload)" href|script type="module" src)="([^"]+)"', head)
    others = [name for name in files if re.search(r"/(folds|place-field|leave)\.", name)]  # nothing waits for these
    assert len(files) - len(others) <= 2 * 6, files
