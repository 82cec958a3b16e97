"""What members of staff do to a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from workflows.cases import counting
from workflows.cases.actions import AskCitizen, Assign, Decide, Note, Proceed, Refer, Reply
from workflows.cases.change import Change
from workflows.cases.deciding.texts import required
from workflows.cases.errors import NotPossible
from workflows.cases.models import CaseStatus, EventVerb, MessageKind, Outcome, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.cases.steps import leave_by, task_step
from workflows.processes import definition as ways
from workflows.processes.definition import Effect

REFERRALS_BEFORE_THE_UNIT = 3


def assign(change: Change, action: Assign, rules: Rules) -> None:
    """Give it to a colleague, or back to the holder. Whether a colleague may work it is asked at the door."""
    work = change.state.work(action.work_id, waits=False)
    if work.assignee_id == action.user_id:
        raise NotPossible(
            _("It is with its holder alone already.")
            if action.user_id is None
            else _("It is already with this colleague.")
        )
    work.assignee_id = action.user_id
    change.touch(work)
    change.verb, change.step, change.post_id = EventVerb.ASSIGNED, work.step, work.post_id
    change.data["assignee"] = action.user_id
    change.tell_staff("assigned", [action.user_id])


def note(change: Change, action: Note, rules: Rules) -> None:
    """Words for colleagues only."""
    change.verb = EventVerb.NOTED
    change.step = next((work.step for work in change.state.open_works), "")
    change.say(MessageKind.NOTE, required(action.text), public=False)


def ask(change: Change, action: AskCitizen, rules: Rules) -> None:
    """Ask the citizen. A second question before their answer does not pause a second time."""
    work = change.state.work(action.work_id, waits=False)
    _acted_on(change, work, EventVerb.ASKED)
    change.say(MessageKind.QUESTION, required(action.text), public=True)
    change.data["paused"] = not work.question_open
    if not work.question_open:
        work.question_open = True
        counting.pause(change, work, rules)
    change.touch(work)
    change.case.status, change.case.due = CaseStatus.WAITING, work.due
    change.tell_citizen("asked")


def reply(change: Change, action: Reply, rules: Rules) -> None:
    """Tell the citizen something without deciding yet."""
    work = change.state.work(action.work_id, waits=False)
    _acted_on(change, work, EventVerb.REPLIED)
    change.say(MessageKind.REPLY, required(action.text), public=True)
    change.files = action.files
    counting.start_again(change, work, rules)
    change.touch(work)
    step = task_step(change.state, work)
    change.case.status, change.case.due = CaseStatus(step.status), work.due
    change.tell_citizen("replied")


def decide(change: Change, action: Decide, rules: Rules) -> None:
    """Answer the citizen with an outcome of the step; the process moves on."""
    work = change.state.work(action.work_id, waits=False)
    outcome = _chosen(change, work, action.outcome, Effect.DECIDE)
    _acted_on(change, work, EventVerb.DECIDED)
    change.say(MessageKind.DECISION, required(action.text), public=True)
    change.files = action.files
    change.case.outcome = Outcome(outcome.result)
    change.data["outcome"] = outcome.result
    leave_by(change, work, outcome, rules)
    change.tell_citizen("decided")


def proceed(change: Change, action: Proceed, rules: Rules) -> None:
    """The step is done and nothing is decided yet: the process moves on, and the citizen reads why."""
    work = change.state.work(action.work_id, waits=False)
    outcome = _chosen(change, work, action.outcome, Effect.PROCEED)
    _acted_on(change, work, EventVerb.PROCEEDED)
    change.say(MessageKind.REPLY, required(action.text), public=True)
    change.data["outcome"] = outcome.key
    leave_by(change, work, outcome, rules)
    change.tell_citizen("replied")


def _chosen(change: Change, work: Work, key: str, effect: Effect) -> ways.Outcome:
    for outcome in task_step(change.state, work).by_effect(effect):
        if outcome.key == key:
            return outcome
    raise NotPossible(_("This step has no such outcome. Choose one of those offered."))


def refer(change: Change, action: Refer, rules: Rules) -> None:
    """Send the case where it belongs. The third agency that sends it away sends it to the complaints unit."""
    work = change.state.work(action.work_id, waits=False)
    outcome = next(iter(task_step(change.state, work).by_effect(Effect.REFER)), None)
    if outcome is None:
        raise NotPossible(_("This step cannot send the case to another agency."))
    target = _target(change, work, action.agency, rules)
    _acted_on(change, work, EventVerb.REFERRED)
    change.say(MessageKind.REASON, required(action.reason), public=True)
    change.data.update({"from": work.agency_id, "to": target.pk, "named": action.agency})
    leave_by(change, work, outcome, rules, target=target)
    change.tell_citizen("referred")


def _target(change: Change, work: Work, code: str, rules: Rules) -> Agency:
    target = rules.agency_by_code(code)
    if target is None or (target.role == AgencyRole.SENSITIVE_UNIT) != (change.state.track == Track.SENSITIVE):
        raise NotPossible(_("There is no agency of this name that takes cases. Choose one from the list."))
    if target.pk == work.agency_id and not keeps_it(change.state, work):
        raise NotPossible(_("The case is already with this agency."))
    if rules.is_shut(target.pk, change.state.parties):
        raise NotPossible(_("The case is about someone of this agency, so nobody there may see it. Choose another."))
    unit = rules.unit(change.state.track)
    if work.agency_id == unit.pk:
        return target
    change.case.referrals += 1
    return unit if change.case.referrals >= REFERRALS_BEFORE_THE_UNIT else target


def keeps_it(state: State, work: Work) -> bool:
    """In triage the complaints unit may send a case that accuses someone to itself: it works it then."""
    return bool(state.parties) and task_step(state, work).status == CaseStatus.TRIAGE


def _acted_on(change: Change, work: Work, verb: EventVerb) -> None:
    change.verb, change.step, change.post_id = verb, work.step, work.post_id
    change.data["level"] = work.level
