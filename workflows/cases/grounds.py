"""On what grounds a request is refused: the list that owners publish with a kind, and what a refusal must say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import first_language_name, in_language, is_named
from workflows.cases.change import Change, checked
from workflows.cases.errors import NotPossible
from workflows.cases.models import MessageKind, RequestKind
from workflows.versions.models import Subject, Version, VersionStatus

MOST_GROUNDS: Final = 20
LONGEST_GROUND: Final = 120
"""Characters of a ground, in each language."""
LONGEST_KEY: Final = 40
LONGEST_RULE: Final = 300
"""Characters of the rule on which a refusal rests."""
LONGEST_INSTEAD: Final = 2_000
"""Characters of what its citizen can do instead."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a list: its key, by which refusals are counted, and its words by language."""

    key: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused, for its citizen: the key of a ground, the rule it rests on, and what they can do."""

    ground: str
    rule: str
    instead: str


ANOTHERS: Final = "outside_competence"
"""The ground that says that it is for another agency: where there is one, the request is referred and not refused."""
GENERAL: Final[Mapping[str, Ground]] = {
    key: Ground(key, {"ar": arabic, "en": english})
    for key, arabic, english in (
        (ANOTHERS, "ليس من اختصاص الجهة", "Not for this agency to decide"),
        ("no_legal_basis", "لا سند له في القانون", "The law doesn’t provide for it"),
        ("conditions_not_met", "الشروط غير مستوفاة", "The conditions aren’t met"),
        ("not_in_plan", "ليس ضمن الخطة أو الموازنة", "Not in the plan or the budget"),
        ("no_evidence", "لا دليل يكفي لإثباته", "Not enough evidence"),
        ("already_decided", "سبق أن صدر قرار فيه", "It was decided before"),
        ("outside_time_limit", "قُدّم بعد انتهاء المدة المحدّدة", "Filed after the time limit"),
        ("not_public", "المعلومات غير متاحة للجمهور", "The information isn’t open to the public"),
        ("not_feasible", "لا يمكن تنفيذه عمليًّا", "It can’t be carried out"),
    )
}
"""The grounds that Insaf comes with. Their keys keep their meaning: events of the past name them."""
_OF_SEALED: Final = ("outside_competence", "no_legal_basis", "no_evidence", "already_decided", "outside_time_limit")
_OF_INQUIRIES: Final = ("outside_competence", "not_public", "no_legal_basis", "already_decided")
_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "inquiry": _OF_INQUIRIES,
    "contact": _OF_INQUIRIES,
    "suggestion": ("outside_competence", "not_in_plan", "not_feasible", "no_legal_basis", "already_decided"),
    "integrity": _OF_SEALED,
    "rights": _OF_SEALED,
}
_OF_ANY: Final = (
    *("outside_competence", "no_legal_basis", "conditions_not_met", "not_in_plan", "no_evidence", "already_decided"),
    "outside_time_limit",
)


def seeded_grounds(code: str) -> list[dict[str, Any]]:
    """The list that a kind begins with, as a definition has it."""
    return written(GENERAL[key] for key in _OF_KIND.get(code, _OF_ANY))


def written(grounds: Iterable[Ground]) -> list[dict[str, Any]]:
    """A list of grounds as JSON."""
    return [{"key": ground.key, "name": dict(ground.name)} for ground in grounds]


def read_grounds(raw: Any) -> tuple[Ground, ...]:
    """From JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is malformed."""
    return tuple(Ground(str(each["key"]), dict(each["name"])) for each in raw or ())


def grounds_of(kind: RequestKind) -> tuple[Ground, ...]:
    """The published list of a kind; the one that Insaf comes with where its owners have published none."""
    return read_grounds(kind.grounds or seeded_grounds(kind.code))


def ground_words(kind: RequestKind, key: str) -> str:
    """A ground in the language that is on. One that is on the list no more has the words that it had last."""
    listed = next((each for each in grounds_of(kind) if each.key == key), None)
    ground = listed or _once_published(kind.code, key) or GENERAL.get(key)
    return in_language(ground.name) if ground is not None else ""


def _once_published(code: str, key: str) -> Ground | None:
    versions = Version.objects.filter(subject=Subject.KIND, key=code).exclude(status=VersionStatus.DRAFT)
    for definition in versions.order_by("-number").values_list("definition", flat=True):
        for ground in read_grounds(definition.get("grounds")):
            if ground.key == key:
                return ground
    return None


def check_grounds(grounds: Iterable[Ground]) -> Iterator[str]:
    """Translated sentences on a list of grounds; none where it can be published."""
    grounds = list(grounds)
    if len(grounds) > MOST_GROUNDS:
        yield _now("A kind has at most %(count)d grounds for refusing.") % {"count": MOST_GROUNDS}
    keys = [ground.key for ground in grounds]
    if len(set(keys)) < len(keys) or any(not 0 < len(key) <= LONGEST_KEY for key in keys):
        yield _now("Each ground for refusing needs a key of its own.")
    for ground in grounds:
        if not is_named(ground.name):
            yield _now("Each ground for refusing needs words in %(language)s.") % {"language": first_language_name()}
        elif any(len(words) > LONGEST_GROUND for words in ground.name.values()):
            yield _now("A ground for refusing has at most %(count)d characters.") % {"count": LONGEST_GROUND}


def refuse(change: Change, refusal: Refusal | None) -> None:
    """Keep why a request is refused: the event has the ground by its key, and the officer's words are messages.

    Raises ``NotPossible`` where something is missing, too long, or the ground is not on the list of its kind.
    """
    if refusal is None or not refusal.ground:
        raise NotPossible(_("A refusal needs a ground: choose one from the list."))
    if all(ground.key != refusal.ground for ground in grounds_of(change.state.kind)):
        raise NotPossible(GONE)
    change.data["ground"] = refusal.ground
    change.say(MessageKind.RULE, _bounded(refusal.rule, LONGEST_RULE, NO_RULE), public=True)
    change.say(MessageKind.INSTEAD, _bounded(refusal.instead, LONGEST_INSTEAD, NO_INSTEAD), public=True)


GONE: Final = _("This ground is no longer on the list. Choose another one. What you wrote is still here.")
NO_RULE: Final = _("Write the rule that the refusal is based on.")
NO_INSTEAD: Final = _("Write what the citizen can do instead.")


def _bounded(text: str, longest: int, missing: Any) -> str:
    cleaned = checked(text)
    if not cleaned:
        raise NotPossible(missing)
    if len(cleaned) > longest:
        raise NotPossible(_("The text is too long: at most %(count)d characters.") % {"count": longest})
    return cleaned
