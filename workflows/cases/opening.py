"""How a case comes to be: the one way in, for every channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.now import now
from workflows.cases import danger, limit, spam
from workflows.cases.change import Change, checked, required
from workflows.cases.errors import NotPossible
from workflows.cases.models import (
    Case,
    Channel,
    Concern,
    EventVerb,
    Listening,
    MessageKind,
    Priority,
    RequestKind,
    Track,
)
from workflows.cases.record import record
from workflows.cases.recusal import accuse_bodies, recuse
from workflows.cases.relay import write_relay
from workflows.cases.rules import Rules
from workflows.cases.search_rows import found_in_lists_by
from workflows.cases.state import State
from workflows.cases.steps import CaseWorld, follow
from workflows.cases.submission import Submission
from workflows.cases.tracking import hash_secret, new_tracking, secret_for, secret_if_known
from workflows.danger_words.definition import DANGER_WORDS, KEY
from workflows.facts.fact import FactType
from workflows.processes.engine import Moved
from workflows.questions.types import QuestionKind
from workflows.transactions.turn import write_transaction

NO_LONGER_TAKEN = _(
    "Requests of this kind are no longer taken. Nothing was sent: copy what you wrote, and choose another kind of "
    "request."
)
NO_SUCH_CATEGORY = _("There is no category of this name any more. Choose one from the list.")
TRIES = 5
"""How often another tracking number is drawn when one is taken."""


def open_case(*, submission: Submission, channel: Channel, actor: Actor, idempotency_key: str) -> Case:
    """Open a case and send it on its way: process, route, first event, first deadline and letters, in one commit.

    The same key on the same channel gives the same case. It carries ``secret``, its 16 digits, and ``was_open``: it was
    there already, opened with this key. Raises ``NotPossible`` with a sentence when the submission names a kind or an
    agency that takes no cases.
    """
    secret = secret_for(channel, idempotency_key, settings.FIELD_KEYS[0])
    case = _known(channel, idempotency_key)
    if case is None:
        case = _open(submission, channel, actor, idempotency_key, hash_secret(secret))
    case.secret = secret_if_known(case) if case.was_open else secret
    return case


def _open(submission: Submission, channel: Channel, actor: Actor, idempotency_key: str, secret_hash: str) -> Case:
    for attempt in range(1, TRIES + 1):
        try:
            # The inner block is rolled back alone when a unique key refuses; only then can we look again.
            with write_transaction(), transaction.atomic():
                rules = Rules(at=now())
                names = CaseNames(new_tracking(rules.at), idempotency_key, secret_hash)
                change = decide_opening(submission, names, channel=channel, actor=actor, rules=rules)
                record([change])
                if submission.relay:
                    write_relay(change.case, submission.relay)
                return change.case
        except IntegrityError:
            known = _known(channel, idempotency_key)
            if known is not None:
                return known
            if attempt == TRIES:
                raise
    raise AssertionError("the loop returns or raises")


@dataclass(frozen=True, slots=True)
class CaseNames:
    """By what a case is found: its number, the key of its channel, and the hash of its secret."""

    tracking: str
    idempotency_key: str
    secret_hash: str


def decide_opening(submission: Submission, names: CaseNames, *, channel: Channel, actor: Actor, rules: Rules) -> Change:
    """What opening a case does, in memory but for the engine's rows. Raises ``NotPossible``."""
    kind = rules.kind(submission.kind)
    if kind is None:
        raise NotPossible(_("This kind of request does not exist."))
    if not kind.active:
        raise NotPossible(NO_LONGER_TAKEN)
    state = _new_state(submission, names, kind, channel, rules)
    change = Change(state=state, actor=actor, at=rules.at, verb=EventVerb.OPENED, submission=submission)
    change.say(MessageKind.STATEMENT, _said(submission.text, submission), public=True)
    change.files = submission.files
    change.data.update(_held_back(state, submission, channel, rules))
    world = CaseWorld(state, rules)
    moved = _begin(change, world)
    change.data.update(
        {
            "kind": kind.code,
            "channel": channel.value,
            "track": state.track,
            "language": submission.language,
            "named": submission.agency or "",
            **_categorised(submission.category, state, rules),
            **_located(submission),
            **({"recording": submission.recording} if submission.recording else {}),
            **({} if submission.form_revision is None else {"revision": submission.form_revision}),
            "process": [state.case.process_version.key, state.case.process_version.number],
        }
    )
    follow(change, moved, world)
    state.case.held = state.case.held and bool(state.open_works)
    change.tell_citizen("acknowledged")
    recuse(change, rules)
    limit.begin(change, rules)
    return change.seal()


def _held_back(state: State, submission: Submission, channel: Channel, rules: Rules) -> dict[str, Any]:
    """Hold it back where the complaints unit has to look first: for words of danger by whatever channel it came, and
    where it may be spam, unless a person took it. Never what is sensitive: that lies with its unit as it is. What spoke
    for it stands in the diary: signs of spam with how often each was there, and the kind of danger."""
    if state.track != Track.ORDINARY:
        return {}
    signs = spam.suspected(submission) if channel in spam.CHANNELS else {}
    kind = danger.danger_of(submission, rules.in_force(DANGER_WORDS).get(KEY))
    if kind == danger.RECORDING and channel not in spam.CHANNELS:
        kind = ""  # a person took it, and has heard it
    if kind:
        signs = {**signs, danger.DANGER: 1}
    state.case.held = bool(signs)
    told = {danger.DANGER: kind} if kind else {}
    return told | ({"held": signs} if signs else {})


def _begin(change: Change, world: CaseWorld) -> Moved:
    """Start the kind's process. A routing rule may name another: the kind's is asked first, then that one starts.

    Whom the form says it concerns is of the body that the citizen named, else of the one that routing finds.
    """
    state = change.state
    world.route()
    concerned = state.case.subject_agency or world.target
    if concerned is not None:
        accuse_bodies(change, [concerned])
    if world.routed and world.routed.priority:
        change.data["priority"] = state.case.priority = Priority(world.routed.priority)
    key = world.routed.process if world.routed and world.routed.process else state.kind.process
    state.case.process_version = world.rules.process(key)
    return world.rules.mover.start(state, state.case.process_version, facts=world)


def _categorised(category: str, state: State, rules: Rules) -> dict[str, Any]:
    """What the diary keeps of the category that was chosen, to decide again as the tree stood then."""
    found = rules.categories(state.kind.code) if category else None
    if found is None:
        return {}
    return {"category": list(rules.category_path(state.kind.code, category)), "tree": found[1]}


def _located(submission: Submission) -> dict[str, Any]:
    """What the diary keeps of the governorate and district that were chosen, by their keys, for reports."""
    chosen = next(
        (each.value for each in submission.answers if each.key == QuestionKind.AREA and each.type == FactType.TREE),
        None,
    )
    return {} if chosen is None else {"area": list(chosen)}


def _category_chosen(submission: Submission, rules: Rules) -> str:
    found = rules.categories(submission.kind) if submission.category else None
    if submission.category and (found is None or not found[0].can_be_chosen(submission.category)):
        raise NotPossible(NO_SUCH_CATEGORY)
    return submission.category


def _new_state(submission: Submission, names: CaseNames, kind: RequestKind, channel: Channel, rules: Rules) -> State:
    named = _named_agency(submission, rules)
    track = Track.SENSITIVE if kind.sensitive else Track.ORDINARY
    subject = _said(submission.subject, submission)[:200]
    case = Case(
        tracking=names.tracking,
        secret_hash=names.secret_hash,
        kind=kind,
        channel=channel,
        language=submission.language,
        track=track,
        confidential=submission.confidential,
        anonymous=submission.is_anonymous,
        recording=submission.recording,
        recording_seconds=submission.recording_seconds if submission.recording else 0,
        listening=Listening.WAITING if submission.recording else "",
        idempotency_key=names.idempotency_key,
        subject=subject,
        place=submission.place[:200],
        category=_category_chosen(submission, rules),
        concerns=submission.concerns if submission.concerns in Concern else "",
        agency=rules.unit(track),
        subject_agency=named,
        opened_at=rules.at,
        changed_at=rules.at,
    )
    case.search_text = found_in_lists_by(case)
    return State(case, kind, said=submission.text, answers={each.key: each for each in submission.answers})


def _said(text: str, submission: Submission) -> str:
    """A subject or a statement; either may be empty where a recording is there to be listened to."""
    return checked(text) if submission.recording else required(text)


def _named_agency(submission: Submission, rules: Rules) -> Agency | None:
    if submission.agency is None:
        return None
    agency = rules.agency_by_code(submission.agency)
    if agency is None or agency.role != AgencyRole.PUBLIC_BODY:
        raise NotPossible(_("There is no agency of this name that takes requests. Choose one from the list."))
    return agency


def _known(channel: Channel, idempotency_key: str) -> Case | None:
    found = Case.objects.select_related("kind", "agency", "key")
    case = found.filter(channel=channel, idempotency_key=idempotency_key).first()
    if case is not None:
        case.was_open = True
    return case
