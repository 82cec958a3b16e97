"""What an officer can do to a case just now: the forms of the acts that its step allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from permissions.access.decide import Held
from permissions.access.selectors import can, held_by, people_with
from permissions.actors import Actor
from permissions.agencies.decide import Standing, shut_out
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from permissions.translated_text import in_language
from portal.desk import access_forms, answer_forms, consult_forms, forms, matter_forms, sorting_forms
from portal.desk.checklist_form import ChecklistForm
from portal.desk.concerned import choosing
from portal.desk.copies import sendable
from portal.desk.fields_asked import fields_of
from portal.desk.forms import ActForm, ActForms
from portal.desk.identity_shown import AskIdentityForm, may_ask
from portal.desk.mentions import called_in
from portal.desk.sealing_forms import ConfirmSealingForm, ProposeSealingForm, RejectSealingForm
from portal.desk.spam_forms import DangerReleaseForm, ReleaseForm, SpamForm
from portal.desk.tag_forms import TagsForm
from workflows.cases.actions.confidential import may_hide
from workflows.cases.actions.parties import may_take_off, would_shut_out
from workflows.cases.actions.readers import readers_of
from workflows.cases.actions.sealing import may_be_proposed, may_decide
from workflows.cases.actions.staff import keeps_it
from workflows.cases.category_tree import Category, CategoryTree
from workflows.cases.checklist import points_of, ticked_of
from workflows.cases.consulting import open_ones
from workflows.cases.counting import awaits_answer, reply_counts
from workflows.cases.duties import is_barred
from workflows.cases.grounds import grounds_of
from workflows.cases.identity import is_hidden
from workflows.cases.misrouted import thought_of
from workflows.cases.models import CaseStatus, Track, Work
from workflows.cases.models import Outcome as Result
from workflows.cases.objection import has_decided, is_left_to_others
from workflows.cases.recusal import barred
from workflows.cases.rules import Rules
from workflows.cases.selectors import links_of
from workflows.cases.state import Piece, State
from workflows.cases.superiors import is_left_to_superiors
from workflows.cases.tags import given_and_offered
from workflows.deadlines.models import DeadlineKind
from workflows.processes.advance import rank
from workflows.processes.definition import Effect, Outcome, TaskStep
from workflows.suggestions.bodies import fits_to_refer
from workflows.suggestions.categories import fitting

_FORMS: tuple[type[ActForm], ...] = (
    ChecklistForm,
    forms.ProceedForm,
    forms.DecideForm,
    forms.ReplyForm,
    answer_forms.AddToAnswerForm,
    answer_forms.CorrectAnswerForm,
    forms.AskForm,
    forms.NoteForm,
    forms.AssignForm,
    sorting_forms.ReferForm,
    consult_forms.ConsultForm,
    consult_forms.UnaskForm,
    forms.EscalateForm,
    forms.PriorityForm,
    sorting_forms.CategoryForm,
    access_forms.ConcernedForm,
    access_forms.ConfidentialForm,
    ProposeSealingForm,
    ConfirmSealingForm,
    RejectSealingForm,
    access_forms.ReaderForm,
    access_forms.EndReaderForm,
    answer_forms.TranslateForm,
    answer_forms.SummariseForm,
    TagsForm,
    matter_forms.MatterForm,
    matter_forms.ApartForm,
    AskIdentityForm,
    ReleaseForm,
    SpamForm,
)
_LEAVING = (forms.ProceedForm, forms.DecideForm, sorting_forms.ReferForm)
_DECIDING = (*_LEAVING, forms.ReplyForm, forms.AskForm, forms.AssignForm, forms.EscalateForm)
"""What whoever decided before does not do where an objection is decided."""
_APART = (*_LEAVING, ChecklistForm, forms.AssignForm, forms.EscalateForm)
"""What whoever did a step that is to be reviewed does not do at the review; nor do they change the priority."""
_ABOUT_ACCESS = (
    access_forms.ConcernedForm.act,
    access_forms.ConfidentialForm.act,
    ProposeSealingForm.act,
    access_forms.ReaderForm.act,
    access_forms.EndReaderForm.act,
)
_ABOUT_THE_MATTER = (matter_forms.MatterForm.act, matter_forms.ApartForm.act)
_ASKING_OTHERS = (consult_forms.ConsultForm.act, consult_forms.UnaskForm.act)
_NOT_WHILE_PROPOSED = (*_LEAVING, forms.ReplyForm, forms.AskForm)
_AFTERWARDS = (answer_forms.AddToAnswerForm.act, answer_forms.CorrectAnswerForm.act)
FORMS: Mapping[str, type[ActForm]] = {each.act: each for each in _FORMS}
"""Every act there is, by its name in the address."""


def work_at_hand(state: State, actor: Actor, held: Held, *, branch: str = "") -> Work | None:
    """The open piece of work that a page of an officer is about; None while the citizen has the word or all is over.

    Of several that of ``branch``, else the first that they may work, else the one that leads.
    """
    found = officers_works(state)
    asked = [work for work in found if branch and work.branch == branch]
    theirs = [work for work in found if len(found) == 1 or can(actor, WORK_CASE, Piece(state, work), held=held)]
    return next(iter([*asked, *theirs, *found]), None)


def officers_works(state: State) -> list[Work]:
    """The open pieces of work that an officer acts on, the leading one first."""
    return sorted((work for work in state.open_works if not work.waits), key=lambda work: rank(work.branch))


def offered(
    state: State,
    work: Work | None,
    actor: Actor,
    held: Held,
    rules: Rules,
    *,
    act: str = "",
    posted: QueryDict | None = None,
    only: str = "",
) -> ActForms:
    """The forms on ``work`` in the order in which they stand; ``posted`` fills the one named ``act``. None without the
    right, and of what was erased. ``rules``: what is in force, which the rest of the page asks too.

    ``only`` names the one that is wanted: what the others would have to look up is not looked up.
    """
    if state.case.erased_at is not None or not can(
        actor, WORK_CASE, state if work is None else Piece(state, work), held=held
    ):
        return {}
    bodies: Bodies = cache(lambda: list(Agency.objects.filter(active=True)))
    looked_up: Mapping[tuple[str, ...], Callable[[], Options]] = {
        _AFTERWARDS: lambda: answer_forms.after_the_answer(state, actor, held),
        (answer_forms.TranslateForm.act,): lambda: answer_forms.translating(state),
        (TagsForm.act,): lambda: _tags(state, held),
        _ABOUT_THE_MATTER: lambda: _about_the_matter(state, actor, held),
        (sorting_forms.CategoryForm.act,): lambda: _categories(state, rules) if work is not None else {},
        _ASKING_OTHERS: lambda: _asking_others(state, work, rules, bodies),
        _ABOUT_ACCESS: lambda: _about_access(state, work, actor, held, rules),
        (AskIdentityForm.act,): lambda: {AskIdentityForm: dict} if may_ask(actor, state, held) else {},
    }
    special: dict[type[ActForm], Callable[[], dict[str, Any]]] = {**_at_hand(state, work, actor, held, rules, bodies)}
    for acts, options_of in looked_up.items():
        if only in ("", *acts):
            special |= options_of()
    if work is not None and awaits_answer(work) and only != forms.AskForm.act:
        special.pop(forms.AskForm, None)  # what is sent all the same is refused beside its words
    initial = {} if work is None else {"work": state.works.index(work) + 1}
    return {
        form.act: form(posted if form.act == act else None, initial=initial, works=state.works, **options())
        for form, options in special.items()
        if only in ("", form.act)
    }


def first_to_open(forms: ActForms) -> str:
    """The act whose form stands open: the first that is no weighty one, which nobody does by pressing Enter."""
    return next((act for act, form in forms.items() if not form.asks), "")


Options = Mapping[type[ActForm], Callable[[], dict[str, Any]]]
Bodies = Callable[[], list[Agency]]
"""The agencies that take requests, read once where a form needs them."""


def _at_hand(state: State, work: Work | None, actor: Actor, held: Held, rules: Rules, bodies: Bodies) -> Options:
    """What nothing has to be looked up for: what the step asks, without what is left to others, and a note."""
    at_hand: Options = _of_the_step(state, work, rules, bodies) if work is not None else {forms.NoteForm: dict}
    if work is not None:
        left = _left_to_others(state, work, held.standing)
        at_hand = {form: options for form, options in at_hand.items() if form not in left}
    apart = work is not None and state.steps_apart(work) and is_barred(held.standing, barred(state, work))
    if apart:
        at_hand = {form: options for form, options in at_hand.items() if form not in _APART}
    if state.proposal is not None:
        decides = may_decide(actor, state, lambda user_id: held if user_id == actor.user_id else held_by(user_id))
        deciding: Options = {ConfirmSealingForm: dict, RejectSealingForm: dict} if decides else {}
        others = {form: options for form, options in at_hand.items() if form not in _NOT_WHILE_PROPOSED}
        at_hand = {**deciding, **others}
    if state.case.held:
        looked_at: Options = {DangerReleaseForm: dict}
        at_hand = {**(looked_at if state.first_look is not None else {ReleaseForm: dict, SpamForm: dict}), **at_hand}
    if state.case.recording:
        listening = answer_forms.listening(state)
        if state.case.waits_for_listening:
            at_hand = {**listening, **at_hand}
            at_hand.pop(forms.DecideForm, None)
        else:
            at_hand = {**at_hand, **listening}
    at_hand = {**at_hand, forms.NoteForm: partial(_calling, state, actor)}
    if work is not None and not work.follows and not apart:
        at_hand = {**at_hand, forms.PriorityForm: lambda: {"now": state.case.priority}}
    return at_hand


def _left_to_others(state: State, work: Work, standing: Standing) -> tuple[type[ActForm], ...]:
    """What a superior does, whoever decides on an objection, or somebody who has not decided on the case."""
    if work.objection and has_decided(state, work, standing):
        return _DECIDING
    if work.objection and is_left_to_others(state, work, standing):
        return (*_LEAVING, forms.AskForm)
    return _LEAVING if is_left_to_superiors(state, work, standing) else ()


def _about_access(state: State, work: Work | None, actor: Actor, held: Held, rules: Rules) -> Options:
    """Who is shut out of the case and who is let in, as long as it is open."""
    if state.case.status == CaseStatus.CLOSED:
        return {}
    offered: dict[type[ActForm], Callable[[], dict[str, Any]]] = {
        access_forms.ConcernedForm: lambda: {
            "choosing": choosing(state, work, may_take_off=may_take_off(held, state)),
            "shuts_me_out": partial(would_shut_out, actor.user_id or 0, state=state, rules=rules),
        },
        access_forms.ReaderForm: dict,
    }
    if may_hide(held, state):
        offered[access_forms.ConfidentialForm] = dict
    if may_be_proposed(state):
        offered[ProposeSealingForm] = dict
    readers = readers_of(state.case, rules)
    if readers:
        offered[access_forms.EndReaderForm] = lambda: {"readers": readers}
    return offered


def _calling(state: State, actor: Actor) -> dict[str, Any]:
    """A note may call colleagues who may read the case."""
    return {
        "find": partial(called_in, state=state, user_id=actor.user_id or 0),
        "address": reverse("desk:colleagues", args=[state.case.tracking]),
    }


def _tags(state: State, held: Held) -> Options:
    """Of an agency that has a list: what is on it, and what the case has of it."""
    has, offered = given_and_offered(held, state.case, state.agency_ids) if state.case.has_tags else ([], [])
    return {TagsForm: lambda: {"offered": offered, "has": has}} if offered else {}


def _about_the_matter(state: State, actor: Actor, held: Held) -> Options:
    """What it is linked with, and can be; nothing of what is about somebody."""
    case, offered = state.case, dict[type[ActForm], Callable[[], dict[str, Any]]]()
    if case.guarded or case.status == CaseStatus.CLOSED:
        return offered
    if case.lead_id is None:
        offered[matter_forms.MatterForm] = lambda: {"find": partial(matter_forms.found_by, actor)}
    links = links_of(actor, case, held=held) if case.has_links else []
    if links:
        offered[matter_forms.ApartForm] = lambda: {"case": case, "links": links}
    return offered


def _asking_others(state: State, work: Work | None, rules: Rules, bodies: Bodies) -> Options:
    """Of what is not sealed: which agencies can be asked inside it, and what was asked and waits."""
    if work is None or work.follows or state.track == Track.SENSITIVE:
        return {}
    offered: dict[type[ActForm], Callable[[], dict[str, Any]]] = {
        consult_forms.ConsultForm: lambda: {
            "agencies": _askable(state, rules, bodies),
            "hidden": is_hidden(state.case),
        }
    }
    waiting = open_ones(state)
    if waiting:
        offered[consult_forms.UnaskForm] = lambda: {"waiting": waiting}
    return offered


def _askable(state: State, rules: Rules, bodies: Bodies) -> list[Agency]:
    """All but those that have it already, and those that it accuses."""
    found = [each for each in bodies() if each.role != AgencyRole.SENSITIVE_UNIT and each.pk not in state.agency_ids]
    return [each for each in found if not rules.is_shut(each.pk, state.parties)]


def _categories(state: State, rules: Rules) -> Options:
    """Of a kind that has some: all, and which of them the words of a case without one speak of."""
    case, found = state.case, rules.categories(state.kind.code)
    tree = found[0] if found is not None else None
    if tree is None or not tree.chosen_from:
        return {}
    fits = [] if case.category else _fitting(state, tree)
    return {sorting_forms.CategoryForm: lambda: {"tree": tree, "now": case.category, "fitting": fits}}


def _fitting(state: State, tree: CategoryTree) -> list[Category]:
    text = f"{state.case.subject}\n{state.statement()}"
    if not text.strip():
        return []  # it was spoken, and nobody has listened yet
    return fitting(tree, text, kind=state.kind.code, language=state.case.language)


def _of_the_step(state: State, work: Work, rules: Rules, bodies: Bodies) -> Options:
    if work.follows:
        return {forms.NoteForm: dict}  # all else is done to the one with which it is answered
    step = state.step_of(work)
    special: dict[type[ActForm], Callable[[], dict[str, Any]]] = {}
    points = points_of(state, work)
    if points:
        special[ChecklistForm] = lambda: {"points": points, "ticked": ticked_of(state, work)}
    onward = step.by_effect(Effect.PROCEED)
    if onward:
        special[forms.ProceedForm] = lambda: {
            "steps": [(way.key, _named(way, state)) for way in onward],
            "writes": {way.key for way in onward if way.answers},
            "own_words": {way.key for way in onward if in_language(way.words)},
            "fields": fields_of(state, onward),
            "counts_anew": all(isinstance(state.process.steps[way.next], TaskStep) for way in onward),
        }
    refer: Options = {}
    sent_on = step.by_effect(Effect.REFER)
    if sent_on:
        refer = {
            sorting_forms.ReferForm: lambda: {
                "way": sent_on[0].key,
                "fields": fields_of(state, sent_on),
                **_where_to(state, rules, _targets(state, work, rules, bodies)),
                "wished": thought_of(state.case) if step.status == CaseStatus.TRIAGE else "",
            }
        }
    if step.status == CaseStatus.TRIAGE:
        special |= refer  # what helps there is to find whose it is: it comes first
    deciding = step.by_effect(Effect.DECIDE)
    if deciding:
        special[forms.DecideForm] = lambda: {
            "outcomes": _answers(deciding),
            "grounds": grounds_of(state.kind),
            "refusing": [way.key for way in deciding if way.result == Result.REFUSED],
            "fields": fields_of(state, deciding),
            "copies": sendable(state),
            "may_refer": bool(sent_on),
        }
    special |= {
        forms.ReplyForm: lambda: {"counts": reply_counts(work, rules), "copies": sendable(state)},
        forms.AskForm: dict,
        forms.NoteForm: dict,
        forms.AssignForm: lambda: {
            "colleagues": _colleagues(state, work, rules),
            "assigned": work.assignee_id is not None,
        },
    }
    special |= refer
    if any(deadline.kind == DeadlineKind.ESCALATE for deadline in state.open_deadlines(work)):
        special[forms.EscalateForm] = dict
    return special


def _where_to(state: State, rules: Rules, targets: list[Agency]) -> dict[str, Any]:
    """Where it may be sent, and which of these the rules, or what was learned, speak for."""
    had = {work.agency_id for work in state.works}
    names = {
        each.code: " ".join(each.name.values())
        for each in targets
        if each.pk not in had and each.role == AgencyRole.PUBLIC_BODY
    }
    return {"agencies": targets, "fits": fits_to_refer(state, rules, among=names)}


def _answers(deciding: Iterable[Outcome]) -> list[tuple[str, str]]:
    """Outcomes that decide, each by its own words, else by those of its result."""
    labels = dict(Result.choices)
    return [(way.key, in_language(way.words) or str(labels[way.result])) for way in deciding]


def _named(way: Outcome, state: State) -> str:
    """An outcome that only leads on, by its own words, else by the name of the step it leads to."""
    return in_language(way.words) or in_language(state.process.steps[way.next].name)


def _targets(state: State, work: Work, rules: Rules, bodies: Bodies) -> list[Agency]:
    """Where it may be sent: nowhere that the case accuses. In triage of such a case also to the unit that sorts it."""
    kept, sealed = keeps_it(state, work), state.track == Track.SENSITIVE
    found = [
        each
        for each in bodies()
        if (each.role == AgencyRole.SENSITIVE_UNIT) == sealed and (kept or each.pk != work.agency_id)
    ]
    if not state.parties:
        return found
    shut = {party.agency_id for party in state.parties if party.level is None}
    return [each for each in found if each.pk not in shut and not rules.is_shut(each.pk, state.parties)]


def _colleagues(state: State, work: Work, rules: Rules) -> list[Any]:
    """Those who may work it at its agency, without the one who has it and whoever did what is to be reviewed."""
    found = people_with(WORK_CASE, work.agency_id, sensitive=state.track == Track.SENSITIVE)
    colleagues = [person for person in found if person.pk != work.assignee_id]
    doers = barred(state, work)
    colleagues = [person for person in colleagues if person.pk not in doers]
    if not state.parties:
        return colleagues  # who acts for one of them is refused when it is sent: nothing is asked of the database here
    standings = rules.standings(person.pk for person in colleagues)
    return [person for person in colleagues if not shut_out(standings[person.pk], state.parties)]
