"""The files of danger: how people say in a language that they are in danger.

There is one a language, and every page can ask for all: many type another language than that of the page.
"""

from __future__ import annotations

import json

from kaart.model.site import Site
from kaart.schema.danger import DangerWords


def danger_files(site: Site) -> dict[str, bytes]:
    """The file of each language by its name."""
    return {danger_file_name(code): _danger_file(words) for code, words in site.content.danger_words.items()}


def danger_file_name(language: str) -> str:
    """The plain name of the file of a language."""
    return f"gevaar-{language}.json"


def _danger_file(words: DangerWords) -> bytes:
    """The words of a language as JSON in UTF-8. Lists are one text with a comma between: that has half the quotes."""
    found = {
        "call": words.call,
        "sounds": ",".join(words.sounds),
        "joined": ",".join(words.joined),
        "fillers": ",".join(words.fillers),
        "harmless": ",".join(words.harmless),
        "near": ",".join(words.near),
        "groups": {group.name: ",".join(group.words) for group in words.groups},
        "says": [[each.kind, ",".join(each.sure), ",".join(each.unsure)] for each in words.says],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
