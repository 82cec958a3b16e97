"""Four cases with a word of their own in every field, and the people and addresses that might meet one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import CharField, JSONField, TextField

from permissions.actors import Actor
from tests.scenes import file_case
from tests.site.portal.canary.finding import PREFIX, token, tokens_in
from tests.site.portal.who_may_what.world import World
from workflows.cases.actions import (
    AnswerConsultation,
    AnswerQuestion,
    AskCitizen,
    AskIdentity,
    Concerned,
    Consult,
    NameReader,
    Note,
    Redact,
    RefuseIdentity,
    Reply,
    SetParties,
    Translate,
)
from workflows.cases.change import Change
from workflows.cases.keys import hides_words
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Consent, FilledField, IdentityRequest, NamedAs, Relation
from workflows.cases.models.words import PROOF
from workflows.cases.rules import Rules
from workflows.cases.submission import GivenAnswer, GivenPerson, StoredFile
from workflows.facts.fact import FactType

# Who may meet the words of each case: roles of the demo world, those of a body at the ministry of health.
BODIES = {"liaison", "officer", "level1", "level2", "legal_adviser"}
BELONGS: dict[str, set[str]] = {
    "sealed": {"rights_handler"},
    "confidential": BODIES | {"central"},
    "guarded": {"central"},
    "other": {"central"},
    "mine": BODIES | {"central"},
}
# Who filed it: of a hidden identity only the complaints unit learns, where the case is an ordinary one.
IDENTITY = {
    *("name", "email", "phone", "national"),
    # Who else is named, and the file that proves it.
    *(
        "about",
        "aboutnumber",
        "aboutwhynot",
        "with",
        "withnumber",
        "withemail",
        "withphone",
        "proofname",
        "proofbytes",
        "proofkey",
    ),
}
KNOW = BELONGS | {"sealed": set(), "confidential": {"central"}}
# Why an identity was asked for, and opened or not, is the custodian's too, and the auditor's, who judges it afterwards.
ASKED = {"why": {"custodian", "auditor"}, "because": {"custodian", "auditor"}}
# What an agency was asked inside a case of another, and what it said.
CONSULTED = {("other", place): BODIES for place in ("consulting", "advice", "advicebytes", "advicename", "advicekey")}
ABOUT: dict[str, dict[str, Any]] = {
    "sealed": {"kind": "integrity", "agency": "moh"},
    "confidential": {"agency": "moh", "confidential": True},
    "guarded": {"agency": "moh"},
    "other": {"agency": "moe"},
    "mine": {"agency": "moh"},
}
HIDDEN = ("sealed", "confidential")
WORKERS = {
    "sealed": "rights",
    "confidential": "officer-moh",
    "guarded": "central",
    "other": "officer-moe",
    "mine": "officer-moh",
}


def belongs_to(found: str) -> set[str]:
    """The roles that may meet a token."""
    case, _, place = found.removeprefix(PREFIX).rstrip("0").partition("0")
    may = (KNOW if place in IDENTITY else BELONGS)[case]
    return may | ASKED.get(place, set()) | CONSULTED.get((case, place), set())


# Columns that hold codes, hashes and machine names, never a word of a person: each was looked at.
_OF_FIGURES = {"kind", "channel", "language", "governorate", "category", "top_category", "priority", "apart"}
CODES = {
    "Case": {
        *(
            "tracking",
            "secret_hash",
            "channel",
            "language",
            "track",
            "idempotency_key",
            "status",
            "outcome",
            "concerns",
            "priority",
            "category",
            # Whether it was said instead of written, and whether somebody has written down what.
            "recording",
            "listening",
        ),
    },
    "CaseEvent": {"verb", "actor_kind", "status", "outcome", "step", "data"},
    "Work": {"step", "branch", "ladder", "named_ladder", "track", "result", "done_by"},
    "Deadline": {"kind", "data"},
    "OutboxEntry": {"key", "topic", "audience", "data", "problem"},
    # What an owner laid down: the act, and what it was told; nothing of a citizen.
    "ServiceCall": {"key", "step", "service", "values", "problem"},
    "Message": {"kind"},
    "Answer": {"type"},
    "FilledField": {"key", "name", "type"},
    "File": {"content_type", "sha256", "asked_by"},
    "Person": {"notices", "phone_blind", "email_blind"},
    "CallCase": {"what"},
    "CaseLink": {"relation"},
    "QualityCheck": {"answers"},
    # Rows of figures: keys, ids and dates, as the diary has them.
    "Standing": _OF_FIGURES | {"process", "status", "outcome", "memory"},
    "StepTaken": _OF_FIGURES | {"process", "step", "branch", "outcome", "by"},
    "Occurrence": _OF_FIGURES | {"verb", "by", "solved"},
    "RatedTheme": set(),
    # Made for a yearly report. What an agency writes to its line, and who reads it, is tested beside its screen.
    "RegisterLine": {"number", "said", "state", "objection", "note"},
    "CaseCopy": {"key", "language", "state", "problem", "storage_key"},
    "Consultation": {"ladder", "result"},
    "CaseTag": set(),
    # The same words again, as forms of them; of hidden cases none. Whose they are is tested beside the search.
    "CaseWords": {"at", "words"},
    # Encrypted, of whoever typed it alone.
    "KeptDraft": {"act", "branch", "typed"},
    "OpenPage": set(),
    "ReadyUse": set(),
    "OtherPerson": {"role", "relation", "consent"},
    "IdentityRequest": set(),
    "JoinedCase": {"digest"},
    "ListingOptOut": {"digest"},
    # A keyed hash, and what the long link says: number and language, encrypted.
    "ShortLink": {"code_hash", "purpose", "language", "token"},
    # Random, and wrapped.
    "CaseKey": {"wrapped", "master"},
    # What data protection writes about a case: read on its own screens, and tested beside them.
    "ErasureRequest": {"wish", "reason", "answer"},
    "LegalHold": {"reason", "lifted_because"},
    # A file that its citizen asked for: its bytes lie in the storage.
    "OwnData": {"key", "language", "state", "storage_key"},
    # Encrypted, and read by nobody but what sends letters.
    "RelayAddress": {"address"},
    # Made as it is shown: a row has the kind of what happened, and whom it is for.
    "Notice": {"kind"},
    "Watch": set(),
    # What the maker of a browser named; its citizen wrote nothing of it.
    "PushDevice": {"endpoint", "public_key", "secret", "language", "mark"},
}


class _Filled(Note):
    """A note of which the diary says, as of an outcome, that a field was filled in."""

    def decide(self, change: Change, rules: Rules) -> None:
        super().decide(change, rules)
        change.data["filled"] = ["remark"]


@dataclass(frozen=True)
class Planted:
    """A case whose every field has a token."""

    name: str
    case: Case

    def word(self, place: str) -> str:
        return token(self.name, place)


def plant(world: World) -> dict[str, Planted]:
    return {name: Planted(name, _plant(world, name)) for name in BELONGS}


def _plant(world: World, name: str) -> Case:
    def say(place: str) -> str:
        return token(name, place)

    def file(place: str, asked_by: str = "") -> StoredFile:
        content = say(f"{place}bytes").encode()
        key = storages["private"].save(f"canary/{say(f'{place}key')}", ContentFile(content))
        return StoredFile(f"{say(f'{place}name')}.txt", "text/plain", len(content), "0" * 64, key, asked_by)

    about = GivenPerson(
        NamedAs.ABOUT,
        say("about"),
        Relation.LAWYER,
        say("aboutnumber"),
        consent=Consent.CANNOT,
        why_no_consent=say("aboutwhynot"),
    )
    together = GivenPerson(
        NamedAs.TOGETHER,
        say("with"),
        national_number=say("withnumber"),
        email=f"{say('withemail')}@example.org",
        phone=say("withphone"),
    )
    case = file_case(
        subject=f"About {say('subject')}",
        text=f"It happened: {say('text')}",
        place=say("place"),
        name=say("name"),
        email=f"{say('email')}@example.org",
        phone=say("phone"),
        national_number=say("national"),
        answers=(GivenAnswer(say("key"), f"Which {say('question')}?", {"said": say("value")}, say("shown")),),
        others=(about, together),
        files=(file("sent"), file("proof", PROOF)),
        **ABOUT[name],
    )
    _fill_in(case, say("filled"), say("filledshown"))
    if name == "guarded":
        whole = Concerned(agency_id=world.land.agencies["moh"].pk)
        apply(case.pk, SetParties(parties=(whole,), reason=say("concerned")), actor=world.land.actor("officer-moh"))
    worker, citizen = world.land.actor(WORKERS[name]), Actor.citizen(case.pk)
    expert = world.land.people["level2-moe"]
    apply(case.pk, _Filled(text=say("note")), actor=worker)
    apply(case.pk, Reply(text=say("reply"), files=(file("replied"),)), actor=worker)
    apply(case.pk, AskCitizen(text=say("asked")), actor=worker)
    apply(case.pk, AnswerQuestion(text=say("answered"), files=(file("answered"),)), actor=citizen)
    apply(case.pk, Translate(of=1, text=say("translated")), actor=worker)
    sent = case.files.order_by("pk")[0]
    apply(case.pk, Redact(file_id=sent.pk, copy=file("covered"), areas=1), actor=worker)
    if name == "other":
        statement = AnswerConsultation(number=1, text=say("advice"), files=(file("advice"),))
        _consult(world, case, say("consulting"), statement)
    else:
        until = case.opened_at + timedelta(days=9)
        apply(case.pk, NameReader(user_id=expert.pk, until=until, reason=say("reader")), actor=worker)
    if name in HIDDEN:
        _ask_who_filed(world, case, worker, why=say("why"), because=say("because"))
    return case


def _fill_in(case: Case, value: str, shown: str) -> None:
    """A field of its step, as its officer filled it in."""
    FilledField.objects.create(
        case=case,
        work=case.works.get(),
        event_number=1,
        key="remark",
        name={"ar": "ملاحظة", "en": "Remark"},
        value=value,
        shown=dict.fromkeys(("ar", "en"), shown),
        type=FactType.TEXT,
        at=case.opened_at,
        encrypted=hides_words(case),
    )


def _ask_who_filed(world: World, case: Case, worker: Actor, *, why: str, because: str) -> None:
    """Its worker asks, and the custodian refuses."""
    apply(case.pk, AskIdentity(reason=why), actor=worker)
    request = IdentityRequest.objects.get(case=case)
    apply(case.pk, RefuseIdentity(request_id=request.pk, reason=because), actor=world.land.actor("custodian"))


def _consult(world: World, case: Case, question: str, statement: AnswerConsultation) -> None:
    """The first ministry is asked inside a case of the second one, and answers."""
    apply(case.pk, Consult(agency="moh", text=question), actor=world.land.actor(WORKERS["other"]))
    apply(case.pk, statement, actor=world.land.actor("staff-moh"))


def unplanted(planted: Planted) -> list[str]:
    """Fields of the case's own tables in which no token lies though they may hold a person's words."""
    missing = []
    for model in apps.get_app_config("workflows").get_models():
        if model.__name__ in CODES:
            rows = model._default_manager.filter(**{"pk" if model is Case else "case": planted.case.pk})
            missing += [
                f"{model.__name__}.{field.name}"
                for field in model._meta.fields
                if isinstance(field, CharField | TextField | JSONField)
                and field.name not in CODES[model.__name__]
                and not any(tokens_in(getattr(row, field.attname)) for row in rows)
            ]
    return missing


def tables_of_a_case() -> set[str]:
    """Every table with a column that points to a case."""
    pointing = {
        model.__name__ for model in apps.get_models() for field in model._meta.fields if field.related_model is Case
    }
    return pointing | {"Case"}
