"""The house style and the logo of each municipality that has one, from the files of authors to files of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kaart import urls
from kaart.house_style.logo import Logo, read_logo
from kaart.house_style.theme import Theme, read_theme
from kaart.problems import Problem, did_you_mean
from kaart.source.load import Content
from kaart.source.read import THEMES


@dataclass(frozen=True)
class HouseStyle:
    """The look of the pages of a municipality; each of the two may be missing."""

    slug: str
    theme: Theme | None
    logo: Logo | None

    @property
    def theme_address(self) -> str | None:
        """The style sheet, from the root of the site."""
        return urls.asset(f"theme-{self.slug}.css", self.theme.css.encode()) if self.theme else None

    @property
    def logo_address(self) -> str | None:
        """The logo, from the root of the site."""
        return urls.asset(f"logo-{self.slug}.{self.logo.suffix}", self.logo.content) if self.logo else None

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files to write, by their address."""
        files = {}
        if self.theme and self.theme_address:
            files[self.theme_address] = self.theme.css.encode()
        if self.logo and self.logo_address:
            files[self.logo_address] = self.logo.content
        return files


def read_house_styles(content: Content, files: Mapping[str, bytes]) -> tuple[dict[str, HouseStyle], list[Problem]]:
    """The house styles by municipality, and what is wrong with a file or with its name.

    `files` are those of `content/themes/` that could be read.
    """
    found: dict[str, HouseStyle] = {}
    problems: list[Problem] = []
    for slug, municipality in content.municipalities.items():
        theme: Theme | None = None
        logo: Logo | None = None
        for key in ("theme", "logo"):
            name = getattr(municipality, key)
            path = f"{THEMES}/{name}"
            if name is None:
                continue
            if path not in files:
                problems += _not_there(content, slug, key, files)
            elif key == "theme":
                theme, said = read_theme(path, files[path].decode())
                problems += said
            else:
                logo, said = read_logo(path, files[path])
                problems += said
        if theme or logo:
            found[slug] = HouseStyle(slug, theme, logo)
    return found, problems


def unused_files(content: Content, files: Iterable[str]) -> list[Problem]:
    """A warning for each file in `content/themes/` that no municipality names."""
    named = {f"{THEMES}/{name}" for each in content.municipalities.values() for name in (each.theme, each.logo)}
    hint = "Noem het bij theme: of logo: in het bestand van een gemeente, of haal het weg."
    unused = (path for path in files if path not in named)
    return [Problem(path, 0, 0, "geen gemeente gebruikt dit bestand.", hint, is_warning=True) for path in unused]


def _not_there(content: Content, slug: str, key: str, files: Mapping[str, bytes]) -> list[Problem]:
    """A problem for a name that leads to no file; none where the file is there, but could not be read."""
    name = getattr(content.municipalities[slug], key)
    if f"{THEMES}/{name}" in content.paths:
        return []
    names = [path.rpartition("/")[2] for path in files]
    endings = (".css",) if key == "theme" else (".svg", ".png")
    hint = did_you_mean(name, [each for each in names if each.endswith(endings)])
    document = content.documents[f"content/municipalities/{slug}.yaml"]
    return [document.problem((key,), f"het bestand {THEMES}/{name} is er niet.", hint or "Zet het daar neer.")]
