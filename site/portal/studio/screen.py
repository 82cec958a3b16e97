"""The studio's lists: all ladders and routing tables, and one thing that owners publish with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from permissions.agencies.models import Agency
from permissions.agencies.rights import PUBLISH_RULES
from permissions.arabic import in_order
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen
from portal.studio.beginnings import EMPTY
from portal.studio.diagram_shown import diagram_of
from portal.studio.edited import Words
from portal.studio.finding import LONG, found
from portal.studio.kind_forms import beside_kind
from portal.studio.ladder_beside import beside_ladder
from portal.studio.process_beside import beside_process
from portal.studio.served import Service
from portal.studio.subjects import EDITED, lines_of
from workflows.cases import retention
from workflows.cases.errors import NotAllowed
from workflows.cases.kind_order import KEY, as_it_stands
from workflows.figures.in_force import as_shipped
from workflows.notifications.wording.in_force import as_delivered
from workflows.processes.letters import is_own
from workflows.versions.drafting import waiting_drafts
from workflows.versions.models import DiscardedDraft, Subject, Version, VersionStatus
from workflows.versions.put_aside import put_aside_lately
from workflows.versions.restoring import WayBack, last_publication, way_back
from workflows.versions.selectors import history
from workflows.versions.services import SAME_AS, why_it_stays


class OwnerScreen(StaffScreen):
    """A screen for those who may draft and publish rules."""

    right = PUBLISH_RULES


def version_of(version_id: int) -> Version:
    """A version of something that the studio edits. Raises ``NotAllowed`` when there is none."""
    found = Version.objects.select_related("drafted_by", "published_by").filter(pk=version_id, subject__in=EDITED)
    version = found.first()
    if version is None:
        raise NotAllowed
    return version


def in_force_of(subject: str, key: str) -> Version | None:
    """The version in force, or None when none was ever published."""
    return history(subject, key).filter(status=VersionStatus.PUBLISHED).first() or unchanged(subject, key)


def unchanged(subject: str, key: str) -> Version | None:
    """What stands in the place of a version where no owner changed anything: a letter as it is delivered, the order of
    the kinds; None for what owners make."""
    if (subject, key) == (Subject.ORDER, KEY):
        return Version(subject=subject, key=key, number=0, definition=as_it_stands())
    if (subject, key) == (Subject.RETENTION, retention.KEY):
        return Version(subject=subject, key=key, number=0, definition=retention.as_shipped())
    if subject == Subject.MEASURE:
        return as_shipped(key)
    return as_delivered(key) if subject == Subject.LETTER else None


def title_of(version: Version | DiscardedDraft) -> str:
    """The name that the definition gives itself, or its key."""
    return in_language(version.definition.get("name", {})) or version.key


COMPARED: Final = (Subject.PROCESS, Subject.LADDER)
"""Of what a version is looked at before and after it was published."""
ABOUT: Final[Sequence[tuple[Words, Sequence[Subject]]]] = (
    (_lazy("Which way requests go"), (Subject.PROCESS, Subject.ROUTING)),
    (_lazy("By when, and who is told"), (Subject.LADDER, Subject.LIMIT, Subject.CALENDAR)),
    (_lazy("What is recognised as danger"), (Subject.DANGER,)),
    (_lazy("What is kept, and for how long"), (Subject.RETENTION,)),
)
"""What the things of the list are about, in the order in which it tells them."""


class AllScreen(OwnerScreen):
    """Every ladder and routing table with the version in force and its drafts, or that nothing of it is in force."""

    template_name = "studio/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        q = request.GET.get("q", "").strip()
        listed = [subject for subject, edited in EDITED.items() if edited.own_list is None]
        versions = Version.objects.filter(subject__in=listed)
        newest = Q(number=Subquery(_same_thing().order_by("-number").values("number")[:1]))
        shown = versions.filter(newest | ~Q(status=VersionStatus.RETIRED)).order_by("subject", "key", "number")
        things = _things(shown.select_related("drafted_by", "published_by", "drafting"), Service.now())
        context = {
            "groups": _grouped([each for each in things if found(q, each["key"], each["names"])]),
            "kept_for_good": not any(each["edited"].subject == Subject.RETENTION for each in things),
            "news": [EDITED[subject] for subject in listed if subject in EMPTY],
            "waiting": [
                (draft, EDITED[draft.subject].title, title_of(draft)) for draft in _waiting(self.actor.user_id or 0)
            ],
            "q": q,
            "long": len(things) > LONG,
        }
        return self.show(context)


def _grouped(things: list[dict[str, Any]]) -> list[tuple[Words, list[dict[str, Any]]]]:
    """Things by what they are about, each group with its heading; those that have none are left out."""
    found = []
    for heading, subjects in ABOUT:
        here = [each for subject in subjects for each in things if each["edited"].subject == subject]
        found += [(heading, here)] if here else []
    return found


def _waiting(user_id: int) -> QuerySet[Version]:
    """What waits for somebody as the second person, of every subject."""
    return waiting_drafts(user_id).filter(subject__in=EDITED).select_related("drafted_by", "drafting")


def _same_thing() -> QuerySet[Version]:
    return Version.objects.filter(subject=OuterRef("subject"), key=OuterRef("key"))


def _things(versions: Iterable[Version], service: Service) -> list[dict[str, Any]]:
    things: dict[tuple[str, str], dict[str, Any]] = {}
    for version in versions:
        thing = things.setdefault(
            (version.subject, version.key),
            {
                "edited": EDITED[version.subject],
                "key": version.key,
                "title": title_of(version),
                "names": version.definition.get("name") or {},
                "drafts": [],
                "now": None,
                "gone": None,
            },
        )
        if version.status == VersionStatus.RETIRED:
            thing["gone"] = version
        elif version.status == VersionStatus.PUBLISHED:
            thing |= {
                "now": version,
                "title": title_of(version),
                "names": version.definition.get("name") or {},
                "served": service.of(version.subject, version.key, version.definition),
            }
        else:
            thing["drafts"].append(version)
    return list(things.values())


def note_of(version: Version) -> str:
    """What changed and why, as owners read it."""
    number = version.note.removeprefix(SAME_AS)
    if number == version.note or not number.isdecimal():
        return version.note
    return _("As in version %(number)s") % {"number": number}


def _bodies_of(subject: str, key: str) -> dict[str, Any] | None:
    """Of a calendar: whose it is where it is one body's, and the bodies that may yet get one of their own."""
    if subject != Subject.CALENDAR:
        return None
    with_own = Version.objects.filter(subject=subject).values("key")
    bodies = Agency.objects.filter(active=True)
    others = [(body.code, str(body)) for body in bodies.exclude(code__in=with_own)]
    return {
        "own": bodies.filter(code=key).first(),
        "others": in_order(others, itemgetter(1)),
        "differing": bodies.filter(code__in=with_own).exclude(code=key),
    }


def _back(version: Version, current: Version | None) -> WayBack | None:
    """How a version of before comes back."""
    return way_back(version, current) if version.status == VersionStatus.RETIRED and not version.ends else None


class ThingScreen(OwnerScreen):
    """One ladder, routing table or kind: what is in force, its drafts, and every version there was."""

    template_name = "studio/thing.html"

    def get(self, request: HttpRequest, subject: str, key: str) -> HttpResponse:
        return self.page(subject, key)

    def page(
        self, subject: str, key: str, *, problems: Iterable[str] = (), refused: str = "", status: int = 200
    ) -> HttpResponse:
        """The thing; ``problems`` say why it cannot be published, ``refused`` why something else was not done."""
        versions = list(history(subject, key).select_related("drafted_by", "published_by"))
        gone = list(put_aside_lately().filter(subject=subject, key=key))
        current = next((each for each in versions if each.status == VersionStatus.PUBLISHED), None)
        was = any(each.published_at is not None for each in versions)
        if not was:
            current = unchanged(subject, key)
        if subject not in EDITED or not (versions or gone or current):
            raise NotAllowed
        newest = current or (versions[0] if versions else gone[0])
        taken_back = current or last_publication(subject, key)
        context = {
            "edited": EDITED[subject],
            "key": key,
            "title": title_of(newest),
            "now": current,
            "lines": lines_of(subject, current.definition) if current else [],
            "versions": [(version, note_of(version), _back(version, taken_back)) for version in versions],
            "discarded": gone,
            "problems": list(problems),
            "refused": refused,
            "bodies": _bodies_of(subject, key) if current is not None else None,
            "begins": subject in EMPTY and (subject != Subject.LETTER or is_own(key)),
            "compared": COMPARED,
            "was": was,
            "can_go": current is not None and was,
            "stays": why_it_stays(current) if current is not None and was else "",
            **beside_kind(subject, key, self.request, newest.definition),
            **beside_process(subject, key),
            **beside_ladder(subject, newest.definition),
            **(diagram_of(current) if subject == Subject.PROCESS and current is not None else {}),
        }
        return self.show(context, status=status)
