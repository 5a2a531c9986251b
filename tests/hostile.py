"""A site in which every text that the checks let through holds markup, made from the small site.

Each value in each file gets markup behind it; what the checks refuse is put back, so the rest is what an author, or
who took over an author's account, can really publish. The catalogues of interface words are treated the same way.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

import yaml
from babel.messages.pofile import read_po, write_po

from kaart import TEMPLATES, urls
from kaart.house_style.theme import read_theme
from kaart.languages.catalogues import LANGUAGE_DATA
from kaart.languages.words import DOMAIN_FILE
from kaart.model.site import Options, Site, read_site
from kaart.plan import Kind, plan_site
from kaart.problems import Problem
from kaart.render.assets import read_assets
from kaart.render.hosting import hosting_of
from kaart.render.pages import Renderer, hosting_files
from kaart.render.theme_preview import preview
from kaart.views.state import progress_of

SHAPES = (  # each calls xss with a number of its own, if it runs
    '" onfocus="xss(1)" onmouseover="xss(1)" autofocus tabindex="1" x="',
    "' onfocus='xss(2)' onmouseover='xss(2)' autofocus tabindex='1' x='",
    " onfocus=xss(3) onmouseover=xss(3) autofocus tabindex=1 x=",
    '"><script>xss(4)</script>',
    "'><img src=x onerror=xss(5)>",
    "</script></style></title></textarea></noscript></template>--><svg onload=xss(6)></svg>",
    ']]><script>xss(7)</script><![CDATA[<iframe srcdoc="<script>parent.xss(7)</script>"></iframe>',
    "&quot; onfocus=&quot;xss(8)&quot; &lt;img src=x onerror=xss(8)&gt; &#34;&gt;&lt;script&gt;xss(8)&lt;/script&gt;",
    r"javascript:xss(9)//\u003cimg src=x onerror=xss(9)\u003e\x3cscript\x3exss(9)\x3c/script\x3e${xss(9)}$&$`",
)
IN_ADDRESSES = "?x='onfocus='xss(11)'autofocus&quot;onfocus=&quot;xss(11)&quot;javascript:xss(11)"
IN_MAIL = "'onfocus='xss`12`'&quot="
MARKDOWN = r"""

## Kop " onfocus="xss(21)" tabindex="1" <svg onload=xss(21)> &quot; onfocus=&quot;xss(21)

"><script>xss(22)</script> **' onfocus='xss(22)' autofocus** <img src=x onerror=xss(22)>
&lt;script&gt;xss(22)&lt;/script&gt;

- [een" onfocus="xss(23)](https://kaart.invalid/"onfocus="xss(23)"autofocus)
- [twee](<https://kaart.invalid/[nl: " onfocus="xss(24)" autofocus tabindex="1" x=]>)
- [drie](https://kaart.invalid/[^proefgids]) en [vier](</over/" onfocus="xss(25)" autofocus x=">)
- [veertien[^proefgids] x](https://kaart.invalid/) en [vijftien[^proefgids]](/over/)
- <https://kaart.invalid/"onfocus="xss(26)"> en [vijf][r] en ![zes" onerror="xss(26)](x "' onerror='xss(26)")
- [zeven](javascript:xss(27)) [acht](JaVa&#115;cript&colon;xss(27)) [negen](data:text/html,<script>xss(27)</script>)
- [tien](&#1;javascript:xss(27)) [elf](vbscript:xss(27)) <javascript:xss(27)> [twaalf][s] [dertien](java
script:xss(27))

[nl: " onfocus="xss(28)" <b onmouseover=xss(28)> [x](javascript:xss(28))]

| a" onfocus="xss(29)" | <script>xss(29)</script> |
|---|---|
| `<img src=x onerror=xss(29)>` | [nl: "><svg onload=xss(29)>] |

<div class="scroll" tabindex="0" onfocus="xss(30)" autofocus><a href="#veilig" style="x" onfocus="xss(30)">x</a></div>
<span lang="nl" dir="ltr" onmouseover="xss(30)"><style>@import 'x'</style><math><mtext><img src=x onerror=xss(30)>

[r]: https://kaart.invalid/ "' onfocus='xss(31)' \" onfocus=\"xss(31)\""
[s]: javascript:xss(31)
"""
TOKENS = """:root {
  --utrecht-document-font-family: "</style><script>xss(41)</script>", 'a" onload="xss(41)', Georgia;
  --utrecht-document-color: red;}</style><script>xss(41)</script>;
  --utrecht-heading-color: url(javascript:xss(41));
  --utrecht-document-line-height: expression(xss(41));
  --utrecht-link-color: #0b5d7a;
  --x</style><script>xss(41)</script>: 1px;
  --utrecht-button-border-radius: 1px" onfocus="xss(41);
}
"""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 20"
 onload="xss(51)" id="a&quot; onload=&quot;xss(51)"><title>&lt;script>xss(51)&lt;/script></title>
<script>xss(51)</script>
<style>.a { fill: url(javascript:xss(51)); stroke: red } @import "x"; .b { fill: "&lt;script>" }</style>
<path class="a" fill="#0b5d7a&quot; onload=&quot;xss(51)" d="M0 20 10 0l10 20z" onclick="xss(51)"/>
<a xlink:href="javascript:xss(51)"><circle cx="35" cy="10" r="10"/></a><use xlink:href="javascript:xss(51)"/>
<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="xss(51)"/></foreignObject>
<set attributeName="onload" to="xss(51)"/><circle id="&lt;script>xss(51)&lt;/script>" cx="35" cy="10" r="9"/></svg>
"""
OF_A_TRANSLATION = re.compile("het getal|schrift geschreven")  # it stays on the site as it is
REGISTER_NAMES = ("naam", "provincie", "plaats")
Spoil = Callable[[str], str]


def all_at_once(text: str) -> str:
    """A text with every shape behind it."""
    return _spoiled(text, " ".join(SHAPES))


def one_by_one(text: str) -> str:
    """A text with one of the shapes behind it, which depends on the text."""
    return _spoiled(text, SHAPES[crc32(text.encode()) % len(SHAPES)])


def _spoiled(text: str, markup: str) -> str:
    if text.startswith("https://"):
        return text + IN_ADDRESSES
    if "@" in text and " " not in text:
        return text.replace("@", IN_MAIL + "@", 1)
    return text + markup


@dataclass
class _Values:
    """The single values in a piece of YAML, from `start` lines into its file."""

    before: str
    root: yaml.Node
    after: str
    kept: dict[int, tuple[yaml.ScalarNode, str]]  # those with markup, with what they were

    @classmethod
    def of(cls, text: str, spoil: Spoil, is_markdown: bool) -> _Values | None:
        before, head, after = ("---\n", *text[4:].split("\n---\n", 1)) if is_markdown else ("", text, "")
        root = yaml.compose(head, Loader=yaml.BaseLoader)
        if root is None:
            return None
        kept = {}
        for number, node in enumerate(_scalars(root)):
            kept[number] = node, node.value
            node.value, node.style = spoil(node.value), '"'
        return cls(before, root, f"\n---\n{after}" if is_markdown else "", kept)

    def text(self) -> str:
        head = yaml.serialize(self.root, allow_unicode=True, width=1_000_000)
        return self.before + head.rstrip("\n") + "\n" * (not self.after) + self.after

    def put_back(self, places: set[tuple[int, int]]) -> bool:
        """Puts back the values at these lines and columns; True where there were any."""
        head = self.text().removeprefix(self.before).partition("\n---\n")[0]
        lines_before = self.before.count("\n")
        found = False
        root = yaml.compose(head, Loader=yaml.BaseLoader)
        assert root
        for number, node in enumerate(_scalars(root)):
            place = node.start_mark.line + 1 + lines_before, node.start_mark.column + 1
            if place in places and number in self.kept:
                own, value = self.kept.pop(number)
                own.value = value
                found = True
        return found


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.ScalarNode):
        yield node


def spoil_folder(root: Path, spoil: Spoil, options: Options) -> dict[str, list[str]]:
    """Puts markup behind every text in a folder with content. The value is what was spoiled, by file."""
    for path in root.glob("content/register/*.csv"):
        path.write_text(_spoiled_register(path.read_text("utf-8"), spoil), "utf-8")
    for path in root.glob("content/themes/*.css"):
        path.write_text(TOKENS, "utf-8")
    for path in root.glob("content/themes/*.svg"):
        path.write_text(LOGO, "utf-8")
    files: dict[str, _Values] = {}
    for path in sorted((*root.rglob("*.yaml"), *root.rglob("*.md"))):
        text = path.read_text("utf-8") + MARKDOWN * (path.suffix == ".md")
        path.write_text(text, "utf-8")
        if path.suffix == ".yaml" or text.startswith("---\n"):
            values = _Values.of(text, spoil, path.suffix == ".md")
            if values:
                files[path.relative_to(root).as_posix()] = values
    while True:
        for name, values in files.items():
            (root / name).write_text(values.text(), "utf-8")
        _, problems = read_site(root, options)
        places: dict[str, set[tuple[int, int]]] = {}
        for problem in problems:
            if not (problem.is_warning or OF_A_TRANSLATION.search(problem.message)):
                places.setdefault(problem.path, set()).add((problem.line, problem.column))
        if True not in [files[name].put_back(found) for name, found in places.items() if name in files]:
            break
    return {name: [value for _, value in values.kept.values()] for name, values in files.items()}


OTHER_LETTERS = ("ar", "fa", "uk", "ru")  # markup is no name in these: it is refused


def _spoiled_register(text: str, spoil: Spoil) -> str:
    rows = list(csv.DictReader(io.StringIO(text)))
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        names = REGISTER_NAMES if row.get("taal") not in OTHER_LETTERS else ()
        writer.writerow({key: spoil(value) if key in names else value for key, value in row.items()})
    return written.getvalue()


def spoil_catalogues(folder: Path, spoil: Spoil, languages: tuple[str, ...] = ("en", "ar")) -> Path:
    """Catalogues in which each word of the interface has markup behind it, below a folder."""
    for language in languages:
        source, target = TEMPLATES / "locale" / language / DOMAIN_FILE, folder / language / DOMAIN_FILE
        with source.open("rb") as file:
            catalog = read_po(file, locale=language)
        for message in catalog:
            is_data = any(LANGUAGE_DATA in comment for comment in message.auto_comments)
            if not message.id or is_data:
                continue
            text = message.string
            message.string = tuple(map(spoil, text)) if isinstance(text, list | tuple) else spoil(text or "")
        target.parent.mkdir(parents=True)
        with target.open("wb") as file:
            write_po(file, catalog, width=0)
    return folder


def write_site(root: Path, out: Path, options: Options) -> tuple[Site, list[Problem]]:
    """Every page of a site, also those with flyers (not the flyers themselves), whatever is wrong with its content."""
    site, problems = read_site(root, options)
    plan, found = plan_site(site)
    assets = read_assets(TEMPLATES, site)
    renderer = Renderer(site, plan, assets, TEMPLATES)
    files: dict[str, bytes] = {**assets.files}
    renderer.progress = progress_of({page: renderer.state(page) for page in plan.pages if page.kind is not Kind.STATE})
    for page in plan.pages:
        files |= renderer.make(page, dict.fromkeys(page.flyers, 1000))[0]
    files |= {urls.SITEMAP: renderer.sitemap().encode(), urls.ROBOTS: renderer.robots().encode()}
    files |= hosting_files(hosting_of(site, plan), TEMPLATES)
    for path in sorted(root.glob("content/themes/*.css")):
        theme, _ = read_theme(path.name, path.read_text("utf-8"))
        files[f"huisstijl-{path.stem}.html"] = preview(theme, all_at_once("Proefdam"), TEMPLATES).encode()
    for address, content in files.items():
        (out / address).parent.mkdir(parents=True, exist_ok=True)
        (out / address).write_bytes(content)
    return site, problems + found


def hostile_root(small_site: Path, folder: Path, spoil: Spoil, today: str) -> tuple[Path, dict[str, list[str]]]:
    """The small site with markup in every text, and what was spoiled by file."""
    root = Path(shutil.copytree(small_site, folder))
    return root, spoil_folder(root, spoil, Options(today=date.fromisoformat(today)))
