"""Loading again changes nothing that is there, and mends what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.test import TestCase

from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.people.models import User
from portal.operations.demo_world.agencies.loading import load_agencies
from portal.operations.demo_world.people.loading import load_people
from portal.operations.demo_world.people.roster import EXTENSION
from portal.operations.demo_world.rules.loading import publish_routing
from portal.operations.demo_world.rules.routing import MAIN
from portal.operations.set_up.ladders import LADDERS
from portal.operations.set_up.rules import make_kinds, publish_rules
from tests.site.portal.operations.demo_world.cases.lived import load_world
from workflows.cases.models import RequestKind
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.selectors import published
from workflows.versions.services import draft, publish

FORMER_NAME = {"ar": "سُلّم الحالات الحساسة", "en": "Ladder of sensitive cases"}


def former_ladder(first: int) -> dict[str, Any]:
    """The ladder of sensitive requests as earlier releases laid it down, in the format of their time."""
    return {
        "name": FORMER_NAME,
        "rungs": [{"level": 1, "after_days": first}, {"level": 2, "after_days": 2}],
        "remind_every_days": 2,
        "question_pause_days": 5,
    }


class TestAgain(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_world()

    def test_nothing_is_new_the_second_time(self) -> None:
        assert (load_agencies(), load_people(), publish_routing()) == (0, 0, 0)

    def test_the_telephone_of_a_demo_of_before_is_connected_unless_it_is_somebody_elses(self) -> None:
        User.objects.filter(username="callcentre").update(extension="")
        load_people()
        assert User.objects.get(username="callcentre").extension == EXTENSION
        User.objects.filter(username="callcentre").update(extension="")
        User.objects.filter(username="central").update(extension=EXTENSION)
        load_people()
        assert User.objects.get(username="callcentre").extension == ""

    def test_what_people_changed_stays(self) -> None:
        Agency.objects.filter(code="moh").update(name={"ar": "صحة", "en": "Health"}, active=False)
        Post.objects.filter(agency__code="moh", level=1).update(name={"ar": "مديرة", "en": "Directress"})
        User.objects.filter(username="officer-moh").update(email="other@example.org")
        load_agencies()
        load_people()
        moh = Agency.objects.get(code="moh")
        assert (moh.name["en"], moh.active) == ("Health", False)
        assert Post.objects.get(agency=moh, level=1).name["en"] == "Directress"
        assert User.objects.get(username="officer-moh").email == "other@example.org"

    def test_an_owners_ladder_stays_in_force(self) -> None:
        owners = {name: Actor.staff(User.objects.get(username=name).pk) for name in ("owner", "owner2")}
        faster = {**LADDERS["default"], "remind_every": {"amount": 1, "unit": "working_days"}}
        version = draft(subject="ladder", key="default", definition=faster, actor=owners["owner"])
        publish(version.pk, actor=owners["owner2"])
        count = Version.objects.count()
        assert publish_rules() == 0
        assert published("ladder", "default").pk == version.pk
        assert Version.objects.count() == count

    def test_a_world_from_before_the_sealed_track_had_rules_of_its_own_gets_them(self) -> None:
        RequestKind.objects.filter(code="rights").delete()
        RequestKind.objects.filter(code="integrity").update(sensitive=False)  # nobody asked then what it can come to
        Version.objects.filter(subject="kind").delete()
        Version.objects.filter(key__in=("rights", "integrity"), subject="process").delete()
        Version.objects.filter(key="sensitive", subject="ladder").delete()
        complaint = json.loads((Path(__file__).parent / "first_process.json").read_text(encoding="utf-8"))
        former = {**complaint, "name": {"ar": "بلاغ نزاهة", "en": "Integrity report"}}
        ladder = former_ladder(2)
        for subject, key, definition in (("process", "integrity", former), ("ladder", "sensitive", ladder)):
            publish(
                draft(subject=subject, key=key, definition=definition, actor=Actor.operator).pk, actor=Actor.operator
            )
        RequestKind.objects.filter(code="integrity").update(sensitive=True)
        assert make_kinds() == 1
        assert publish_rules() == 10  # two processes, a ladder, seven kinds
        in_force = {key: published("process", key).definition for key in ("integrity", "rights")}
        assert in_force == {key: STANDARD_PROCESSES[key] for key in in_force}
        assert published("ladder", "sensitive").definition == LADDERS["sensitive"]
        assert published("process", "integrity").number == 2
        assert (make_kinds(), publish_rules()) == (0, 0)

    def test_a_ladder_that_still_has_its_former_name_gets_the_one_of_today(self) -> None:
        ladder = former_ladder(1)
        version = draft(subject="ladder", key="sensitive", definition=ladder, actor=Actor.operator)
        publish(version.pk, actor=Actor.operator)
        assert publish_rules() == 1
        assert published("ladder", "sensitive").definition == LADDERS["sensitive"]

    def test_the_routing_table_of_an_earlier_release_gives_way_and_an_owners_stays(self) -> None:
        first = json.loads((Path(__file__).parent / "first_routing.json").read_text())
        publish(draft(subject="routing", key="main", definition=first, actor=Actor.operator).pk, actor=Actor.operator)
        assert publish_routing() == 1
        assert published("routing", "main").definition == MAIN
        own = {**first, "name": {"ar": "جدولنا", "en": "Ours"}}
        publish(draft(subject="routing", key="main", definition=own, actor=Actor.operator).pk, actor=Actor.operator)
        assert publish_routing() == 0
        assert published("routing", "main").definition == own

    def test_an_owners_process_for_integrity_reports_stays_in_force(self) -> None:
        slower = json.loads(json.dumps(STANDARD_PROCESSES["integrity"]))
        slower["steps"][2]["days"] = 15
        version = draft(subject="process", key="integrity", definition=slower, actor=Actor.operator)
        publish(version.pk, actor=Actor.operator)
        assert publish_rules() == 0
        assert published("process", "integrity").pk == version.pk

    def test_a_missing_agency_and_its_people_come_back(self) -> None:
        Holding.objects.filter(post__agency__code="hajj").delete()
        User.objects.filter(username__endswith="-hajj").delete()
        Agency.objects.get(code="hajj").delete()
        assert (load_agencies(), load_people()) == (1, 4)
        assert Holding.objects.filter(post__agency__code="hajj").count() == 3

    def test_everybody_gets_the_password_of_the_day(self) -> None:
        User.objects.filter(username="officer-moe").update(password=make_password("forgotten"))
        load_people()
        assert authenticate(username="officer-moe", password=settings.INSAF_DEMO_PASSWORD) is not None
        with self.settings(INSAF_DEMO_PASSWORD="new-one"):
            load_people()
            assert authenticate(username="officer-moe", password="new-one") is not None
            assert authenticate(username="admin", password="new-one") is not None
            assert len(set(User.objects.values_list("password", flat=True))) == 1
