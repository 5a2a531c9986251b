"""What editors get besides the site is current, complete and true."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from build import ROOT, main
from kaart.guide import SCHEMAS, TABLE, TABLES, guide_files
from kaart.languages.catalogues import read_catalog
from kaart.languages.updating import status, updated
from kaart.languages.words import DOMAIN_FILE
from tests.copies import copy_content

TODAY = "2026-11-22"


def say(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_content(tmp_path)


def test_the_schemas_and_the_tables_in_the_handbook_follow_the_model() -> None:
    for name, expected in guide_files(ROOT).items():
        assert expected == (ROOT / name).read_text("utf-8"), f"{name} is out of date: run python build.py schema"


def test_the_handbook_has_a_table_for_every_kind_of_record() -> None:
    named = [match.group(2) for match in TABLE.finditer((ROOT / "content/README.md").read_text("utf-8"))]
    assert sorted(kind.__name__ for kind in TABLES) == sorted(named)


def test_every_key_has_a_dutch_label_and_help() -> None:
    without = [
        f"{kind.__name__}.{key}"
        for kind in TABLES
        for key, info in kind.model_fields.items()
        if not (info.title and info.description)
    ]
    assert [] == without


def test_the_real_content_passes_the_schemas_that_editors_get() -> None:
    checked = 0
    for path in sorted([*(ROOT / "content").rglob("*.yaml"), *(ROOT / "initiatives").glob("*.yaml")]):
        first_line, _, _ = path.read_text("utf-8").partition("\n")
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first_line)
        assert match, f"{path} does not name its schema on the first line"
        schema = json.loads((path.parent / match.group(1)).resolve().read_text("utf-8"))
        # As an editor reads it: YAML 1.2, in which dates and `ja` are text.
        jsonschema.validate(yaml.load(path.read_text("utf-8"), Loader=_Yaml12), schema)
        checked += 1
    assert checked > 100


class _Yaml12(yaml.BaseLoader):
    """Whole numbers and booleans as YAML 1.2 has them; all else is text."""


_Yaml12.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9]\d*)$"), list("-0123456789"))
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?(0|[1-9]\d*)\.\d+$"), list("-0123456789"))
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true$|false$"), list("tf"))
_Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))
_Yaml12.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value == "true")


def test_the_schema_refuses_what_the_program_refuses() -> None:
    schema = json.loads((ROOT / "content/schema/municipality.schema.json").read_text("utf-8"))
    for wrong in (
        {"cbs_code": "228"},
        {"cbs_code": "GM0228", "telefoon": "112"},
        {"offers": [{"initiative": "home-start"}]},
        {"cbs_code": None},
        {"contacts": [{"kind": "cjg", "name": "CJG", "closed": [{"first_day": "2026-12-24", "until": "2026-12-24"}]}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_a_new_municipality_comes_from_the_register_and_passes_the_check(copy: Path) -> None:
    result = say("new", "municipality", "barneveld", "--root", str(copy))
    assert 0 == result.exit_code, result.output
    text = (copy / "content/municipalities/barneveld.yaml").read_text("utf-8")
    assert "cbs_code: GM0203" in text
    assert 0 == say("check", "--root", str(copy), "--today", TODAY, "--jobs", "1", "--no-flyers").exit_code
    uncommented = yaml.load(re.sub(r"^# ( |offers|contacts)", r"\1", text, flags=re.MULTILINE), Loader=yaml.BaseLoader)
    assert {"cbs_code", "offers", "contacts"} == set(uncommented)
    assert [["from", "until", "note"]] == [list(closing) for closing in uncommented["contacts"][0]["closed"]]


def test_a_new_municipality_is_found_by_a_name_typed_loosely(copy: Path) -> None:
    (copy / "content/municipalities/sudwest-fryslan.yaml").unlink()
    assert 0 == say("new", "municipality", "Sudwest Fryslan", "--root", str(copy)).exit_code


def test_a_new_file_never_overwrites_one_that_exists(copy: Path) -> None:
    path = copy / "content/municipalities/ede.yaml"
    expected = path.read_bytes()
    result = say("new", "municipality", "Ede", "--root", str(copy))
    assert 1 == result.exit_code
    assert "dit bestand is er al" in result.output
    assert expected == path.read_bytes()


def test_an_unknown_municipality_gets_the_nearest_name(copy: Path) -> None:
    result = say("new", "municipality", "Barnevelt", "--root", str(copy))
    assert 1 == result.exit_code
    assert 'Bedoelt u "barneveld"?' in result.output


def test_a_new_initiative_says_key_by_key_what_is_missing_and_works_once_filled_in(copy: Path) -> None:
    assert 0 == say("new", "initiative", "Mijn Maatje", "--root", str(copy)).exit_code
    path = copy / "initiatives/mijn-maatje.yaml"
    result = say("check", "--root", str(copy), "--today", TODAY, "--jobs", "1", "--no-flyers")
    assert 1 == result.exit_code
    empty = [
        number
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.fullmatch(r"\s*(- )?\w+:", line)
    ]
    leaves = re.findall(r"initiatives/mijn-maatje\.yaml:(\d+):\d+: \"\w+\" is leeg", result.output)
    assert leaves and set(map(int, leaves)) <= set(empty)
    filled = path.read_text("utf-8")
    answers = {
        "in_collective:": "in_collective: nee",
        "  name:": "  name: Stichting Mijn Maatje",
        "website:": "website: https://www.example.org/",
        "colour:": 'colour: "#0f5b57"',
        "summary:": "summary: Een maatje komt langs.",
        "fits:": "fits: U bent veel alleen.",
        "first_step:": "first_step: U belt.",
        "  - title:": "  - title: U belt",
        "    text:": "    text: U belt.",
        "referral:": "referral:\n  - Bel gerust.",
        "  - text:": "  - text: Er is nog niets onderzocht.",
        "    source:": "    source: wegwijzer-collectief-2022",
    }
    for line, answer in answers.items():
        filled = re.sub(rf"^{re.escape(line)}$", answer, filled, flags=re.MULTILINE)
    path.write_text(filled, "utf-8")
    result = say("check", "--root", str(copy), "--today", TODAY, "--jobs", "1", "--no-flyers")
    assert 0 == result.exit_code, result.output


def test_the_readme_names_every_command_option_and_make_target() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"`{name}" in readme, f"README does not name the command {name}"
        for option in command.params:
            if name == "build":
                assert option.opts[0] in readme, f"README does not name {option.opts[0]}"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split():  # type: ignore[index]
        assert f"make {target}" in readme, f"README does not name make {target}"


def test_the_readme_links_to_files_that_exist() -> None:
    for document in ("README.md", "content/README.md", "content/register/README.md"):
        path = ROOT / document
        for target in re.findall(
            r"\]\(([^)#:]+)\)", re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
        ):
            assert (path.parent / target).exists(), f"{document} links to {target}"


def test_every_file_that_a_document_or_a_comment_names_exists() -> None:
    """Written as the end of its path, as in `schema/phones.py`; what begins with a dot is an example."""
    files = [
        ROOT / "build.py",
        *(path for folder in ("kaart", "templates", "tests") for path in (ROOT / folder).rglob("*.*")),
    ]
    ends = {"/".join(path.relative_to(ROOT).parts[start:]) for path in files for start in range(len(path.parts))}
    texts = [ROOT / "README.md", ROOT / "content/README.md", ROOT / "build.py", *(ROOT / "kaart").rglob("*.py")]
    texts += [
        path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".css", ".js", ".typ", ".conf")
    ]
    lost = [
        f"{path.relative_to(ROOT)} names {name}"
        for path in texts
        for name in re.findall(r"(?<![\w./{}-])[\w/-]+\.(?:py|typ)\b", path.read_text("utf-8"))
        if name not in ends
    ]
    scripts = re.findall(r"(?<![\w./-])[\w/-]+\.js\b", texts[0].read_text("utf-8"))
    lost += [f"README.md names {name}" for name in scripts if name.lstrip("/") not in ends]
    assert [] == lost


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "exec make test" in (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert "make test" in (ROOT / "README.md").read_text("utf-8")


def test_every_command_has_help_in_dutch() -> None:
    for arguments in (
        [],
        ["build"],
        ["check"],
        ["serve"],
        ["new"],
        ["new", "initiative"],
        ["new", "municipality"],
        ["register"],
        ["register", "update"],
        ["schema"],
    ):
        shown = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *arguments, "--help"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert re.search(r"\b(de|het|een|site|bestand)\b", shown.stdout), shown.stdout


def test_the_schemas_cover_every_yaml_file() -> None:
    assert {f"{name}.schema.json" for name in SCHEMAS} == {path.name for path in (ROOT / "content/schema").iterdir()}


def test_every_word_in_the_code_reaches_the_catalogues() -> None:
    """Also one that stands in a text with values, where the collecting of words does not look."""
    catalogue = read_catalog(updated(ROOT, "en").splitlines(keepends=True), "en")
    lost = []
    for path in sorted((ROOT / "kaart").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="_" | "counted") | ast.Name(id="N_"),
                    args=[ast.Constant(value=str(word)), *_],
                ):
                    lost += [] if catalogue.get(word) else [(path.name, word)]
    assert [] == lost


def test_every_interface_word_is_translated_in_each_catalogue() -> None:
    languages = [path.name for path in (ROOT / "templates/locale").iterdir()]
    assert {"ar", "en"} <= set(languages)
    for language in languages:
        path = ROOT / "templates/locale" / language / DOMAIN_FILE
        assert path.read_text("utf-8") == updated(ROOT, language), f"run python build.py translations update {language}"
        found = status(ROOT, language)
        assert (0, 0, 0) == (found.missing, found.fuzzy, found.obsolete), language
