"""The page being made, for every view: it carries where links lead, the words of its language, and what it has cited
and explained so far. HTML is made elsewhere: by templates, and by the modules beside this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markupsafe import Markup

from kaart import urls
from kaart.languages.voice import Voice
from kaart.model.site import Site
from kaart.plan import Flyer, Page, Plan
from kaart.schema.records import SOURCE_LANGUAGE
from kaart.views.shared.slots import HardWord, SharedViews

Progress = Mapping[str, Counter[str]]  # for each language the number of pages in each state


@dataclass(frozen=True)
class Cite:
    """A numbered mark that leads to a source at the end of the page, or shows it in its place."""

    number: str
    key: str
    label: str
    is_in_place: bool = False


def root_of(site: Site, page: Page) -> str:
    """The way from a page to the root of the site; the 404 page is shown at any depth, so from the host's root."""
    return urlsplit(site.base_url).path if page.address == urls.NOT_FOUND else urls.root_from(page.path)


@dataclass
class Context:
    """The page being made. Sources get their number in the order in which the page first cites them.

    `explained` are the words of the glossary that the page has explained already; `sheets` are the flyers it shows,
    with the bytes of each in number. `script_integrity` is the digest of the script that other sites take from here.
    `shared` has what other pages show too, if anything is kept for them; `slots` are the words that stand in what was
    taken from there.
    """

    site: Site
    plan: Plan
    page: Page
    voice: Voice
    root: str
    progress: Progress = field(default_factory=dict)
    script_integrity: str = ""
    cited: dict[str, Cite] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    sheets: Mapping[Flyer, int] = field(default_factory=dict)
    shared: SharedViews | None = None
    slots: dict[str, Markup] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site, plan: Plan, page: Page, progress: Progress, script_integrity: str) -> Context:
        """The context of a page."""
        voice = site.voices[page.language].for_a_page()
        return cls(site.for_a_page(), plan, page, voice, root_of(site, page), progress, script_integrity)

    def href(self, address: str, language: str | None = None) -> str:
        """A link from this page to another page of the site, by its Dutch address.

        Where the page's language has no such page, it leads to the Dutch one.
        """
        language = language or (self.page.language if self.has(address) else SOURCE_LANGUAGE)
        return self.root + urls.in_language(address, language)

    def has(self, address: str) -> bool:
        """True where the site has this page in this language; a site about one municipality has fewer."""
        return self.plan.has(address, self.page.language)

    def how_href(self) -> str:
        """The way to what happens after a call; to the initiatives where no page says it."""
        return self.href(urls.HOW_IT_WORKS if self.has(urls.HOW_IT_WORKS) else urls.INITIATIVES)

    def cite(self, keys: Iterable[str]) -> tuple[Cite, ...]:
        """Marks for sources."""
        cites = []
        for key in keys:
            if key not in self.cited:
                number = str(len(self.cited) + 1)
                label = self.voice._("bron %(number)s", number=number)
                self.cited[key] = Cite(number, key, label, self.page.is_framed)
            cites.append(self.cited[key])
        return tuple(cites)

    def meet(self, word: HardWord) -> Markup:
        """A word of the glossary as it stands on this page: with its explanation at its first use."""
        if word.key in self.explained:
            return word.plain
        self.explained.add(word.key)
        self.voice.state.add(word.state)
        return word.button
