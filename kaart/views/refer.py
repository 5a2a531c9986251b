"""The referral card of a municipality: a professional answers what plays in a family, and reads what fits it there.

The page has the card as it is without answers: who is there and how sure that is, whom to call, what to say, what to
pass on. refer.js puts in what belongs to the answers. Without scripts, tables say what each answer means here.

Answers stand in the address behind the #, with the words of the signpost, several with commas between them:
`leeftijd=0-4,7-12&helpt=rust,veel&plek=thuis&hulp=met`. Ages may be years too: `leeftijd=op-komst,3,8`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import Phrase
from kaart.model.contacts import Call, whom_to_call
from kaart.model.site import Locality
from kaart.schema.facts import Place
from kaart.schema.records import Reader
from kaart.schema.wording import Advices, SignpostAnswer
from kaart.views.search import DangerNumber, danger_view
from kaart.views.shared.contacts import ContactView, contact_view, switchboard_view
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.initiatives import InitiativeCard, initiative_card
from kaart.views.shared.links import Link, link_to, links_to, municipality_link, way_down
from kaart.views.shared.made_once import made_once
from kaart.views.shared.offers import FlyersWay, OfferView, flyers_way, offer_view
from kaart.views.shared.reports import Report, report_of_place
from kaart.views.signpost import AGE_GROUPS, EXPECTING, AnswerOption, Question, Reason, place_word, reasons_of

MOST_DESKS = 3  # of the municipality itself: a card is no list


@dataclass(frozen=True)
class Desk:
    """Whom to call: the contact of an initiative, or with an empty one a desk of the municipality."""

    initiative: str
    name: str
    contact: ContactView


@dataclass(frozen=True)
class Here:
    """An initiative that is offered here, with all that an answer may mean for it, and how to refer to it."""

    card: InitiativeCard
    offer: OfferView
    reasons: tuple[Reason, ...]
    how: Phrase | None
    how_href: str | None
    contact: ContactView | None


@dataclass(frozen=True)
class RefusedAnswer:
    """An answer that is too light or too heavy for every initiative: what a professional does then."""

    value: str
    label: Phrase
    text: Phrase
    number: DangerNumber | None
    second: DangerNumber | None


@dataclass(frozen=True)
class Saying:
    """What a professional can say to a parent; `answer` is the one it belongs to, empty where it fits every family."""

    answer: str
    text: Phrase


@dataclass(frozen=True)
class AdviceView:
    """A sentence for a professional, with its sources."""

    text: Phrase
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class CardWords:
    """What stands on every card. It is the same everywhere."""

    watch: tuple[AdviceView, ...]
    consent: tuple[AdviceView, ...]
    pass_on: tuple[AdviceView, ...]
    keep_back: tuple[AdviceView, ...]
    look_back: tuple[AdviceView, ...]
    declined: tuple[AdviceView, ...]


@dataclass(frozen=True)
class AnswerRow:
    """An answer in the table: what it means for each initiative that is here."""

    label: Phrase | str
    cells: tuple[tuple[InitiativeCard, Reason], ...]


@dataclass(frozen=True)
class ReferView:
    """A referral card, and the questions that fill it in."""

    place: Link
    slug: str
    name: str
    questions: tuple[Question, ...]
    private: tuple[str, ...]
    here: tuple[Here, ...]
    are_sure: bool
    desks: tuple[Desk, ...]
    refused: tuple[RefusedAnswer, ...]
    sayings: tuple[Saying, ...]
    words: CardWords | None
    tables: tuple[tuple[str, tuple[AnswerRow, ...]], ...]
    rules_href: str | None
    national: Link | None
    more: tuple[Link, ...]
    together: Link | None
    talk: Link | None
    flyers: FlyersWay | None
    report: Report | None


def refer(context: Context) -> tuple[Frame, ReferView]:
    """The referral card of a municipality."""
    site, voice = context.site, context.voice
    locality = site.localities[context.page.slug]
    place = locality.area.name
    questions = made_once(context, ("questions of professionals",), _questions)
    here = tuple(_here(context, locality))
    calls = _calls(context, locality)
    signpost = site.content.signpost
    view = ReferView(
        place=municipality_link(context, context.page.slug),
        slug=context.page.slug,
        name=place,
        questions=questions,
        private=tuple(answer.key for answer in signpost.help if answer.private),
        here=here,
        are_sure=all(each.offer.is_checked for each in here),
        desks=tuple(_desks(context, locality, calls)),
        refused=made_once(context, ("refused answers",), _refused),
        sayings=made_once(context, ("sayings",), _sayings),
        words=made_once(context, ("words of the card",), _card_words),
        tables=tuple(_tables(context, questions, here)),
        rules_href=context.href(urls.referral_rules(urls.PROFESSIONALS)) if context.has(urls.PROFESSIONALS) else None,
        national=link_to(context, voice._("Wat past, in het hele land"), urls.PROFESSIONALS),
        more=_more(context, locality),
        together=link_to(context, voice._("Afspraken met de coördinator"), urls.TOGETHER),
        talk=link_to(context, voice._("In een andere taal"), urls.CONVERSATION),
        flyers=flyers_way(context, locality),
        report=report_of_place(context, locality, [call.contact for call in calls], what="verwijskaart van "),
    )
    title = voice._("Een gezin verwijzen in %(place)s", place=place)
    description = voice._("In twee minuten: wat past, wie u belt, en wat u zegt en doorgeeft.")
    crumbs = [] if site.options.only else [*way_down(context), view.place]
    return frame_of(context, title, description, crumbs, voice._("Verwijzen"), locality.is_example), view


def _questions(context: Context) -> tuple[Question, ...]:
    """The questions in the words of professionals: ages, what plays, where the support is, other help."""
    voice, answers = context.voice, context.site.content.signpost

    def said(answer: SignpostAnswer) -> AnswerOption:
        return AnswerOption(answer.key, voice.phrase(answer.professional))

    ages = [AnswerOption(EXPECTING, voice._("Op komst"))]
    ages += [
        AnswerOption(f"{youngest}-{oldest}", voice._("%(min)s–%(max)s jaar", min=youngest, max=oldest))
        for youngest, oldest, _ in AGE_GROUPS
    ]
    places = (
        AnswerOption(place_word(Place.VOLUNTEER_HOME), voice._("Bij een ander gezin")),
        AnswerOption(place_word(Place.FAMILY_HOME), voice._("Thuis bij het gezin")),
    )
    plays = tuple(said(answer) for answer in answers.help)
    return (
        Question("leeftijd", voice._("Hoe oud zijn de kinderen?"), tuple(ages)),
        Question("helpt", voice._("Wat speelt er?"), plays, voice._("U mag meer aankruisen.")),
        Question("hulp", voice._("Loopt er al beroepsmatige hulp?"), tuple(said(answer) for answer in answers.care)),
        Question("plek", voice._("Waar moet de steun zijn?"), places),
    )


def _here(context: Context, locality: Locality) -> Iterator[Here]:
    for offer in locality.current_offers:
        slug = offer.initiative
        record = context.site.content.initiatives[slug]
        address = urls.refer_to_initiative(slug)
        calls = whom_to_call(locality, Reader.PROFESSIONAL, context.site.today, slug)
        own = next((call.contact for call in calls if call.is_of_offer), None)
        yield Here(
            card=initiative_card(context, slug),
            offer=offer_view(context, locality, offer),
            reasons=tuple(reasons_of(context, slug, record, offer)),
            how=context.voice.phrase(record.referral[0]) if record.referral else None,
            how_href=context.href(address) if context.has(address) else None,
            contact=contact_view(context, own, slug) if own else None,
        )


def _calls(context: Context, locality: Locality) -> list[Call]:
    """Whom a professional can call, the first in front: who does what is offered, and a few who know the way.

    The page of the municipality has all of them.
    """
    calls = whom_to_call(locality, Reader.PROFESSIONAL, context.site.today)
    desks = [call for call in calls if not call.is_of_offer]
    return [*(call for call in calls if call.is_of_offer), *desks[:MOST_DESKS]]


def _desks(context: Context, locality: Locality, calls: Sequence[Call]) -> Iterator[Desk]:
    """These as they are shown, and the number of the municipality where there is room and it is none of theirs."""
    for call in calls:
        name = context.site.content.initiatives[call.initiative].name if call.initiative else ""
        yield Desk(call.initiative, name, contact_view(context, call.contact, call.initiative))
    switchboard = switchboard_view(context, locality.area)
    named = {call.contact.phone for call in calls}
    has_room = sum(not call.is_of_offer for call in calls) < MOST_DESKS
    if switchboard and has_room and (not switchboard.phone or switchboard.phone not in named):
        yield Desk("", "", switchboard)


def _refused(context: Context) -> tuple[RefusedAnswer, ...]:
    voice, content = context.voice, context.site.content
    kinds = {kind.key: kind for kind in content.danger.kinds}
    found = []
    for answer in content.signpost.help:
        if answer.refer:
            danger = danger_view(context, kinds[answer.danger]) if answer.danger in kinds else None
            found.append(
                RefusedAnswer(
                    value=answer.key,
                    label=voice.phrase(answer.professional),
                    text=voice.phrase(answer.refer),
                    number=danger.first if danger else None,
                    second=danger.second if danger else None,
                )
            )
    return tuple(found)


def _sayings(context: Context) -> tuple[Saying, ...]:
    voice, signpost = context.voice, context.site.content.signpost
    own = (Saying(answer.key, voice.phrase(answer.say)) for answer in signpost.help if answer.say)
    general = signpost.referral.say if signpost.referral else ()
    return (*own, *(Saying("", voice.phrase(text)) for text in general))


def _card_words(context: Context) -> CardWords | None:
    words = context.site.content.signpost.referral

    def said(advices: Advices) -> tuple[AdviceView, ...]:
        return tuple(AdviceView(context.voice.phrase(each.text), context.cite(each.source)) for each in advices)

    if words is None:
        return None
    return CardWords(
        watch=said(words.watch),
        consent=said(words.consent),
        pass_on=said(words.pass_on),
        keep_back=said(words.keep_back),
        look_back=said(words.look_back),
        declined=said(words.declined),
    )


def _tables(
    context: Context, questions: tuple[Question, ...], here: tuple[Here, ...]
) -> Iterator[tuple[str, tuple[AnswerRow, ...]]]:
    """The rules for who is here, an answer a row."""
    for question in questions:
        rows = []
        all_ages = (AnswerOption("", context.voice._("Elke leeftijd")),)
        for choice in all_ages if question.name == "leeftijd" else question.choices:
            wanted = (question.name, choice.value)
            cells = tuple(
                (each.card, reason)
                for each in here
                for reason in each.reasons
                if (reason.question, reason.answer) == wanted
            )
            if cells:
                rows.append(AnswerRow(choice.label, cells))
        if rows:
            yield question.text, tuple(rows)


def _more(context: Context, locality: Locality) -> tuple[Link, ...]:
    """Where professionals read on, also in danger."""
    voice, area = context.voice, locality.area
    wanted = (
        (voice._("Alle nummers in %(place)s", place=area.name), context.site.municipality_address(area.slug)),
        (voice._("Wie kan helpen zoeken?"), urls.REFERRERS),
    )
    return links_to(context, wanted)
