"""Styles, scripts and drawings, with names that change with their bytes, so that browsers may keep them for ever."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha384
from pathlib import Path

from kaart import urls
from kaart.model.site import Site
from kaart.render.scripts import all_imports, read_scripts
from kaart.search.danger import danger_files
from kaart.search.finder import finder_files, words_files
from kaart.search.index import SearchFiles

COMMENT = re.compile(r"[ \t]*/\*.*?\*/", re.S)
STYLE_FOLDERS = ("styles", "components")
OWN_STYLES = {  # components that only some pages show: their styles are files of their own, which these pages ask for
    "compare.css": ("comparison", "range"),
    "embed.css": ("embed",),
    "refer.css": ("referral",),
    "search.css": ("alarm", "search"),
    "signpost.css": ("alarm", "signpost"),
    "professional.css": ("sheet", "talk"),
}


@dataclass(frozen=True)
class Assets:
    """Files by address, and the address of each by its plain name; those of the search are made when asked for.

    `imports_of` has for each script the addresses of all that it imports, so that a page can ask for them at once.
    `script_integrity` is the digest of the script that other sites take from here, as it stands in their pages.
    """

    shared: Mapping[str, bytes]  # of all languages
    shared_addresses: Mapping[str, str]
    search: SearchFiles = field(repr=False)
    imports_of: Mapping[str, tuple[str, ...]]
    script_integrity: str

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file by its address."""
        own = {urls.asset(name, self.search.of(code)): self.search.of(code) for code, name in self.search.names.items()}
        return {**self.shared, **own}

    @cached_property
    def address_of(self) -> Mapping[str, str]:
        """The address of every file by its plain name."""
        own = {name: urls.asset(name, self.search.of(code)) for code, name in self.search.names.items()}
        return {**self.shared_addresses, **own}

    def addresses_for(self, language: str) -> Mapping[str, str]:
        """The address of each file that a page in a language can ask for, by its plain name."""
        name = self.search.names[language]
        return {**self.shared_addresses, name: urls.asset(name, self.search.of(language))}


def read_assets(templates: Path, site: Site) -> Assets:
    """All styles as one file (with the accents of the content), the scripts of components, and the drawings."""
    contents = {"site.css": (_shared_styles(templates) + _accents(site)).encode()}
    contents |= {name: _joined(_own_styles(templates, name)).encode() for name in OWN_STYLES}
    contents["professional.css"] += _languages_of_cards(site).encode()
    contents |= {path.name: path.read_bytes() for path in sorted((templates / "images").glob("*.svg"))}
    contents |= danger_files(site)
    if site.options.only is None:
        contents |= finder_files(site) | words_files(site)
    files: dict[str, bytes] = {}
    address_of: dict[str, str] = {}

    def add(name: str, content: bytes) -> None:
        address = urls.asset(name, content)
        files[address] = content
        address_of[name] = address

    for name, content in contents.items():
        add(name, content)
    scripts = read_scripts(templates)
    for script in scripts.values():
        add(script.name, script.naming(lambda name: urls.beside(address_of[name])).encode())
    for style in site.styles.values():  # not by name: only the pages of that municipality may know of it
        files |= style.files
    for_others = (templates / urls.EMBED_SCRIPT).read_bytes()
    if site.options.only is None:
        files[urls.EMBED_SCRIPT] = for_others
    imports_of = {name: tuple(address_of[each] for each in all_imports(name, scripts)) for name in scripts}
    return Assets(
        files, address_of, SearchFiles(site), imports_of, f"sha384-{b64encode(sha384(for_others).digest()).decode()}"
    )


def styles_of(templates: Path) -> str:
    """All styles as one text, without the accents of the content."""
    return _joined(_all_styles(templates))


def _shared_styles(templates: Path) -> str:
    """The styles of every page, without the accents of the content."""
    own = {path for name in OWN_STYLES for path in _own_styles(templates, name)}
    return _joined(path for path in _all_styles(templates) if path not in own)


def _all_styles(templates: Path) -> list[Path]:
    return [path for folder in STYLE_FOLDERS for path in sorted((templates / folder).rglob("*.css"))]


def _own_styles(templates: Path, name: str) -> list[Path]:
    return [path for folder in OWN_STYLES[name] for path in sorted((templates / "components" / folder).glob("*.css"))]


def _joined(paths: Iterable[Path]) -> str:
    """The styles without their comments, which are for who reads the code, not for who visits the site."""
    return "\n".join(COMMENT.sub("", path.read_text("utf-8")) for path in paths)


def _languages_of_cards(site: Site) -> str:
    """What a card shows of a sentence: the language that is chosen, without a script."""
    rules = (f"main:has(#taal-{code}:checked) .in-{code}{{display:block}}" for code in site.voices)
    return "\n@layer components{\n" + "\n".join(rules) + "\n}\n"


def _accents(site: Site) -> str:
    """A class for the accent of each initiative, and what is shown where one is chosen."""
    colours = {slug: initiative.colour for slug, initiative in site.content.initiatives.items()}
    rules = [
        f".accent-{slug}{{--accent:{colour};--accent-ink:color-mix(in srgb,{colour} 88%,#000)}}"
        for slug, colour in colours.items()
    ]
    dark = "".join(
        f":root:not(.themed,.light) .accent-{slug}{{--accent-ink:color-mix(in srgb,{colour} 42%,#fff)}}"
        for slug, colour in colours.items()
    )
    rules.append(f"@media (prefers-color-scheme:dark){{{dark}}}")
    for slug in site.content.initiatives:  # what a visitor filters out, on the map and in the lists beside it
        chosen = f"main:has(#kies-{slug}:checked)"
        rules.append(f"{chosen} .spot:not(.has-{slug}){{opacity:.15}}{chosen} .entry:not(.has-{slug}){{display:none}}")
    for word in (urls.CONTACTS_WORD, *site.content.initiatives):  # the part of a frame that its address names
        chosen = f'.embed:has([id="{word}"]:target)'
        rules.append(f"{chosen} :is(.embed__part:not(.of-{word}),.offer:not(.accent-{word})){{display:none}}")
        rules.append(f"{chosen} .of-{word}:not(.in-all){{display:revert}}")
    return "\n@layer accents{\n" + "\n".join(rules) + "\n}\n"
