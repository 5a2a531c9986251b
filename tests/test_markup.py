"""No text becomes HTML by accident: Python writes tags only in `Markup("...")`, which escapes what is filled in,
templates escape all but what is named here, and scripts put words in pages as words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted((*(ROOT / "kaart").rglob("*.py"), ROOT / "build.py"))
TEMPLATES = sorted(path for ending in ("html", "xml") for path in (ROOT / "templates").rglob(f"*.{ending}"))
SCRIPTS = sorted((ROOT / "templates").rglob("*.js"))
TAG = re.compile(r"(?<!\(\?)</|(?<!\(\?)<[A-Za-z!?{%\0]")  # \0 stands for what an f-string fills in
READING = ("compile", "split", "partition", "find", "count", "startswith", "endswith", "strip")
TAGS_IN_PYTHON = {
    ("kaart/house_style/logo.py", "<\0>"): "what was left out of a logo, in a message",
    ("kaart/house_style/logo.py", "dit logo gebruikt meer dan \0 keer <use>."): "a message",
    (
        "kaart/house_style/logo.py",
        "Haal de regels met <!DOCTYPE en <!ENTITY weg, of bewaar het logo opnieuw als gewone SVG.",
    ): ("a hint"),
    ("kaart/house_style/logo.py", "Bewaar het zonder <use>."): "a hint",
    ("kaart/house_style/logo.py", "een regel in <style>"): "what was left out of a logo, in a message",
    (
        "kaart/house_style/logo.py",
        'dit is geen SVG: het begint niet met <svg xmlns="http://www.w3.org/2000/svg">.',
    ): "a message",
    ("kaart/flyers/pdf_fonts.py", "<\0> <\0>"): "a row of letters of a font",
    ("kaart/schema/danger.py", "Schrijf ten minste één woord of groep: <hij> .. <slaat> .. mij."): "a hint",
    ("kaart/schema/danger.py", "Schrijf de naam tussen haakjes, met spaties eromheen: <hij>."): "a hint",
    ("kaart/schema/danger.py", "Zoals patronen hem noemen: hij, geschreven als <hij>."): "help for authors",
    ("kaart/schema/danger.py", "Elk woord in zijn vormen; een andere groep mag ook: <mijn> man."): "help for authors",
    ("kaart/schema/danger.py", "Patronen die dit zeker zeggen: <hij> .. <mij> .. <slaat>."): "help for authors",
    ("kaart/model/persons.py", "(?P<name>\0*\0[\\w'’-]+)"): "a pattern",
    ("kaart/model/prose.py", "Schrijf <info@voorbeeld.nl>."): "a hint",
    ("kaart/model/prose.py", "</\0\\s*>"): "a pattern",
    ("kaart/model/prose.py", "<\0"): "looked for in a text, to say that it is removed",
    ("kaart/render/pages.py", '<a href="#'): "in a finished page in a frame, where only templates write links",
    ("kaart/render/pages.py", '<a target="_self" href="#'): "what the same links become",
    (
        "kaart/render/theme_preview.py",
        '<meta name="generator" content="build.py theme">',
    ): "looked for in a file of our own",
    ("kaart/publish/audit_pieces.py", "<td"): "looked for in a finished piece",
    ("kaart/publish/audit_pieces.py", "<th"): "looked for in a finished piece",
    ("kaart/publish/audit_pieces.py", "<tr"): "looked for in a finished piece",
    ("kaart/publish/audit_pieces.py", "<table>"): "put around a finished piece to read it",
    ("kaart/publish/audit_pieces.py", "<table><tr>"): "put around a finished piece to read it",
    ("kaart/source/yaml_messages.py", "expected <block end>"): "a message of the library that reads YAML",
}
TRUSTED_IN_PYTHON = {
    ("kaart/render/fragments.py", "macro(view, *others)"): "made by a macro of a template",
    (
        "kaart/render/pages.py",
        "environment.get_template(f'layouts/{part}.html').render(shared=shared)",
    ): "made by a template",
    (
        "kaart/views/shared/long_texts.py",
        "with_citations(context, INTERNAL_LINK.sub(lambda match: _link(context, match), html))",
    ): ("HTML that nh3 has cleaned, with marks made by Markup.format"),
    ("kaart/views/shared/long_texts.py", "match.group(3)"): "the words of a link in HTML that nh3 has cleaned",
}
TRUSTED_IN_TEMPLATES = {
    ("templates/components/contact/macro.html", '"@<wbr>"|safe'): "a word of the template itself",
    ("templates/pages/theme_preview.html", "style|safe"): "our own style sheets",
    ("templates/pages/theme_preview.html", "theme|safe"): "written by Theme.css from values that it read itself",
}
UNSAFE_IN_TEMPLATES = {
    "JSON between double quotes": re.compile(r'="[^"]*\{\{(?:(?!\}\}).)*tojson(?!\|forceescape)', re.DOTALL),
    "an attribute that is a script": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a value in a script": re.compile(r"<script\b[^>]*>[^<]*\{\{"),
    "escaping that is off": re.compile(r"autoescape"),
}
CONSTANT = re.compile(r"""\{\{ "[^"]*" if [^"}]*\}\}""")
FILLED_IN, STATEMENT = re.compile(r"\{\{.*?\}\}", re.DOTALL), re.compile(r"\{[%#].*?[%#]\}", re.DOTALL)
TAG_WITH_ATTRIBUTES = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
UNSAFE_IN_SCRIPTS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|setHTMLUnsafe|eval|Function"
    r"|document\.write\w*)\b|\bset(?:Timeout|Interval)\(\s*[`'\"]|setAttribute\(\s*[`'\"]on|javascript:"
)


def _filled(node: ast.expr) -> str:
    """The text of a string as it is typed; what is filled in is a mark."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_allowed(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> bool:
    """True for a docstring, for what only reads, and for a literal in `Markup("...")`."""
    parent = parents[node]
    if isinstance(parent, ast.Tuple):
        node, parent = parent, parents[parent]
    if isinstance(parent, ast.Compare) or (isinstance(parent, ast.Expr) and isinstance(node, ast.Constant)):
        return True
    if not isinstance(parent, ast.Call) or node not in parent.args:
        return False
    return (_name(parent) == "Markup" and isinstance(node, ast.Constant)) or _name(parent) in READING


def tags_in(source: str) -> Iterator[str]:
    """Every string in a program that holds a tag, and is no docstring, no pattern, and not in `Markup("...")`."""
    tree = ast.parse(source)
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and not isinstance(parents[node], ast.JoinedStr)
        )
        if isinstance(node, ast.expr) and is_text and TAG.search(_filled(node)) and not _is_allowed(node, parents):
            yield _filled(node)


def trusted_in(source: str) -> Iterator[str]:
    """Everything but a literal that a program calls safe HTML."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node) == "Markup":
            yield from (ast.unparse(each) for each in node.args if not isinstance(each, ast.Constant))


def unsafe_in_template(source: str) -> Iterator[str]:
    """What in a template would let a text out of its place."""
    yield from (kind for kind, pattern in UNSAFE_IN_TEMPLATES.items() if pattern.search(source))
    filled = STATEMENT.sub("", FILLED_IN.sub("\0", CONSTANT.sub("", source)))
    for tag in TAG_WITH_ATTRIBUTES.findall(filled):
        if "\0" in QUOTED.sub("", tag[1:].partition(" ")[2]):
            yield f"an attribute without quotes: {tag}"


def found_in(paths: list[Path], find: object) -> set[tuple[str, str]]:
    assert callable(find)
    return {(path.relative_to(ROOT).as_posix(), each) for path in paths for each in find(path.read_text("utf-8"))}


def test_python_writes_tags_only_in_markup() -> None:
    assert set(TAGS_IN_PYTHON) == found_in(PROGRAMS, tags_in)


def test_python_calls_nothing_safe_that_is_not_named_here() -> None:
    assert set(TRUSTED_IN_PYTHON) == found_in(PROGRAMS, trusted_in)


def test_templates_call_nothing_safe_that_is_not_named_here() -> None:
    seen = found_in(TEMPLATES, re.compile(r"""(?:"[^"]*"|[\w.]+) *\| *safe\b""").findall)
    assert set(TRUSTED_IN_TEMPLATES) == seen


def test_templates_keep_each_text_in_its_place() -> None:
    assert set() == found_in(TEMPLATES, unsafe_in_template)


def test_scripts_put_words_in_pages_as_words() -> None:
    assert SCRIPTS
    assert set() == found_in(SCRIPTS, UNSAFE_IN_SCRIPTS.findall)


@pytest.mark.parametrize(
    "source",
    [
        """f'<a href="{where}">'""",
        "f'<{name}>'",
        "'<p>%s</p>' % words",
        "'<p>{}</p>'.format(words)",
        "'<p>' + words",
        "words + '</p>'",
        "'</li><li>'.join(words)",
        "words.replace('x', '<b>')",
        "re.sub('x', '<b>', words)",
        "pattern.sub(r'<b>\\1</b>', words)",
        "Markup(f'<p>{words}</p>')",
        "Markup('<p>%s' % words)",
        "PATTERN = '<p>{}</p>'",
        "def page():\n    return '<!doctype html>'",
    ],
)
def test_a_tag_in_python_is_found(source: str) -> None:
    assert [] != list(tags_in(source))


@pytest.mark.parametrize(
    "source",
    [
        "Markup('<p>{}</p>').format(words)",
        "re.compile('<p>(.*?)</p>')",
        "words.startswith('</')",
        "'<p>' in words",
        "def page():\n    '''A page in `<slug>.yaml`.'''",
        "low < high",
        "'5 < 6'",
    ],
)
def test_what_is_no_tag_is_left_alone(source: str) -> None:
    assert [] == list(tags_in(source))


def test_what_is_called_safe_is_found() -> None:
    assert ["words"] == list(trusted_in("Markup(words) + Markup('<br>') + markupsafe.Markup('x')"))


@pytest.mark.parametrize(
    "source",
    [
        "<a href={{ href }}>",
        "<a href=/{{ href }}>",
        '<p data-words="{{ words|tojson }}">',
        '<p data-words="{{ {\n"one": words\n}|tojson }}">',
        "<p onclick='{{ words }}'>",
        '<script type="module">let words = {{ words|tojson }}</script>',
        "{% autoescape false %}",
    ],
)
def test_an_unsafe_place_in_a_template_is_found(source: str) -> None:
    assert [] != list(unsafe_in_template(source))


@pytest.mark.parametrize(
    "source",
    [
        "list.innerHTML = words",
        "list.insertAdjacentHTML('beforeend', words)",
        "eval(words)",
        "new Function(words)",
        "setTimeout('go()', 1)",
        "link.setAttribute('onclick', words)",
    ],
)
def test_an_unsafe_line_in_a_script_is_found(source: str) -> None:
    assert UNSAFE_IN_SCRIPTS.search(source)
