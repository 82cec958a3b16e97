"""Of each column of the tables of cases, whether ``verify`` finds a change of it; SECURITY.md says the same."""

from __future__ import annotations

from typing import Final

from permissions.audit.covered import ALL, Covered, NotCovered, Said
from workflows.cases.proving.parts import CHECK, CONSENT, DECISIONS, DONE_BY, PARTS, PERSON, RECORDING, Part

BY_KEY: Final = "a digest under the key of its case"
_AT: Final = "the number of the row alone, by which nothing is found"
_SHOWN: Final = "shows itself when the row is read: what is in it is encrypted, or is not, and is under a digest"


def _may_be_encrypted(part: Part) -> bool:
    return any(field.column == "encrypted" for field in part.model._meta.concrete_fields)


def _of(part: Part) -> tuple[str, ...]:
    """The columns of a part as the database calls them, with that which names the case."""
    named = {field.attname: str(field.column) for field in part.model._meta.concrete_fields}
    return tuple(named[name] for name in dict.fromkeys((*part.columns, part.case)))


def _covered(part: Part) -> Covered:
    lent = ", ".join(part.lent[1:])
    beside = f"; of one that is answered with another ({lent}) compared with that" if lent else ""
    return Covered(part.model._meta.label, _of(part), f"{BY_KEY}{beside}")


_BESIDE: Final = (CHECK, CONSENT, DECISIONS, DONE_BY, RECORDING)
"""Parts of tables of which another part has the rest."""
LISTED: Final[tuple[Said, ...]] = (
    *(_covered(part) for part in PARTS if part not in _BESIDE),
    Covered(RECORDING.model._meta.label, ("recording", "listening"), BY_KEY),
    Covered(CONSENT.model._meta.label, ("consent", "why_no_consent"), BY_KEY),
    Covered(DECISIONS.model._meta.label, ("decided_by_id", "objection", "again"), BY_KEY),
    Covered(DONE_BY.model._meta.label, ("done_by",), f"{BY_KEY}; none of what was left in a release before"),
    Covered(CHECK.model._meta.label, _of(CHECK), f"{BY_KEY}; until it is judged, the entry that drew its sample"),
    Covered(
        "workflows.Case",
        ("missed", "missed_since", "missed_inside", "missed_inside_since"),
        "counted again from its diary",
    ),
    Covered("workflows.Work", ("missed", "missed_inside"), "compared with its case, as long as it is open"),
    NotCovered("workflows.Case", ("recording_seconds",), "how long a message is; the file itself is under a digest"),
    NotCovered("workflows.Case", ("engine_process",), "the engine's memory; its work is compared with the diary"),
    Covered("workflows.Deadline", ("done",), "which of them are open is part of their digest"),
    Covered(PERSON.model._meta.label, ("phone_blind", "email_blind"), "reckoned again from the number and the address"),
    Covered(
        "workflows.CaseEvent",
        (
            *("case_id", "number", "verb", "at", "actor_kind", "actor_user_id", "agency_id", "status", "outcome"),
            *("level", "step", "post_id", "data"),
        ),
        "the digest of each event in the audit trail",
    ),
    *(
        NotCovered(part.model._meta.label, ("encrypted",), _SHOWN)
        for part in PARTS
        if _may_be_encrypted(part) and part not in _BESIDE
    ),
    NotCovered("workflows.File", ("bytes_encrypted",), _SHOWN),
    NotCovered("workflows.OwnData", ALL, "copies that go within a day"),
    NotCovered("workflows.Rekeying", ALL, "how far the keys of cases are brought under a new one"),
    NotCovered("workflows.BytesToRemove", ALL, "bytes still to be removed; `verify` names what is left of a case"),
    NotCovered("workflows.CaseEvent", ("id",), _AT),
    Covered(
        "workflows.CaseKey", ALL, "opens for the case that it was wrapped for, and for no other; tried by `verify`"
    ),
    Covered(
        "workflows.JoinedCase",
        ("citizen_id", "case_id", "joined_at", "digest"),
        "a digest of the row itself, under the key of its case; one that was put in or changed opens nothing",
    ),
    NotCovered("workflows.JoinedCase", ("id",), _AT),
    NotCovered("workflows.ListingOptOut", ALL, "opens nothing: where it is gone, a request is listed again"),
    NotCovered("workflows.RelayAddress", ALL, "for letters that say nothing; bound to its case by its encryption"),
    NotCovered("workflows.Watch", ALL, "what somebody keeps for themselves; it opens nothing that they may not see"),
    NotCovered("workflows.Tag", ALL, "words of an agency's own for its lists; which case has which is proved"),
)
