"""Translations beside the Dutch that they follow: what stays, what is outdated, what is still to be done."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

import kaart.model.site
from build import main
from kaart.languages.translations.checks import script_mistake
from kaart.languages.translations.pairs import file_text, memory_of, merged
from kaart.languages.voice import Voice
from kaart.languages.words import read_words
from kaart.schema.wording import Translations
from tests.browser import TODAY

DUTCH = {"initiatives/een.yaml": ["Een vrijwilliger komt bij u thuis.", "Het is gratis."]}


def translations(*texts: dict[str, str], **more: object) -> Translations:
    return Translations.model_validate({"files": [{"file": "initiatives/een.yaml", "texts": texts, **more}]})


def pairs(found: Translations) -> list[tuple[str, str | None, str | None]]:
    return [(pair.nl, pair.was, pair.text) for file in found.files for pair in file.texts]


def test_new_texts_wait_for_a_translation_and_what_is_there_stays() -> None:
    old = translations({"nl": "Het is gratis.", "text": "It is free."})
    assert pairs(merged(DUTCH, old)) == [
        ("Een vrijwilliger komt bij u thuis.", None, None),
        ("Het is gratis.", None, "It is free."),
    ]


def test_a_changed_text_keeps_its_translation_as_one_of_an_older_text() -> None:
    old = translations({"nl": "Een vrijwilliger komt thuis bij u.", "text": "A volunteer visits you at home."})
    found = merged(DUTCH, old)
    assert pairs(found)[0] == (
        "Een vrijwilliger komt bij u thuis.",
        "Een vrijwilliger komt thuis bij u.",
        "A volunteer visits you at home.",
    )
    assert memory_of(found)["Een vrijwilliger komt bij u thuis."].is_outdated
    assert merged(DUTCH, found) == found
    again = merged({"initiatives/een.yaml": ["Een vrijwilliger komt graag bij u thuis."]}, found)
    assert pairs(again)[0][1] == "Een vrijwilliger komt thuis bij u."


def test_an_older_translation_with_another_number_is_not_shown() -> None:
    old = translations({"nl": "Het kost 10 euro per maand.", "text": "It costs 10 euros a month."})
    found = memory_of(merged({"initiatives/een.yaml": ["Het kost 15 euro per maand."]}, old))
    assert {} == found
    found = memory_of(merged({"initiatives/een.yaml": ["Het kost nu 10 euro per maand."]}, old))
    assert "It costs 10 euros a month." == found["Het kost nu 10 euro per maand."].text


def test_a_translation_of_a_text_that_is_gone_is_kept_and_comes_back() -> None:
    old = translations({"nl": "Bel gerust met de coördinator.", "text": "Feel free to call the coordinator."})
    without = merged(DUTCH, old)
    assert [pair.text for pair in without.files[0].unused] == ["Feel free to call the coordinator."]
    back = {"initiatives/een.yaml": [*DUTCH["initiatives/een.yaml"], "Bel gerust met de coördinator."]}
    assert pairs(merged(back, without))[-1] == (
        "Bel gerust met de coördinator.",
        None,
        "Feel free to call the coordinator.",
    )
    moved = merged({"content/terms.yaml": ["Het is gratis."]}, translations({"nl": "Het is gratis.", "text": "Free."}))
    assert ("Het is gratis.", None, "Free.") in pairs(moved)


def test_what_was_checked_stays_checked_and_is_read_back() -> None:
    review = {"by": "tolk van de gemeente", "on": "2026-10-01"}
    old = translations({"nl": "Het is gratis.", "text": "It is free."}, review=review)
    found = merged(DUTCH, old)
    assert memory_of(found)["Het is gratis."].is_checked
    assert "  review:\n    by: tolk van de gemeente\n    'on': '2026-10-01'\n" in file_text("en", found)


@pytest.mark.parametrize(
    ("language", "text", "is_wrong"),
    [
        ("ar", "اتصلوا بمنظمة Veilig Thuis", False),
        ("ar", "Call us", True),
        ("ar", "طبيب الأسرة (huisarts)", False),
        ("fa", "Home-Start", False),
        ("uk", "Зателефонуйте", False),
        ("uk", "Зателeфонуйте", True),
        ("fr", "Appelez-nous", False),
        ("fr", "Позвоните нам", True),
        ("ti", "ደውሉልና", False),
        ("so", "Na soo wac", False),
        ("tr", "Bizi arayın: ", False),
    ],
)
def test_letters_belong_to_the_language(language: str, text: str, is_wrong: bool) -> None:
    assert is_wrong is (script_mistake("Bel Veilig Thuis, of Home-Start", text, language) is not None)


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : 4);\\n"

#, python-format
msgid "gecontroleerd op %(day)s"
msgstr "{one}"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تمّ التحقّق في %(day)s", None),
        ("تمّ التحقّق", '"%(day)s" ontbreekt: "تمّ التحقّق".'),
        ("تمّ التحقّق في %(date)s", '"%(day)s" ontbreekt: "تمّ التحقّق في %(date)s".'),
        ("checked on %(day)s", '"checked on " is niet in Arabisch schrift geschreven.'),
        (
            "\u2067تمّ التحقّق في %(day)s",
            'in "\u2067تمّ التحقّق في %(day)s" zijn tekens voor de leesrichting niet gesloten.',
        ),
    ],
)
def test_a_mistake_in_a_catalogue_is_an_error_with_its_line(tmp_path: Path, text: str, expected: str | None) -> None:
    file = tmp_path / "ar/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE.replace("{one}", text), "utf-8")
    problems = read_words("ar", tmp_path)[1]
    assert [(7, expected)] * (expected is not None) == [(problem.line, problem.message) for problem in problems]


def test_a_guess_of_update_stops_nothing_and_is_shown_to_nobody(tmp_path: Path) -> None:
    file = tmp_path / "ar/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    guess = CATALOGUE.replace("#, python-format", "#, fuzzy, python-format").replace("{one}", "في %(date)s")
    file.write_text(guess, "utf-8")
    words, problems = read_words("ar", tmp_path)
    assert [True] == [problem.is_warning for problem in problems]
    assert "gecontroleerd op %(day)s" == words.translations.gettext("gecontroleerd op %(day)s")


def test_a_catalogue_that_cannot_be_read_is_an_error_with_its_line(tmp_path: Path, small_site: Path) -> None:
    file = tmp_path / "ar/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr ""\n\nmsgid "Zoek"\nmsgstr onzin"\n', "utf-8")
    words, problems = read_words("ar", tmp_path)
    assert not words.is_complete
    assert [("templates/locale/ar/LC_MESSAGES/messages.po", 5)] == [(each.path, each.line) for each in problems]
    assert problems[0].message.startswith("deze catalogus is niet te lezen")


def test_words_that_are_not_translated_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "ar/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE.replace("{one}", ""), "utf-8")
    words, problems = read_words("ar", tmp_path)
    assert not words.is_complete
    assert ["1 van de 1 woorden zijn nog niet vertaald."] == [problem.message for problem in problems]


def test_the_plurals_of_arabic_and_polish_are_those_of_cldr() -> None:
    for language, numbers in (("ar", {0: 0, 1: 1, 2: 2, 3: 3, 11: 4, 100: 5}), ("pl", {1: 0, 2: 1, 5: 2, 22: 1})):
        with (kaart.model.site.LOCALE_FOLDER / language / "LC_MESSAGES/messages.po").open("rb") as file:
            catalogue = read_po(file, locale=language)
        message = catalogue["%(number)s gemeente"]
        assert message and isinstance(message.string, tuple)
        voice = Voice(language, read_words(language, kaart.model.site.LOCALE_FOLDER)[0].translations)
        for number, form in numbers.items():
            said = voice.counted("%(number)s gemeente", "%(number)s gemeenten", number)
            assert message.string[form] % {"number": voice.number(number)} == said


def test_a_phone_number_in_a_sentence_is_kept_together() -> None:
    voice = Voice("ar", read_words("ar", kaart.model.site.LOCALE_FOLDER)[0].translations)
    assert "اتصلوا \u20660800 2000\u2069 الآن" == voice.typeset("اتصلوا 0800 2000 الآن")
    assert "عام 2019" == voice.typeset("عام 2019")
    assert "Bel 0800 2000." == Voice("nl", voice.translations).typeset("Bel 0800 2000.")


def test_in_french_no_line_begins_with_a_question_mark() -> None:
    voice = Voice("fr", read_words("fr", kaart.model.site.LOCALE_FOLDER)[0].translations)
    assert "«\u00a0Est-ce gratuit\u00a0?\u00a0» Oui\u00a0: toujours." == voice.typeset(
        "« Est-ce gratuit ? » Oui : toujours."
    )


def test_update_adds_what_is_new_and_status_says_what_is_left(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(small_site, tmp_path / "root"))
    profile = root / "initiatives/proefgezin.yaml"
    profile.write_text(profile.read_text("utf-8").replace("U wilt even rust.", "U wilt graag even rust."), "utf-8")
    checked = CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY, "--jobs", "1", "--no-flyers"])
    assert (
        'content/translations/en.yaml: let op: het Nederlands is veranderd na de vertaling: "U wilt' in checked.output
    )

    catalogues = {path: path.read_bytes() for path in kaart.model.site.LOCALE_FOLDER.rglob("*.po")}
    done = CliRunner().invoke(main, ["translations", "update", "--root", str(root)])
    assert 0 == done.exit_code, done.output
    assert catalogues == {path: path.read_bytes() for path in kaart.model.site.LOCALE_FOLDER.rglob("*.po")}
    text = (root / "content/translations/en.yaml").read_text("utf-8")
    assert "  - nl: U wilt graag even rust.\n    was: U wilt even rust.\n    text: You need some rest.\n" in text

    said = CliRunner().invoke(main, ["translations", "status", "--root", str(root)]).output
    english = said.partition("Arabisch")[0]
    assert re.search(r"knoppen en koppen: (\d+) van \1 vertaald, 0 onzeker, 0 vervallen", english)
    assert re.search(r"korte teksten: \d+ van \d+ vertaald, 1 verouderd, \d+ niet nagekeken", english)
    assert re.search(r"pagina's: 0 van \d+ helemaal vertaald", english)
    assert "initiatives/thuisproef.en.md: 1 zonder vertaling" in english


def test_a_language_that_does_not_exist_is_refused(small_site: Path) -> None:
    done = CliRunner().invoke(main, ["translations", "update", "engels", "--root", str(small_site)])
    assert 1 == done.exit_code
    assert '"engels" is geen taalcode.' in done.output
