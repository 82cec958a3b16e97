"""What is in the trail is said in words, whatever kind of rule was published."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.utils.translation import override

from permissions.access.one_time_links import make_link, take_link
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import LinkPurpose
from tests.scenes import country, file_case, grant
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Assign
from workflows.cases.lifecycle import apply
from workflows.versions.models import Subject

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("subject", Subject.values)
def test_every_kind_of_rule_has_a_word(subject: str) -> None:
    land = country()
    grant(land.people["officer-central"], "auditor", land.agencies["central"])
    with transaction.atomic():
        told = {"subject": subject, "key": "some", "number": 3}
        append([NewEntry("published", "version", 0, told)], actor=Actor.operator, at=now())
    html = page(client_of(land, "officer-central").get("/admin/audit/?what=published"))
    with override("en"):
        assert f"{Subject(subject).label} “some”, version 3" in re.sub(r"<[^>]*>", "", html)


def test_work_that_was_given_back_is_not_said_to_be_assigned_to_somebody() -> None:
    land, case = country(), file_case()
    grant(land.people["officer-central"], "auditor", land.agencies["central"])
    for user_id in (land.people["staff-moh"].pk, None):
        apply(case.pk, Assign(user_id=user_id), actor=land.actor("officer-moh"))
    html = page(client_of(land, "officer-central").get("/admin/audit/?what=assigned"))
    assert html.count('data-verb="assigned"') == 2
    assert html.count('<td class="what">Assigned, or given back to the holder</td>') == 2


def test_a_one_time_link_is_told_with_what_it_was_for() -> None:
    land = country()
    grant(land.people["officer-central"], "auditor", land.agencies["central"])
    officer = land.people["officer-moh"]
    take_link(make_link(officer, LinkPurpose.FIRST_ADMINISTRATOR, actor=Actor.operator))
    html = page(client_of(land, "officer-central").get("/admin/audit/"))
    for verb, words in (("link_made", "One-time link made"), ("link_used", "One-time link used")):
        assert f'data-verb="{verb}"' in html
        assert words in html
    assert html.count("to be one of the first two administrators") == 2
