"""What ``set_up`` makes, once and again, and after it was killed on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils.module_loading import import_string

from content.pages.models import StandardPage
from permissions.access.models import RoleAtAgency
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.audit.models import AuditEntry
from permissions.audit.selectors import verify_chain
from permissions.roles.models import Role
from portal.operations.demo_world.jordan import say_numbers
from portal.operations.set_up.ladders import LADDERS
from portal.operations.set_up.loading import PARTS, is_set_up, set_up
from portal.operations.set_up.rules import OFFERED, OFFERED_LADDERS, offer_limits, offer_processes, publish_rules
from portal.operations.set_up.units import make_units
from tests.site.portal.operations.set_up.installed import installed
from tests.site.portal.operations.set_up.without_pages import set_up_without_pages
from tests.workflows.cases.appealing import as_of_before
from workflows.cases.models import Channel, RequestKind
from workflows.cases.opening import open_case
from workflows.cases.submission import Submission
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version, VersionStatus
from workflows.versions.selectors import published
from workflows.versions.services import digest_of, draft, publish

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The process is gone."""


def silently(said: str) -> None:
    """Nobody listens."""


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def dying_after(calls: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, until it was called so often."""
    left = calls

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return function(*args, **kwargs)

    return call


HALF_WAY = (
    ("portal.operations.set_up.units.make_posts", 0),
    ("portal.operations.set_up.rules.publish", 4),
    ("portal.operations.set_up.rules.publish", 10),
    ("content.pages.seeding.translate_page", 3),
    ("content.forms.seeding.translate_page", 2),
)
"""What is going on when the process is killed inside a part, and how often it has been done."""


def test_killed_half_way_and_run_again_it_is_as_if_it_had_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        installed()
        clean = rows()
        transaction.set_rollback(True)
    assert not is_set_up()
    say_numbers()
    for place, calls in HALF_WAY:
        with monkeypatch.context() as patch:
            patch.setattr(place, dying_after(calls, import_string(place)))
            with pytest.raises(Killed):
                set_up(silently)
        assert not is_set_up()
    for lines in range(len(PARTS) + 1):
        with pytest.raises(Killed):
            set_up(dying_after(lines, silently))
    set_up(silently)
    assert rows() == clean
    assert is_set_up()


def test_it_says_what_it_made_and_the_second_time_that_all_is_there() -> None:
    first: list[str] = []
    say_numbers()
    set_up(first.append)
    assert first == [
        "Roles: 15 new",
        "Units: 2 new",
        "Kinds of request: 7 new",
        "Published rules: 21 new",
        "Words of danger: 1 new",
        "Pages: 24 new",
        "Directory: 2 new",
        "Knowledge base: 72 new",
        "Search: all there",  # pages come with their entries
        "Forms: 14 new",
        "Folder of files: known",
        "Rights: up to date",
    ]
    before = rows()
    second: list[str] = []
    set_up(second.append)
    assert second == [
        *(f"{title}: all there" for title, _make in PARTS),
        "Folder of files: known",
        "Rights: up to date",
    ]
    assert rows() == before
    for address in ("/ar/", "/en/", "/ar/file/complaint/", "/en/file/rights/"):
        assert Client().get(address).status_code == 200, address


def test_what_people_changed_stays() -> None:
    installed()
    Role.objects.filter(code="auditor").update(rights=["read_audit"], name={"ar": "مراقب", "en": "Watcher"})
    Agency.objects.filter(code="central").update(name={"ar": "وحدتنا", "en": "Our unit"})
    post = Post.objects.get(agency__code="rights", level=2)
    Post.objects.filter(pk=post.pk).update(brings=None, name={"ar": "مديرة", "en": "Directress"})
    RequestKind.objects.filter(code="praise").update(name={"ar": "شكر", "en": "Thanks"})
    slower = {**LADDERS["default"], "remind_every": {"amount": 9, "unit": "working_days"}}
    version = draft(subject="ladder", key="default", definition=slower, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    page = StandardPage.objects.filter(locale__language_code="ar")[0]
    page.title = "عنوان المحرر"
    page.save_revision().publish()
    before = rows()
    set_up(silently)
    assert rows() == before
    assert Role.objects.get(code="auditor").rights == ["read_audit"]
    assert Agency.objects.get(code="central").name["en"] == "Our unit"
    post.refresh_from_db()
    assert (post.brings, post.name["en"]) == (None, "Directress")
    assert RequestKind.objects.get(code="praise").name["en"] == "Thanks"
    assert published("ladder", "default").definition == slower
    page.refresh_from_db()
    assert page.title == "عنوان المحرر"


def test_only_what_is_missing_comes_back() -> None:
    set_up_without_pages()
    Post.objects.filter(agency__code="central", level=1).delete()
    Version.objects.filter(subject="kind", key="praise").delete()
    assert (make_units(), publish_rules()) == (0, 1)
    post = Post.objects.get(agency__code="central", level=1)
    assert post.brings == RoleAtAgency.objects.get(role__code="central", agency__code="central")


def test_everything_is_published_by_the_operator_and_the_trail_says_so() -> None:
    set_up_without_pages()
    ours = Version.objects.filter(status=VersionStatus.PUBLISHED, number=1, drafted_by=None, published_by=None)
    drafts = Version.objects.filter(status=VersionStatus.DRAFT)
    assert [(each.subject, each.key) for each in drafts] == [("limit", "complaints")]
    assert Version.objects.count() - 1 == ours.count() == 21
    entries = AuditEntry.objects.filter(verb="published", actor_kind="operator")
    assert set(entries.values_list("subject_id", flat=True)) == set(ours.values_list("pk", flat=True))
    assert list(verify_chain()) == []


def test_a_process_as_an_earlier_release_laid_it_down_is_offered_anew_as_a_draft() -> None:
    """Nothing changes by itself, what owners made theirs is left alone, and one draft is enough."""
    set_up_without_pages()
    before, own = as_of_before(), {**as_of_before(), "name": {"ar": "مسارنا", "en": "Ours"}}
    for key, definition in (("complaint", before), ("inquiry", own)):
        version = draft(subject="process", key=key, definition=definition, actor=Actor.operator)
        publish(version.pk, actor=Actor.operator)
    assert digest_of(before) in OFFERED, "what an earlier release published is known by its digest"
    assert offer_processes() == 1
    offered = Version.objects.get(subject="process", status=VersionStatus.DRAFT)
    assert (offered.key, offered.definition) == ("complaint", STANDARD_PROCESSES["complaint"])
    assert published("process", "complaint").definition == before
    assert offer_processes() == 0


@pytest.mark.parametrize(
    ("kind", "unit", "status"), [("complaint", "central", "triage"), ("rights", "rights", "in_progress")]
)
def test_the_first_request_is_worked_by_a_unit(kind: str, unit: str, status: str) -> None:
    """There is no public body yet: what names none is sorted by the complaints unit."""
    set_up_without_pages()
    sent = Submission(kind=kind, language="ar", subject="حفرة", text="حفرة كبيرة في الشارع")
    case = open_case(submission=sent, channel=Channel.WEB, actor=Actor.citizen(), idempotency_key=kind)
    assert (case.agency.code, case.status) == (unit, status)


def test_a_limit_on_asking_is_a_draft_where_a_ladder_is_as_an_earlier_release_laid_it_down() -> None:
    set_up_without_pages()
    assert offer_limits() == 0, "new ladders have it already"
    before = {name: value for name, value in LADDERS["default"].items() if name != "asking"}
    assert digest_of(before) in OFFERED_LADDERS, "what an earlier release published is known by its digest"
    version = draft(subject="ladder", key="default", definition=before, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    assert offer_limits() == 1
    offered = Version.objects.get(subject="ladder", status=VersionStatus.DRAFT)
    assert (offered.key, offered.definition["asking"]["most"]) == ("default", 2)
    assert offer_limits() == 0
    assert Version.objects.get(subject="ladder", key="default", status=VersionStatus.PUBLISHED).definition == before
