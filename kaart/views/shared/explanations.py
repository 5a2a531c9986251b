"""Words of the glossary that open their explanation where a page first uses them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from markupsafe import Markup, escape

from kaart.languages.voice import Phrase, TranslationStatus
from kaart.model.prose import CITATION_MARK
from kaart.views.shared.context import Context
from kaart.views.shared.slots import HardWord

TAG_OR_MARK = re.compile(rf"""(<(?:[^>"]|"[^"]*")+>|{CITATION_MARK.pattern.replace("(", "(?:")})""")
NO_BUTTON = ("a", "h2", "h3", "h4", "th", "code")
EXPLAINED = Markup(
    '<dfn class="word"><button type="button" popovertarget="woord-{key}">{word}</button></dfn>'
    '<span class="word__text" popover id="woord-{key}"{language}>{text}</span>'
)
OF_LANGUAGE = Markup(' lang="{}" dir="{}"')


def explain(context: Context, text: Phrase | str) -> Phrase | Markup | str:
    """A short text in which each word of the glossary opens its explanation at its first use on the page."""
    language = text.language if isinstance(text, Phrase) else None
    html = _explained(context, str(text), language or context.page.language)
    if html is None:
        return text
    return replace(text, text=html) if isinstance(text, Phrase) else html


def with_explanations(context: Context, html: str, language: str) -> str:
    """HTML in which each word of the glossary opens its explanation at its first use on the page."""
    parts = TAG_OR_MARK.split(html)
    inside = 0  # elements where a button may not stand, or would be in the way
    for index, part in enumerate(parts):
        if index % 2:
            name = part.strip("</>").split()[0]
            inside += (1, -1)[part.startswith("</")] if name in NO_BUTTON else 0
        elif not inside:
            parts[index] = _explained(context, unescape(part), language) or part
    return "".join(parts)


def _explained(context: Context, text: str, language: str) -> Markup | None:
    """A text in which each word of the glossary opens its explanation; None where it has none that is new."""
    forms, pattern = context.site.hard_words[language]
    pieces: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        key = forms[match.group()]
        if key in context.explained:
            continue
        pieces += (text[end : match.start()], context.meet(_hard_word(context, key, match.group(), language)))
        end = match.end()
    return Markup().join((*pieces, text[end:])) if pieces else None


def _hard_word(context: Context, key: str, word: str, language: str) -> HardWord:
    """A word that opens its explanation; `language` is that of the text around it."""
    own = Markup()
    if language != context.page.language:
        own = OF_LANGUAGE.format(context.page.language, context.voice.direction)
    voice = replace(context.voice, state=TranslationStatus())  # only a page that opens it meets its explanation
    explanation = voice.phrase(context.site.content.glossary[key].explanation)
    button = EXPLAINED.format(key=key, word=word, language=own, text=explanation)
    name = context.shared.new_name() if context.shared else ""
    return HardWord(key, name, escape(word), button, voice.state)
