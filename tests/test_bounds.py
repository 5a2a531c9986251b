"""Inputs on which a program can hang or stumble: each gives one clear problem, or is read as what it says.

None of these tests looks at a clock. With the sizes that stand here, what is not linear takes minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers

from kaart.day import Day
from kaart.house_style.colours import read_colour
from kaart.house_style.logo import read_logo
from kaart.house_style.theme import read_theme
from kaart.house_style.tokens import read_tokens
from kaart.languages.translations.checks import script_of
from kaart.languages.translations.pairs import merged
from kaart.languages.voice import Translation, Voice, is_language
from kaart.languages.words import DOMAIN_FILE, Words, read_words
from kaart.model.plain import NOT_READ
from kaart.model.prose import render_prose
from kaart.model.rules.check import check_rules
from kaart.model.rules.texts import MARKUP
from kaart.model.site import Options, read_site
from kaart.problems import MOST_OF_ONE_CAUSE, Problem, did_you_mean, first_of
from kaart.schema.wording import TranslatedFile, TranslatedText, Translations
from kaart.search.finder import finder_files
from kaart.source.load import Prose, load
from kaart.source.register import read_register
from kaart.source.yaml_source import compose
from tests.nasty import TOKENS

pytestmark = pytest.mark.slow  # files as large as they may be

TODAY = date(2026, 11, 22)
TESTVEEN = "content/municipalities/testveen.yaml"
THEMES_HEAD = ":root{--utrecht-link-color:#0b5d7a;"
PLURALS = 'msgid "%(number)s bron"\nmsgid_plural "%(number)s bronnen"\nmsgstr[0] "%(number)s source"\n'
PLURALS += 'msgstr[1] "%(number)s sources"\n'


def filled(token: str, size: int) -> str:
    return (token * (size // len(token) + 1))[:size]


def said(problems: Iterable[Problem]) -> list[str]:
    return [problem.message for problem in problems]


def test_of_thousands_of_unknown_keys_a_hundred_are_told() -> None:
    keys = "".join(f"sleutel-{number}: waarde\n" for number in range(20_000))

    _, problems = load({TESTVEEN: f"cbs_code: GM9002\n{keys}"}, Day(TODAY))
    own = [problem for problem in problems if problem.path == TESTVEEN]

    assert MOST_OF_ONE_CAUSE == len(own)
    assert '"sleutel-0" is hier geen sleutel.' == own[0].message
    assert own[-1].hint.endswith("Dit zijn de eerste 100 van dit soort; er zijn er meer.")


def test_of_thousands_of_records_with_a_mistake_a_hundred_are_told() -> None:
    sources = "".join(f"bron-{number}:\n  titel: a\n" for number in range(10_000))

    _, problems = load({"content/sources.yaml": sources}, Day(TODAY))

    assert MOST_OF_ONE_CAUSE == sum(problem.path == "content/sources.yaml" for problem in problems)


def test_of_thousands_of_unknown_sources_a_hundred_are_told() -> None:
    known = "".join(f"bron-{number}:\n  title: a\n  publisher: b\n" for number in range(400))
    cited = "\n\n".join("".join(f"[^onbekend-{part}-{number}]" for number in range(90)) for part in range(9))
    head = "---\ntitle: a\ndescription: b\n---\n"

    content, _ = load({"content/sources.yaml": known, "content/pages/over.md": head + cited}, Day(TODAY))
    found = [problem for problem in check_rules(content, Day(TODAY)) if "de bron" in problem.message]

    assert MOST_OF_ONE_CAUSE == len(found)


def test_the_rest_of_many_problems_is_not_even_made() -> None:
    made = []

    def problems() -> Iterable[Problem]:
        for number in range(10**9):
            made.append(number)
            yield Problem("a.yaml", number, 1, "fout.")

    found = first_of(problems(), 3)

    assert [0, 1, 2, 3] == made
    assert ["", "", "Dit zijn de eerste 3 van dit soort; er zijn er meer."] == [problem.hint for problem in found]


def test_a_word_of_a_megabyte_resembles_nothing() -> None:
    assert "Kies uit: parent, professional." == did_you_mean("professional" * 100_000, ("parent", "professional"))


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_many_times_is_read_as_yaml(token: str) -> None:
    for text in (filled(token, 900_000), f"intro: {filled(token, 900_000)}", f"- {filled(token, 900_000)}"):
        document, problems = compose("a.yaml", text.replace("\t", " "))

        assert (document is None) == any(not problem.is_warning for problem in problems)
        assert len(problems) <= MOST_OF_ONE_CAUSE


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_many_times_is_read_as_a_long_text(token: str) -> None:
    for text in (filled(token, 9_900), f"{filled(token, 2_400)}\n\n" * 8):
        html, problems = render_prose(Prose("over.md", "over", "nl", text), ())

        assert len(problems) <= MOST_OF_ONE_CAUSE
        assert "<script" not in html.html


@pytest.mark.parametrize("pattern", [NOT_READ, MARKUP])
@pytest.mark.parametrize("token", TOKENS)
def test_a_token_many_times_is_looked_through_once(pattern: re.Pattern[str], token: str) -> None:
    assert len(pattern.sub("", filled(token, 300_000))) <= 300_000


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_many_times_is_set_in_every_direction(token: str) -> None:
    for code in ("ar", "fr"):
        assert len(Voice(code, NullTranslations()).typeset(filled(token, 300_000))) >= 300_000


@pytest.mark.parametrize(
    "value",
    [
        *("var(--leeg,)" * 40_000, "var(--a,var(--b,".replace("b", "c") * 20_000, "(" * 300_000, "calc(" * 100_000),
        *("1e999px", "oklch(50% 1e999 1e999)", "lab(1e308 1e308 1e308)", "hsl(1e999 1% 1%)"),
    ],
)
def test_a_value_of_a_token_beyond_all_measure_is_not_used(value: str) -> None:
    theme, problems = read_theme("a.css", f"{THEMES_HEAD}--utrecht-document-color:{value}}}")

    assert "ink" not in theme.values
    assert problems


def test_thousands_of_references_are_followed_once() -> None:
    chain = "".join(f"--a{number}:var(--a{number + 1},var(--a{number + 1}));" for number in range(5_000))
    tokens, problems = read_tokens("a.css", f":root{{{chain}--b:var(--a4990)}}")

    assert [] == problems
    assert "" == tokens.value("--b")


@pytest.mark.parametrize("colour", ["rgb(1e999 0 0)", "lch(50% 1e999 1e999)", "oklab(1e308 1e308 1e308)", "#12345g"])
def test_a_colour_beyond_all_numbers_is_one_or_none(colour: str) -> None:
    assert (read_colour(colour) or "#000000").startswith("#")


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (f'width="{"1" * 90_000}" height="1"', "in dit logo staat een getal van te veel cijfers."),
        (f'viewBox="0 0 1 1" style="stroke-width: {"9" * 9_000}"', "in dit logo staat een getal van te veel cijfers."),
        ('viewBox="0 0 1e-320 1"', "dit logo heeft geen maat: viewBox, of width en height, ontbreekt."),
        ('viewBox="0 0 1e308 1"', "dit logo heeft geen maat: viewBox, of width en height, ontbreekt."),
        ('viewBox="0 0 nan inf"', "dit logo heeft geen maat: viewBox, of width en height, ontbreekt."),
        ('width="٦٠" height="٢٠"', "dit logo heeft geen maat: viewBox, of width en height, ontbreekt."),
    ],
)
def test_a_logo_of_no_size_is_refused(attributes: str, message: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0h1"/></svg>'

    logo, problems = read_logo("a.svg", svg.encode())

    assert logo is None
    assert [message] == said(problems)


@pytest.mark.parametrize("letters", ["hex", "rot13", "idna", "undefined", "utf-7", "big5", "bestaat-niet", "a" * 999])
def test_a_logo_in_letters_that_nobody_uses_is_refused(letters: str) -> None:
    head = f'<?xml version="1.0" encoding="{letters}"?>'
    svg = f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'

    assert ["dit is geen SVG die te lezen is."] == said(read_logo("a.svg", svg.encode())[1])


def test_every_language_of_cldr_can_be_spoken() -> None:
    codes = [code.replace("_", "-").lower() for code in locale_identifiers()]
    spoken = [code for code in codes if is_language(code)]

    for code in spoken:
        voice = Voice(code, NullTranslations())
        assert all((voice.own_name, voice.number(1234.5), voice.euros(1, 2), voice.day(TODAY), voice.name_of("ar")))
        assert all((voice.weekday("monday"), voice.join(["a", "b"]), voice.direction, voice.kilometres(3)))
        assert all(script_of(code))
    assert len(spoken) > 0.9 * len(codes)
    assert [] == [
        code for code in ("nlx", "Nederlands", "NL", "zh_Hant", "", "a b", "../en", "n" * 999) if is_language(code)
    ]


def test_words_with_a_comma_too_many_are_still_words() -> None:
    translations = Translations(
        files=(TranslatedFile(file="a", texts=(TranslatedText(nl="een, twee", text="one,, two,"),)),)
    )
    pair = translations.files[0].texts[0]
    assert pair.text

    voice = Voice("en", NullTranslations(), {pair.nl: Translation(pair.text)})

    assert ("one", "two") == voice.words(("een", "twee"))


def read_catalogue(folder: Path, text: str) -> tuple[Words, list[Problem]]:
    path = folder / "en" / DOMAIN_FILE
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return read_words("en", folder)


@pytest.mark.parametrize(
    "head",
    [
        *(
            "nplurals=1000000000; plural=0;",
            "nplurals=2; plural=n/0;",
            "nplurals=2; plural=n%0;",
            "nplurals=x; plural=y;",
        ),
        *("nplurals=2; plural=" + "(" * 900 + "n", "nplurals=-1; plural=n-5;", ""),
    ],
)
def test_plurals_follow_from_the_language_whatever_a_catalogue_says(head: str, tmp_path: Path) -> None:
    words, problems = read_catalogue(tmp_path, f'msgid ""\nmsgstr ""\n"Plural-Forms: {head}\\n"\n\n{PLURALS}')

    assert [] == problems
    for number, expected in ((0, "sources"), (1, "source"), (2, "sources"), (1_000_000, "sources")):
        seen = words.translations.ngettext("%(number)s bron", "%(number)s bronnen", number)
        assert f"%(number)s {expected}" == seen


@pytest.mark.parametrize(
    "head",
    [
        *(
            '"PO-Revision-Date: gisteren\\n"',
            '"POT-Creation-Date: 99999999999-01-01 00:00+0000\\n"',
            '"Language: xx\\n"',
        ),
        *('"Content-Type: text/plain; charset=hex\\n"', '"Project-Id-Version:\\n"'),
    ],
)
def test_the_head_of_a_catalogue_is_not_read(head: str, tmp_path: Path) -> None:
    words, problems = read_catalogue(tmp_path, f'msgid ""\nmsgstr ""\n{head}\n\n{PLURALS}')

    assert [] == problems
    assert "%(number)s source" == words.translations.ngettext("%(number)s bron", "%(number)s bronnen", 1)


@pytest.mark.parametrize("text", ['"a"\n', 'msgid_plural "a"\n', 'msgid "a"\n'])
def test_a_catalogue_out_of_order_is_one_problem(text: str, tmp_path: Path) -> None:
    _, problems = read_catalogue(tmp_path, text)

    assert 1 == len(problems)
    assert problems[0].message.startswith("deze catalogus is niet te lezen")


def test_many_changed_texts_keep_their_translations() -> None:
    old = [f"de ouder belt vrijwilliger {number} die elke week helpt met spelen en koken" for number in range(400)]
    pairs = tuple(TranslatedText(nl=text, text=f"text {number}") for number, text in enumerate(old))
    new = [text.replace("elke week", "vaak") for text in old]

    made = merged({"a": new}, Translations(files=(TranslatedFile(file="a", texts=pairs),)))

    assert [f"text {number}" for number in range(400)] == [pair.text for pair in made.files[0].texts]
    assert old == [pair.was for pair in made.files[0].texts]


def test_a_name_cannot_break_the_file_of_places(small_site: Path) -> None:
    site, _ = read_site(small_site, Options(today=TODAY))
    merged_away = site.content.municipalities["oud-proefdam"]
    object.__setattr__(merged_away, "name", "Oud|Proef\tdam\nAan de Zijl")

    lines = finder_files(site)["plaatsen.txt"].decode().split("\n")

    of_municipalities = [line for line in lines if not line.startswith("\t")]  # the others are names elsewhere
    assert len(lines) - len(of_municipalities) == 2
    assert {4, 5} == {line.count("\t") for line in of_municipalities}, "with names in other languages, or none"
    assert any("Oud Proef dam Aan de Zijl" in line for line in lines)


def test_the_register_says_the_first_hundred_of_many_mistakes(small_site: Path) -> None:
    folder = small_site / "content/register"
    texts = {f"content/register/{path.name}": path.read_text("utf-8") for path in folder.glob("*.csv")}
    texts["content/register/plaatsen.csv"] += "\n" * 900_000

    areas, problems = read_register(texts)

    assert {} == areas
    assert MOST_OF_ONE_CAUSE == len(problems)
    assert "deze regel heeft 0 kolommen in plaats van 4." == problems[0].message
