"""The scripts of the site: what a type checker says of them, how they import each other, and each part by itself.

The parts run in the real browser, as visitors have them: a page imports a module and calls its functions.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kaart import urls
from kaart.problems import ContentError
from kaart.render.scripts import all_imports, read_scripts
from tests.browser import ROOT, missing, served

TEMPLATES = ROOT / "templates"
SETTINGS = TEMPLATES / "jsconfig.json"
LONGEST_LINE = 120
WITHOUT_TYPES = {TEMPLATES / urls.EMBED_SCRIPT}  # pages of others hold the digest of its bytes


def checked_scripts() -> list[Path]:
    """All scripts that can have types, but for the folders that the settings of the checker leave out."""
    settings = json.loads(re.sub(r"^\s*//.*$", "", SETTINGS.read_text("utf-8"), flags=re.M))
    left_out = [TEMPLATES / folder for folder in settings.get("exclude", ())]
    scripts = set(TEMPLATES.rglob("*.js")) - WITHOUT_TYPES
    return sorted(path for path in scripts if not any(path.is_relative_to(folder) for folder in left_out))


def check_types(folder: Path, *options: str) -> list[str]:
    """The lines that the type checker says of the scripts of a folder with settings."""
    if shutil.which("tsc") is None:
        missing("tsc (package node-typescript)")
    words = ["tsc", "--project", str(folder / SETTINGS.name), "--pretty", "false", *options]
    return subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout.splitlines()


def test_the_types_of_all_scripts_are_right() -> None:
    assert [] == check_types(TEMPLATES)


def test_the_checker_reads_every_script() -> None:
    read = {Path(line) for line in check_types(TEMPLATES, "--listFilesOnly")}

    assert set() == set(checked_scripts()) - read


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("export const half = word => word / 2\n", "TS7006"),
        ("/** @param {string} word */\nexport const half = word => word / 2\n", "TS2362"),
        ("import { half } from './words.js'\nhalf()\n", "TS2307"),
    ],
)
def test_a_fault_in_a_script_is_found(tmp_path: Path, script: str, fault: str) -> None:
    shutil.copy(SETTINGS, tmp_path)
    (tmp_path / "browser.d.ts").write_text("", "utf-8")
    (tmp_path / "components").mkdir()
    (tmp_path / "components/half.js").write_text(script, "utf-8")

    assert [fault] == re.findall(r"error (TS\d+)", "\n".join(check_types(tmp_path)))


def test_lines_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in checked_scripts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert [] == long


def test_no_text_of_a_script_runs_over_lines() -> None:
    """In such a text a line could look like a comment, which visitors do not get."""
    over_lines = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((TEMPLATES / "components").rglob("*.js"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not line.lstrip().startswith(("//", "*", "/**")) and (line.count("`") - line.count("‘`ʼ")) % 2
    ]

    assert [] == over_lines


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes scripts into a folder of templates."""

    def write(scripts: dict[str, str]) -> Path:
        templates = tmp_path / "templates"
        for name, text in scripts.items():
            (templates / name).parent.mkdir(parents=True, exist_ok=True)
            (templates / name).write_text(text, "utf-8")
        return templates

    return write


def test_imports_get_the_address_that_the_script_has_on_the_site(folder: Callable[[dict[str, str]], Path]) -> None:
    templates = folder(
        {
            "components/a/one.js": "import { two } from '../b/two.js'\nimport './three.js'\ntwo()\n",
            "components/a/three.js": "export const three = 3\nexport const late = () => import('./four.js')\n",
            "components/a/four.js": "export const four = 4\n",
            "components/b/two.js": "import {\n  three\n} from '../a/three.js'\nexport const two = () => three\n",
        }
    )
    scripts = read_scripts(templates)

    assert ["four.js", "three.js", "two.js", "one.js"] == list(scripts)
    assert ("three.js", "two.js") == all_imports("one.js", scripts), "what is asked for later is not needed to begin"
    assert "import { two } from './two.js?'\nimport './three.js?'\ntwo()\n" == scripts["one.js"].naming("./{}?".format)


def test_the_search_page_asks_for_all_its_scripts_at_once(translated_folder: Path) -> None:
    """Else a phone would learn of some only when it has read others: a round trip more."""
    page = (translated_folder / "zoeken/index.html").read_text("utf-8")
    asked = re.findall(r'<link rel="modulepreload" href="\.\./assets/([\w-]+)\.\w+\.js">', page)

    assert list(all_imports("search.js", read_scripts(TEMPLATES))) == [f"{name}.js" for name in asked]


def test_visitors_get_no_comments(folder: Callable[[dict[str, str]], Path]) -> None:
    source = """// About this file.

/** @typedef {import('./nothing.js').Nothing} Nothing */
/**
 * One thing.
 * @param {string} thing
 */
export function one(thing) {
  // why
  const link = /** @type {HTMLElement} */ (find('https://a.invalid//b')) // kept
  return thing + '/** kept */' + link
}
"""
    expected = """
export function one(thing) {
  const link = (find('https://a.invalid//b')) // kept
  return thing + '/** kept */' + link
}
"""

    assert expected == read_scripts(folder({"components/a/one.js": source}))["one.js"].text


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        (
            {"components/a/one.js": "import { two } from './two.js'\n", "components/b/two.js": ""},
            'templates/components/a/one.js:1:22: de import "./two.js" leidt naar geen script van een component.\n'
            "    Bedoelt u '../b/two.js'?",
        ),
        (
            {"components/a/one.js": "// About.\n\nimport { two } from '../../two.js'\n", "two.js": ""},
            'templates/components/a/one.js:3:22: de import "../../two.js" leidt naar geen script van een component.\n'
            "    Een script mag alleen scripts uit templates/components/ importeren: alleen die staan op de site.",
        ),
        (
            {"components/a/one.js": "import { two } from 'two'\n"},
            'templates/components/a/one.js:1:22: de import "two" leidt naar geen script van een component.\n'
            "    Schrijf het pad vanaf de map van dit script, zoals het op schijf staat: '../words/words.js'.",
        ),
        (
            {"components/a/one.js": "const { two } = await import('./two.js')\n"},
            'templates/components/a/one.js:1:31: de import "./two.js" leidt naar geen script van een component.\n'
            "    Schrijf het pad vanaf de map van dit script, zoals het op schijf staat: '../words/words.js'.",
        ),
        (
            {"components/a/one.js": "", "components/b/one.js": ""},
            'templates/components/b/one.js: er is nog een script met de naam "one.js": templates/components/a/one.js.\n'
            "    Geef een van beide een andere naam: op de site staan ze in één map.",
        ),
        (
            {"components/a/one.js": "import './two.js'\n", "components/a/two.js": "import './one.js'\n"},
            "templates/components/a/one.js: deze scripts importeren elkaar in een kring: one.js, two.js, one.js.\n"
            "    Zet wat ze allebei nodig hebben in een eigen script.",
        ),
    ],
)
def test_a_wrong_import_stops_the_build(
    folder: Callable[[dict[str, str]], Path], scripts: dict[str, str], expected: str
) -> None:
    with pytest.raises(ContentError) as raised:
        read_scripts(folder(scripts))

    assert expected == str(raised.value)


Run = Callable[..., Any]


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Evaluates an expression in a page; `all` has what modules export, `given` the values."""
    with served(TEMPLATES / "components", "default-src 'self'") as address:
        page = browser.new_page()
        page.goto(address)

        def evaluate(modules: str, expression: str, *given: Any, direction: str = "ltr") -> Any:
            if page.evaluate("() => document.documentElement.dir || 'ltr'") != direction:
                page.goto(address)  # a module reads the page once
                page.evaluate("dir => Object.assign(document.documentElement, { dir, lang: 'nl' })", direction)
            paths = [f"/{module}" for module in modules.split()]
            script = f"""async ([paths, given]) => {{
              const all = Object.assign({{}}, ...await Promise.all(paths.map(path => import(path))))
              return {expression}
            }}"""
            return page.evaluate(script, [paths, given])

        yield evaluate
        page.close()


POSSIBLE = {
    "names": {"steunouder": "Steunouder", "home-start": "Home-Start"},
    "readers": ["ouder", "professional"],
    "differences": "verschillen",
    "fewest": 2,
}
SAID = {"unknown": "Onbekend: {names}.", "repeated": "Twee keer: {names}.", "few": "Kies er nog een."}


@pytest.mark.parametrize(
    ("words", "address", "notices"),
    [
        ("#home-start,steunouder,professional,verschillen", None, []),
        ("#verschillen,Professional,%20steunouder,,home-start", "#steunouder,home-start,professional,verschillen", []),
        ("#steunouder,pleegzorg,constructor", "#steunouder", ["Onbekend", "Kies er nog een."]),
        ("#steunouder,home-start,steunouder", "#steunouder,home-start", ["Twee keer"]),
        ("#%E0%A4%A", "", ["Onbekend"]),
        ("", "", []),
    ],
)
def test_a_choice_is_read_from_the_address_and_written_back(
    run: Run, words: str, address: str | None, notices: list[str]
) -> None:
    both = """(() => {
      const { choice, notices } = all.choiceOf(all.wordsOf(given[0]), given[1], given[2])
      return [all.hashOf(choice, given[1]), notices]
    })()"""
    seen, said = run("comparison/choice.js", both, words, POSSIBLE, SAID)
    assert (words if address is None else address) == seen
    assert len(notices) == len(said) and all(part in line for part, line in zip(notices, said, strict=True))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Cliënt-ondersteuning! ", "client ondersteuning"),
        ("’s-Hertogenbosch", "s hertogenbosch"),
        ("Łódź, ÆRØ, ıİ", "lodz aero ii"),
        ("٦٧١١ ۶۷ ６７", "6711 67 67"),
        ("", ""),
    ],
)
def test_words_are_compared_without_accents_and_signs(run: Run, typed: str, folded: str) -> None:
    assert folded == run("words/words.js", "all.fold(given[0])", typed)


@pytest.mark.parametrize(
    ("text", "most", "begun"),
    [("  a \u200f  b", 9, "a b"), ("oppas", 3, "opp"), ("ab😀", 3, "ab"), ("ab😀", 4, "ab😀")],
)
def test_the_beginning_of_a_text_has_no_half_signs(run: Run, text: str, most: int, begun: str) -> None:
    assert begun == run("words/words.js", "all.beginning(...given)", text, most)


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("gezin", "gezin", 0),
        ("gezin", "gzein", 1),  # swapped
        ("gezin", "gezn", 1),
        ("gezin", "gezinn", 1),
        ("gezin", "gazin", 1),
        ("gezin", "gzni", 2),
        ("gezin", "oppas", 3),  # more than two
        ("", "gezinnen", 3),
    ],
)
def test_the_distance_of_words_is_in_typing_errors(run: Run, one: str, other: str, errors: int) -> None:
    assert errors == run("words/words.js", "all.distance(...given, 2)", one, other)
    at_least = "all.missing(all.lettersOf(given[0]), all.lettersOf(given[1]))"
    assert run("words/words.js", at_least, one, other) <= max(errors, len(set(one) - set(other)))


def test_a_short_word_may_have_no_errors_and_a_long_one_two(run: Run) -> None:
    assert [0, 1, 1, 2] == run("words/words.js", "['dag', 'oppa', 'gezinn', 'gezinne'].map(all.typosIn)")


def test_values_in_a_text_from_right_to_left_keep_their_direction(run: Run) -> None:
    words = ("{name} in {place}", {"name": "Ede", "place": 3})
    both = "[all.fill(...given), all.fillApart(...given)]"
    assert ["Ede in 3", "Ede in 3"] == run("words/messages.js", both, *words)
    apart = run("words/messages.js", both, *words, direction="rtl")
    assert ["Ede in 3", "\u2068Ede\u2069 in \u20683\u2069"] == apart


def test_a_book_is_quoted_by_its_beginning(run: Run) -> None:
    assert ["a" * 60 + "…", "a" * 60] == run("words/messages.js", "given.map(all.quoted)", "a" * 61, "a" * 60)
    many = run("words/messages.js", "all.listQuoted(given[0])", ["a", "b", "a", "c", "d", "e", "f"])
    assert "a, b, c, d, e" in many and "f" not in many and "…" in many


@pytest.mark.parametrize(
    ("typed", "alone", "among"),
    [
        ("6711", "6711", "6711"),
        ("NL-6711 АВ", "6711", "6711"),
        ("٦٧١١", "6711", "6711"),
        ("67", "67", "67"),
        ("Raadhuisplein 1, 6711 AB Ede", "", "6711"),
        ("1234 naar 6711 AB", "", "6711"),
        ("1234 naar 6711", "", ""),
        ("0123", "0123", "0123"),
        ("06 12345678", "", ""),
    ],
)
def test_a_postcode_is_found_alone_and_in_an_address(run: Run, typed: str, alone: str, among: str) -> None:
    both = "[all.postcodeIn(given[0]), all.postcodeAmong(given[0])]"
    assert [alone, among] == run("place_field/places.js", both, typed)


PLACES = "\n".join(
    (
        "Ede\t\tGelderland\tBennekom|Lunteren\t",
        "Bergen (NH)\tbergen-nh\tNoord-Holland\tSchoorl\t",
        "Bergen (L)\tbergen-l\tLimburg\t\t",
        "'s-Hertogenbosch\t\tNoord-Brabant\t\tDen Bosch",
        "Voorbeeldstad\t\tUtrecht\t\t",
        "\tabroad\tGent|België",
    )
)
POSTCODES = "ede\t6710-6718,6741\nvoorbeeldstad\t1000-1010\nbergen-nh\t6718,1861"
PLACE = """(() => {
  all.ear.alike = all.alike // as loading the files does
  const lines = text => text.split('\\n').map(line => line.split('\\t'))
  const [places, postcodes, typed] = given
  const names = all.readNames(lines(places))
  const elsewhere = all.readElsewhere(lines(places))
  const known = { names, elsewhere, postcodes: all.readPostcodes(lines(postcodes)) }
  const { found, certain, isKnown, elsewhere: away } = all.search(typed, known)
  return [found.map(({ label }) => label), certain?.area.slug ?? '', isKnown, away?.label ?? '']
})()"""


@pytest.mark.parametrize(
    ("typed", "found", "certain", "is_known", "elsewhere"),
    [
        ("bennekom", ["Bennekom"], "ede", True, ""),
        ("Bennekom, Ede", ["Bennekom"], "ede", True, ""),
        ("gemeente Ede", ["Ede"], "ede", True, ""),
        ("den bosch", ["Den Bosch"], "s-hertogenbosch", True, ""),
        ("bergen", ["Bergen (NH)", "Bergen (L)"], "", True, ""),
        ("bergen nh", ["Bergen (NH)"], "bergen-nh", True, ""),
        ("lunt", ["Lunteren"], "", True, ""),
        ("lunetren", ["Lunteren"], "ede", False, ""),  # certain but for a typing error
        ("Gent België", [], "", False, "België"),
        ("gent", [], "", False, "Gent"),
        ("6712", ["Ede"], "ede", True, ""),
        ("6718", ["Bergen (NH)", "Ede"], "", True, ""),
        ("1011 AA", ["Voorbeeldstad", "Bergen (NH)", "Ede"], "", False, ""),
        ("qwvxz", [], "", False, ""),
    ],
)
def test_places_are_found_by_name_and_postcode(
    run: Run, typed: str, found: list[str], certain: str, is_known: bool, elsewhere: str
) -> None:
    expected = [found, certain, is_known, elsewhere]
    assert expected == run("place_field/places.js place_field/alike.js", PLACE, PLACES, POSTCODES, typed)


# A small search file in Dutch: two initiatives, two pages, a municipality with an offer and a desk.
FILE = {
    "ignored": ["de", "in", "ik", "een", "het", "niet", "wil"],
    "same": [["niet", "nie", "nait"], ["kind", "zoon"]],
    "endings": ["en", "s", "t", "er", "ge-"],
    "sounds": [["z", "s"], ["ij", "ei"]],
    "kinds": ["initiative", "page", "contact"],
    "entries": [
        [0, "initiatieven/steunouder/", "Steunouder", "Even rust. Een gezin vangt uw kind op. Het is gratis."],
        [0, "initiatieven/home-start/", "Home-Start", "Een vrijwilliger komt bij u thuis."],
        [1, "zo-werkt-het/", "Zo werkt het", "Wat er gebeurt als u belt over opvang."],
        [2, "wie-kan-helpen/#wijkteam", "Wijkteam", "Het team van uw gemeente."],
        [1, "hulp/", "Hulp bij gevaar", "Bel dan."],
    ],
    "words": [
        [["ik trek het niet", "oppas"], "U hoeft het niet alleen te doen.", [0]],
        [["hij slaat mij"], "Bel nu.", [4]],
    ],
    "provinces": ["Gelderland"],
    "initiatives": [0, 1],
    "terms": [3],
    "careful": [4],
    "places": [["Ede", "", 0, [[0, "Stichting Proef"]], [[0, "Loket Ede"]]], ["Edam-Volendam", "", 0, [], []]],
}


def test_words_are_compared_by_stem_and_sound(run: Run) -> None:
    expression = """(() => {
      const language = all.readLanguage(given[0])
      const forms = word => all.formsOf(all.loose(word), language)
      return [
        all.loose('gezinnen'), ...['opvangen', 'opvangers', 'gelopen', 'ten'].map(word => forms(word).stem),
        forms('meegezeild').sound, language.shortest, all.readLanguage({ ...given[0], endings: ['ات'] }).shortest
      ]
    })()"""
    expected = ["gezinen", "opvang", "opvang", "lopen", "ten", "megeseild", 4, 3]
    assert expected == run("search/forms.js", expression, {**FILE, "endings": ["en", "er", "s", "ge-"]})


def test_the_file_is_made_ready_with_all_that_can_be_found(run: Run) -> None:
    expression = """(() => {
      const index = all.read(given[0])
      const found = word => [...index.words.get(word).found]
      const { address, offers, contacts } = index.places[0]
      return [
        index.entries.length, found('homestart'), found('loket'), address, offers.map(each => each.address),
        contacts.map(each => each.title), index.places[1].slug, index.words.get('trek').said.size,
        index.words.has('een')
      ]
    })()"""
    expected = [
        *(7, [[1, 15]], [[6, 3]], "ede/", ["ede/steunouder/"], ["Loket Ede"]),
        *("edam-volendam", 1, False),
    ]
    assert expected == run("search/word-index.js", expression, FILE)


def test_what_is_no_search_file_is_refused(run: Run) -> None:
    files: tuple[Any, ...] = ([], {}, {**FILE, "endings": None})
    for file in files:
        threw = "(() => { try { return !all.read(given[0]) } catch { return true } })()"
        assert run("search/word-index.js", threw, file), file


FITS = """(() => {
  const index = all.read(given[0])
  const { words, sure, isNear } = all.typedWord(index, given[1], given[2])
  return [Object.fromEntries([...words].map(([word, part]) => [word.key, Math.round(part * 100) / 100])), sure, isNear]
})()"""


@pytest.mark.parametrize(
    ("typed", "is_last", "word", "part", "is_sure", "is_near"),
    [
        ("steunouder", False, "steunouder", 1, True, False),
        ("steunouders", False, "steunouder", 0.9, True, False),
        ("steuno", True, "steunouder", 0.7, True, False),
        ("ouder", False, "steunouder", 0.5, True, False),
        ("wijkteamgids", False, "wijkteam", 0.3, False, False),
        ("gesin", False, "gezin", 0.8, True, False),
        ("gezijn", False, "gezin", 0.32, False, True),
        ("steunoudr", False, "steunouder", 0.32, False, True),
        ("xyzzy", False, None, 0, False, False),
    ],
)
def test_a_typed_word_fits_by_its_form_its_parts_its_sound_and_its_letters(
    run: Run, typed: str, is_last: bool, word: str | None, part: float, is_sure: bool, is_near: bool
) -> None:
    words, sure, near = run("search/fitting.js search/word-index.js", FITS, FILE, typed, is_last)

    assert (is_sure, is_near) == (sure, near)
    assert part == words.get(word, 0)


def test_words_that_belong_together_are_one(run: Run) -> None:
    expression = "all.joined(given[1], all.read(given[0]))"
    joined = run("search/fitting.js search/word-index.js", expression, FILE, ["een", "home", "start", "gezin"])

    assert ["een", "homestart", "gezin"] == joined


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("6711", "6711"),
        ("6711 ab ede", "6711"),
        ("nl 6711ab ede", "6711"),
        ("1900 in ede", ""),
        ("67", ""),
        ("oppas 6711", ""),
    ],
)
def test_a_year_is_no_postcode(run: Run, typed: str, digits: str) -> None:
    expression = "all.postcodeOf(given[0], given[0].split(' '), word => word === 'in')"
    assert digits == run("search/named-places.js", expression, typed)


NAMED = """(() => {
  const names = given[0].map(([label, name]) => all.nameOf(label, { slug: name.toLowerCase(), name, province: '' }))
  const elsewhere = new Map([['saba', { label: 'Saba', kind: 'caribbean' }]])
  const words = given[1].split(' ')
  const place = all.placeIn(words, names, () => true)
  const guess = all.guessed(given[1], names, given[2])
  const away = all.elsewhereIn(words, elsewhere, () => true)
  const named = place && [place.from, place.to, place.names[0].label]
  return [named, guess.map(({ label, isSure }) => [label, isSure]), away?.from ?? null]
})()"""
NAMES = [["Ede", "Ede"], ["Bennekom", "Ede"], ["Den Haag", "Den Haag"], ["Haag", "Elders"], ["Hilversum", "Hilversum"]]


@pytest.mark.parametrize(
    ("typed", "is_beside", "place", "guess", "away"),
    [
        ("oppas in den haag", False, [2, 4, "Den Haag"], [], None),
        ("bennekm", False, None, [["Bennekom", False]], None),
        ("bennekm", True, None, [], None),  # beside words a village is not guessed
        ("hilvers", True, None, [["Hilversum", True]], None),
        ("hi", False, None, [], None),
        ("naar saba", False, None, [], 1),
    ],
)
def test_places_are_found_in_a_question(
    run: Run, typed: str, is_beside: bool, place: list[Any] | None, guess: list[Any], away: int | None
) -> None:
    modules = "place_field/places.js search/named-places.js"
    assert [place, guess, away] == run(modules, NAMED, NAMES, typed, is_beside)


def test_an_entry_with_all_words_and_a_whole_title_comes_first(run: Run) -> None:
    expression = """(() => {
      const index = all.read(given[0])
      const score = all.scored(index, given[1].map(word => all.typedWord(index, word, false)))
      return [...score].sort(([, one], [, other]) => other.points - one.points).map(([number]) => number)
    })()"""
    modules = "search/fitting.js search/word-index.js search/ranking.js"
    assert [0] == run(modules, expression, FILE, ["gezin", "rust"])
    assert [] == run(modules, expression, FILE, ["gezin"])  # one word of a text is not enough
    assert 3 == run(modules, expression, FILE, ["gemeente", "wijkteam"])[0]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ik trek het niet", "U hoeft het niet alleen te doen."),
        ("hij slaat mij", "Bel nu."),
        ("ik trek het nie", "U hoeft het niet alleen te doen."),
        ("oppas fiets", None),  # one word of two is not enough
        ("gezin", None),
    ],
)
def test_everyday_words_have_an_answer(run: Run, typed: str, answer: str | None) -> None:
    expression = """(() => {
      const index = all.read(given[0])
      const words = all.spoken(given[1].split(' '), index)
      const telling = words.filter(word => !index.language.ignored.has(word))
      const fits = telling.map(word => all.typedWord(index, word, false))
      const score = all.scored(index, fits)
      const answer = all.answered(index, fits, words, score)
      const best = [...score].sort(([, one], [, other]) => other.points - one.points)[0]?.[0]
      return [answer?.answer ?? null, !answer || answer.pages.includes(best)]
    })()"""
    modules = "search/fitting.js search/word-index.js search/ranking.js search/sayings.js"
    assert [answer, True] == run(modules, expression, FILE, typed)


def test_what_may_frighten_is_found_by_its_whole_title_only(run: Run) -> None:
    expression = """(() => {
      const index = all.read(given[0])
      const fits = given[1].split(' ').map(word => all.typedWord(index, word, false))
      return [...all.scored(index, fits).keys()].includes(4)
    })()"""
    modules = "search/fitting.js search/word-index.js search/ranking.js"
    assert [False, True] == [run(modules, expression, FILE, typed) for typed in ("hulp", "hulp bij gevaar")]


def test_what_was_found_is_shown_as_it_is_in_the_place(run: Run) -> None:
    expression = """(() => {
      const { entries, places } = all.read(given[0])
      const found = number => ({ ...entries[number], number, points: 10, marks: ['a'] })
      const say = ({ kind, address, absentIn = '', points }) => [kind, address, absentIn, Math.round(points)]
      return [
        all.local(found(0), [places[0]]).map(say), all.local(found(1), [places[0]]).map(say),
        all.here(places[0], 'Bennekom', true, 100).map(({ title, village, points }) => [title, village, points]),
        all.here(places[0], '', false, 100).map(({ kind }) => kind)
      ]
    })()"""
    there, absent, page, all_there = run("search/word-index.js search/local-results.js", expression, FILE)

    assert [["offer", "ede/steunouder/", "", 11], ["initiative", "initiatieven/steunouder/", "", 10]] == there
    assert [["initiative", "initiatieven/home-start/", "Ede", 10]] == absent
    assert [["Ede", "Bennekom", 95]] == page
    assert ["municipality", "offer", "contact"] == all_there


def test_the_sentence_with_most_found_words_is_shown_with_these_marked(run: Run) -> None:
    text = "Eerst dit. Een gezin vangt uw kind op. Gezinnen doen dat gratis. Het eind."
    headline = run("search/snippet.js", "all.headline(...given)", text, ["gezin", "kind"])
    assert "Een gezin vangt uw kind op. Gezinnen doen dat gratis." == headline
    pieces = run("search/snippet.js", "all.pieces(...given)", "Eén gezin, kind.", ["gezin", "en"])
    assert ["Eén", "gezin"] == [piece["text"] for piece in pieces if piece["isMarked"]]
    assert "Eén gezin, kind." == "".join(piece["text"] for piece in pieces)


SEARCH = """(() => {
  const index = all.read(given[0])
  const { found, answer, meant, needs, isCut } = all.search(given[1], index, given[2] ?? {})
  return { found: found.map(({ address }) => address), answer: answer?.answer ?? '', meant, needs, isCut }
})()"""


@pytest.mark.parametrize(
    ("typed", "first", "expected"),
    [
        ("steunouders", "initiatieven/steunouder/", {"meant": "", "needs": "", "isCut": False}),
        ("home start", "initiatieven/home-start/", {"meant": ""}),
        ("wijktaem ", "wie-kan-helpen/#wijkteam", {"meant": "Wijkteam", "needs": "names"}),
        ("steunouder in ede", "ede/steunouder/", {"needs": ""}),
        ("loket ede", "ede/", {}),
        ("edam", "edam-volendam/", {}),
        ("6711", None, {"needs": "postcodes"}),
        ("xyzzyqwv", None, {"needs": "names", "meant": ""}),
        ("", None, {"needs": "", "isCut": False}),
        ("oppas " * 30, "initiatieven/steunouder/", {"isCut": True, "answer": "U hoeft het niet alleen te doen."}),
    ],
)
def test_a_question_is_answered(run: Run, typed: str, first: str | None, expected: dict[str, Any]) -> None:
    seen = run("search/engine.js search/word-index.js", SEARCH, FILE, typed)

    assert first == next(iter(seen["found"]), None), seen
    assert expected == {key: seen[key] for key in expected}
