"""Pages about talking: with a parent, on a card that both can read, and with each other, on a sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaart.languages.voice import Phrase, Voice
from kaart.model.prose import Html
from kaart.schema.conversation import Conversation, Situation
from kaart.schema.records import SOURCE_LANGUAGE, Text
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.long_texts import LongTextPart, best_prose, parts_of


@dataclass(frozen=True)
class Spoken:
    """A sentence to say: in Dutch, and in each language that the card can have beside it."""

    dutch: Phrase
    others: tuple[Phrase, ...]


@dataclass(frozen=True)
class CardLanguage:
    """A language that a card can have beside the Dutch; `own_name` is how its readers call it."""

    code: str
    direction: str
    own_name: str
    name: str
    is_unchecked: bool


@dataclass(frozen=True)
class AdviceView:
    """What a professional does or leaves."""

    text: Phrase
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class SituationView:
    """A moment at which a professional can raise it."""

    key: str
    title: Phrase
    notice: Phrase
    say: tuple[Spoken, ...]
    advice: tuple[AdviceView, ...]


@dataclass(frozen=True)
class CardView:
    """All cards: the situations, what stands on each card, and the languages to choose from."""

    languages: tuple[CardLanguage, ...]
    opening: Spoken
    situations: tuple[SituationView, ...]
    assurances: tuple[Spoken, ...]
    consent: Spoken
    replies: tuple[Spoken, ...]


@dataclass(frozen=True)
class ProseAround:
    """The long text of a page: what stands before its first heading, and the parts that fold behind theirs."""

    before: LongTextPart | None
    parts: tuple[LongTextPart, ...]
    is_fallback: bool


@dataclass(frozen=True)
class ConversationView:
    """How to raise it with a parent; `cards` is none where no file has the sentences."""

    prose: ProseAround
    cards: CardView | None


def conversation(context: Context) -> tuple[Frame, ConversationView]:
    """How to raise it with a parent, with sentences in the parent's language."""
    record = context.site.content.conversation
    cards = _cards(context, record) if record else None
    title, description, prose = _prose(context)
    return frame_of(context, title, description), ConversationView(prose, cards)


def _prose(context: Context) -> tuple[Phrase | str, Phrase | str, ProseAround]:
    """Title and description of a page with a long text, and the text in parts."""
    html, is_fallback = best_prose(context, context.site.pages, context.page.slug)
    assert isinstance(html, Html)
    language = SOURCE_LANGUAGE if is_fallback else context.page.language
    head = context.site.content.pages[(context.page.slug, language)].head
    assert head
    title, description = (context.voice.dutch(text) if is_fallback else text for text in (head.title, head.description))
    parts = tuple(parts_of(context, html, is_fallback))
    before = parts[0] if parts and not parts[0].anchor else None
    return title, description, ProseAround(before, tuple(part for part in parts if part.anchor), is_fallback)


def _cards(context: Context, record: Conversation) -> CardView:
    sentences = [record.opening, *record.assurances, record.consent, *record.replies]
    sentences += [text for situation in record.situations for text in situation.say]
    voices = [voice for voice in context.site.voices.values() if _speaks(voice, sentences)]

    def spoken(texts: Iterable[Text]) -> tuple[Spoken, ...]:
        return tuple(_spoken(context, voices, text) for text in texts)

    def situation_view(situation: Situation) -> SituationView:
        phrase = context.voice.phrase
        return SituationView(
            key=situation.key,
            title=phrase(situation.title),
            notice=phrase(situation.notice),
            say=spoken(situation.say),
            advice=tuple(AdviceView(phrase(each.text), context.cite(each.source)) for each in situation.advice),
        )

    return CardView(
        languages=tuple(_language(context, voice, sentences) for voice in voices),
        opening=_spoken(context, voices, record.opening),
        situations=tuple(map(situation_view, record.situations)),
        assurances=spoken(record.assurances),
        consent=_spoken(context, voices, record.consent),
        replies=spoken(record.replies),
    )


def _speaks(voice: Voice, sentences: Sequence[Text]) -> bool:
    """True for a language that says every sentence as the Dutch does: half a card is of no use to a parent."""
    found = (voice.memory.get(text.nl) for text in sentences)
    return voice.code != SOURCE_LANGUAGE and all(each is not None and not each.is_outdated for each in found)


def _spoken(context: Context, voices: Iterable[Voice], text: Text) -> Spoken:
    others = (Phrase(voice.typeset(voice.memory[text.nl].text), voice.code, voice.direction) for voice in voices)
    return Spoken(Phrase(text.nl, SOURCE_LANGUAGE, "ltr"), tuple(others))


def _language(context: Context, voice: Voice, sentences: Iterable[Text]) -> CardLanguage:
    is_unchecked = not all(voice.memory[text.nl].is_checked for text in sentences)
    return CardLanguage(voice.code, voice.direction, voice.own_name, context.voice.name_of(voice.code), is_unchecked)


@dataclass(frozen=True)
class AgreementView:
    """A question to agree on, with boxes to tick and lines to write on."""

    ask: Phrase
    choices: tuple[Phrase, ...]
    blanks: tuple[Phrase, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class TogetherView:
    """The sheet of agreements; `made_with` are its sources in words, for paper."""

    prose: ProseAround
    head: tuple[Phrase, ...]
    agreements: tuple[AgreementView, ...]
    made_with: tuple[Phrase, ...]


def together(context: Context) -> tuple[Frame, TogetherView]:
    """What a coordinator and a professional agree on with each other."""
    record, phrase = context.site.content.together, context.voice.phrase
    agreements = tuple(
        AgreementView(
            ask=phrase(each.ask),
            choices=tuple(map(phrase, each.choices)),
            blanks=tuple(map(phrase, each.blanks)),
            cites=context.cite(each.source),
        )
        for each in (record.agreements if record else ())
    )
    keys = dict.fromkeys(cite.key for each in agreements for cite in each.cites)
    title, description, prose = _prose(context)
    view = TogetherView(
        prose=prose,
        head=tuple(map(phrase, record.head)) if record else (),
        agreements=agreements,
        made_with=tuple(_in_words(context, key) for key in keys),
    )
    return frame_of(context, title, description), view


def _in_words(context: Context, key: str) -> Phrase:
    """A source as it stands on paper: who published it, and when."""
    source = context.site.content.sources[key]
    return context.voice.dutch(f"{source.title} ({source.publisher}, {context.voice.partial_date(source.date)})")
