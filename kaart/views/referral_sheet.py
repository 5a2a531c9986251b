"""How to refer a family to an initiative: all that a professional asks, on one sheet."""

from __future__ import annotations

from dataclasses import dataclass

from kaart import urls
from kaart.languages.voice import N_, Phrase
from kaart.schema.facts import Place, ProfessionalFact
from kaart.schema.initiative import Initiative, ReferralSheet
from kaart.views.shared.context import Cite, Context
from kaart.views.shared.explanations import explain
from kaart.views.shared.facts import FactView, checked_view, place_of
from kaart.views.shared.frames import Frame, frame_of
from kaart.views.shared.links import Link, links_to
from kaart.views.shared.profile import at_a_glance
from kaart.views.shared.reports import Report, report_of_initiatives

QUESTIONS = {  # what a professional asks of each key of the sheet
    "fits": N_("Voor wie?"),
    "not_for": N_("Niet voor"),
    "coordinator": N_("Dit doet de coördinator"),
    "coordinator_limits": N_("Dit niet"),
    "beside": N_("Kan het naast andere hulp?"),
    "lead": N_("De regie"),
    "waiting": N_("Wachten"),
    "after": N_("Daarna"),
}
FOLDS = (  # what stands together behind one question
    (N_("Wat doet de coördinator?"), ("coordinator", "coordinator_limits")),
    (N_("Wie houdt de regie?"), ("beside", "lead")),
    (N_("Wat gebeurt er daarna?"), ("waiting", "after")),
)


@dataclass(frozen=True)
class SheetFold:
    """Answers behind one question, each with its own."""

    question: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class ReferralSheetView:
    """The sheet: for whom, not for whom, how to refer, and the rest behind questions."""

    slug: str
    name: str
    colour_class: str
    glance: tuple[Phrase | str, ...]
    fits: FactView
    not_for: FactView
    how: tuple[Phrase, ...]
    how_cites: tuple[Cite, ...]
    folds: tuple[SheetFold, ...]
    place: Link
    place_address: str
    more: tuple[Link, ...]
    report: Report | None


def referral_sheet(context: Context) -> tuple[Frame, ReferralSheetView]:
    """How to refer a family to an initiative, in two minutes."""
    slug, voice, site = context.page.slug, context.voice, context.site
    record = site.content.initiatives[slug]
    sheet = record.referral_sheet
    assert sheet
    label, address = _place(context)
    facts = {key: _fact(context, key, getattr(sheet, key)) for key in ReferralSheet.model_fields}
    view = ReferralSheetView(
        slug=slug,
        name=record.name,
        colour_class=f"accent-{slug}",
        glance=_glance(context, record),
        fits=facts["fits"],
        not_for=facts["not_for"],
        how=tuple(voice.phrase(line) for line in record.referral),
        how_cites=context.cite(record.referral_source),
        folds=tuple(SheetFold(voice._(question), tuple(facts[key] for key in keys)) for question, keys in FOLDS),
        place=Link(label, context.href(address)),
        place_address=site.base_url + urls.in_language(address, voice.code),
        more=_more(context, slug),
        report=report_of_initiatives(context, [slug], "verwijzen naar "),
    )
    title = voice._("Verwijzen naar %(name)s", name=record.name)
    description = voice._("In twee minuten: voor wie het is, hoe u verwijst en wat er daarna gebeurt.")
    crumbs = [Link(record.name, context.href(urls.initiative(slug)))]
    return frame_of(context, title, description, crumbs, voice._("Verwijzen")), view


def _glance(context: Context, record: Initiative) -> tuple[Phrase | str, ...]:
    """Costs, ages and place in a few words: a professional is not at home where the family is."""
    *others, place = at_a_glance(context, record)
    return (*others, context.voice._("bij het gezin thuis") if place_of(record) is Place.FAMILY_HOME else place)


def _fact(context: Context, key: str, fact: ProfessionalFact) -> FactView:
    voice = context.voice
    question = voice._(QUESTIONS[key])
    return FactView(
        topic=key,
        label=question,
        question=question,
        lines=tuple(explain(context, voice.phrase(line)) for line in fact.value or ()) or (voice._("niet bekend"),),
        is_unknown=fact.value is None,
        cites=context.cite(fact.source),
        note=voice.phrase(fact.note) if fact.note else None,
        origin="",
        checked=checked_view(context, fact.checked_on) if fact.checked_on else None,
    )


def _place(context: Context) -> tuple[str, str]:
    """Where the contact stands: the door to the referral cards, or the municipality that the site is about."""
    only = context.site.options.only
    if only:
        name = context.site.localities[only].area.name
        return context.voice._("Kijk wie u belt in %(place)s", place=name), urls.HOME
    door = urls.PROFESSIONALS if context.has(urls.PROFESSIONALS) else urls.MUNICIPALITIES
    return context.voice._("Zoek wie u belt"), door


def _more(context: Context, slug: str) -> tuple[Link, ...]:
    voice, name = context.voice, context.site.content.initiatives[slug].name
    links = (
        (voice._("Het gesprek beginnen"), urls.CONVERSATION),
        (voice._("Afspraken maken met de coördinator"), urls.TOGETHER),
        (voice._("Past iets anders beter?"), urls.PROFESSIONALS),
        (voice._("Alles over %(name)s", name=name), urls.initiative(slug)),
    )
    return links_to(context, links)
