"""What stands in the database after ``demo_world``."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import authenticate
from django.test import TestCase
from wagtail.users.models import UserProfile

from content.directory.contacts import contacts_known
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding, Post
from permissions.now import standing_at
from permissions.people.models import User
from portal.operations.demo_world.agencies import LARGE, PUBLIC_BODIES
from portal.operations.demo_world.agencies.loading import load_contacts
from portal.operations.demo_world.people.roster import roster
from portal.operations.set_up.kinds import KINDS, SEALED
from portal.operations.set_up.ladders import LADDERS
from portal.operations.set_up.routing import TABLES
from tests.site.portal.operations.demo_world.cases.lived import load_world
from workflows.calendars.jordan import jordan_definition
from workflows.calendars.publishable import CALENDARS
from workflows.cases.models import Channel, RequestKind
from workflows.cases.opening import open_case
from workflows.cases.submission import Submission
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.selectors import published

CODES = [body.code for body in PUBLIC_BODIES]
EVERYWHERE = [
    "admin",
    "admin2",
    "central",
    "central2",
    "owner",
    "owner2",
    "editor",
    "editor2",
    "custodian",
    "rights",
    "auditor",
    "callcentre",
    "privacy",
    "privacy2",
]
CONTRACT = [
    *EVERYWHERE,
    *(f"{post}-{code}" for post in ("officer", "staff", "level1", "level2") for code in CODES),
    *(f"{post}-{code}" for post in ("officer2", "admin") for code in LARGE),
    *(f"legal-{code}" for code in ("central", *LARGE)),
]
UNITS = [f"{level}-{code}" for level in ("level1", "level2") for code in ("central", "rights")]


class TestDemoWorld(TestCase):
    """Loaded once; each test looks at it."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_world()

    def test_92_public_bodies_and_one_of_each_unit(self) -> None:
        assert Counter(Agency.objects.values_list("role", flat=True)) == {
            AgencyRole.PUBLIC_BODY: 92,
            AgencyRole.CENTRAL_UNIT: 1,
            AgencyRole.SENSITIVE_UNIT: 1,
        }
        assert Agency.objects.get(role=AgencyRole.CENTRAL_UNIT).code == "central"
        assert Agency.objects.get(role=AgencyRole.SENSITIVE_UNIT).code == "rights"

    def test_the_tree_hangs_together(self) -> None:
        parents = dict(Agency.objects.filter(role=AgencyRole.PUBLIC_BODY).values_list("code", "parent__code"))
        assert parents == {body.code: body.parent for body in PUBLIC_BODIES}
        assert parents["jfda"] == "moh"
        assert parents["miyahuna"] == "waj"
        assert parents["waj"] == "mwi"

    def test_each_agency_has_posts_at_levels_0_1_and_2(self) -> None:
        levels: dict[str, list[int]] = defaultdict(list)
        for code, level in Post.objects.order_by("level").values_list("agency__code", "level"):
            levels[code].append(level)
        assert levels == {code: [0, 1, 2] for code in [*CODES, "central", "rights"]}

    def test_everyone_of_the_contract_has_an_account_and_nobody_else(self) -> None:
        assert sorted(User.objects.values_list("username", flat=True)) == sorted([*CONTRACT, *UNITS])

    def test_nobody_is_a_superuser_and_everyone_is_active(self) -> None:
        assert not User.objects.filter(is_superuser=True).exists()
        assert not User.objects.filter(is_active=False).exists()

    def test_everyone_has_a_name_in_both_languages_an_address_and_reads_arabic(self) -> None:
        for user in User.objects.all():
            assert sorted(user.name) == ["ar", "en"]
            assert user.email == f"{user.username}@example.org"
        profiles = UserProfile.objects.values_list("user__username", "preferred_language")
        assert dict(profiles) == dict.fromkeys([*CONTRACT, *UNITS], "ar")

    def test_everyone_can_log_in(self) -> None:
        kept = {seat.login for seat in roster() if seat.agency in ("moh", "central", "rights")}
        for login in kept:
            assert authenticate(username=login, password=settings.INSAF_DEMO_PASSWORD) is not None, login
        # All have the one hash, so that those say it for everybody.
        assert len(set(User.objects.values_list("password", flat=True))) == 1
        assert authenticate(username="admin", password="another") is None

    def test_every_role_opens_the_admin(self) -> None:
        one_of_each = {seat.role: seat.login for seat in roster()}
        for login in one_of_each.values():
            assert self.client.login(username=login, password=settings.INSAF_DEMO_PASSWORD), login
            assert self.client.get("/admin/", follow=True).status_code == HTTPStatus.OK, login

    def test_every_post_is_held_and_a_large_agency_has_two_liaison_officers(self) -> None:
        held = Counter(Holding.objects.filter(rank=0, ends=None).values_list("post__agency__code", "post__level"))
        expected = {(code, level): 1 for code in [*CODES, "central", "rights"] for level in (0, 1, 2)}
        expected |= {(code, 0): 2 for code in [*LARGE, "central"]}
        assert held == expected
        assert Holding.objects.filter(post__level=0, post__agency__role=AgencyRole.PUBLIC_BODY).count() == 100

    def test_people_hold_the_posts_of_their_login(self) -> None:
        held = dict(Holding.objects.values_list("user__username", "post__level"))
        levels = {"officer": 0, "officer2": 0, "level1": 1, "level2": 2, "central": 0, "central2": 0, "rights": 0}
        assert held == {login: levels[kind] for login in held if (kind := login.partition("-")[0]) in levels}
        for login, code in Holding.objects.filter(user__username__contains="-").values_list(
            "user__username", "post__agency__code"
        ):
            assert login.partition("-")[2] == code

    def rights(self, login: str) -> dict[str, set[str]]:
        codes = dict(Agency.objects.values_list("pk", "code"))
        held = held_by(User.objects.get(username=login).pk)
        return {right: {codes[pk] for pk in agencies} for right, agencies in held.agencies.items()}

    def test_an_officer_may_work_their_own_agency_and_nothing_else(self) -> None:
        for login in ("officer-moh", "officer2-moh", "staff-moh", "level1-moh", "level2-moh"):
            assert self.rights(login) == {"view_case": {"moh"}, "work_case": {"moh"}}, login

    def test_each_agency_says_how_to_reach_it_and_nobody_is_called(self) -> None:
        assert (load_contacts(), load_contacts()) == (len(CODES), 0)
        contacts = contacts_known()
        assert set(contacts) == set(CODES)
        assert all(contact.telephone.startswith("06 000 0") for contact in contacts.values())
        assert all(contact.website.endswith(".example.org") for contact in contacts.values())

    def test_national_roles_hold_what_the_contract_says(self) -> None:
        assert self.rights("admin") == {"manage_people": {"central"}}
        assert self.rights("owner") == self.rights("owner2") == {"publish_rules": {"central"}}
        assert self.rights("editor") == {"edit_pages": {"central"}}
        assert self.rights("custodian")["open_identity"] == {"central", "rights"}
        assert self.rights("auditor") == {"read_audit": {"central"}, "read_reports": {"central"}}
        assert self.rights("rights")["handle_sensitive"] == {"rights"}
        assert "view_every_case" in self.rights("central")
        assert "handle_sensitive" not in self.rights("central")

    def test_seven_kinds_praise_without_a_ladder_two_sensitive_and_one_to_the_unit(self) -> None:
        rows = RequestKind.objects.values_list("code", "process", "routing", "ladder", "sensitive")
        assert list(rows) == [
            ("complaint", "complaint", "main", "default", False),
            ("inquiry", "inquiry", "main", "default", False),
            ("suggestion", "suggestion", "main", "default", False),
            ("praise", "praise", "main", "", False),
            ("integrity", "integrity", "sensitive", "sensitive", True),
            ("rights", "rights", "sensitive", "sensitive", True),
            ("contact", "inquiry", "unit", "default", False),
        ]

    def test_the_operator_published_everything_and_two_owners_the_routing_to_the_agencies_and_categories(self) -> None:
        versions = Version.objects.values_list("subject", "key", "number", "status", "published_by__username")
        expected = [("calendar", "country"), *(("ladder", key) for key in LADDERS)]
        expected += [("routing", key) for key in TABLES if key != "main"]
        expected += [*(("process", key) for key in STANDARD_PROCESSES)]
        expected += [("kind", kind.code) for kind in KINDS]
        first = {(*thing, 1, "published", None) for thing in expected}
        theirs = {("routing", "main", 2, "published", "owner2"), ("categories", "complaint", 1, "published", "owner2")}
        offered = {("limit", "complaints", 1, "draft", None), ("routing", "main", 1, "retired", None)}
        assert (set(versions), len(versions)) == (first | theirs | offered, 24)
        assert Version.objects.get(key="main", number=2).drafted_by == User.objects.get(username="owner")

    def test_jordans_calendar_is_in_force(self) -> None:
        version = published("calendar", "country")
        assert version.definition == jordan_definition()
        assert len(CALENDARS.of(version).closed) == 46

    def test_a_request_without_an_agency_finds_one_by_its_words(self) -> None:
        submission = Submission(
            kind="complaint", language="ar", subject="حفرة خطرة", text="حفرة كبيرة أمام المدخل في الشارع", place="عمّان"
        )
        case = open_case(submission=submission, channel=Channel.WEB, actor=Actor.citizen(), idempotency_key="streets")
        assert case.agency.code == "amm"
        assert case.works.get().holder is not None

    def test_a_sensitive_request_goes_to_its_unit_which_has_one_working_day_to_read_it(self) -> None:
        for kind in SEALED:
            submission = Submission(kind=kind, language="ar", subject="رشوة", text="طُلبت مني رشوة", agency="moh")
            with standing_at(datetime(2026, 11, 25, 7, tzinfo=UTC)):
                case = open_case(
                    submission=submission, channel=Channel.WEB, actor=Actor.citizen(), idempotency_key=kind
                )
            assert (case.agency.code, case.track, case.status) == ("rights", "sensitive", "in_progress")
            assert case.due == datetime(2026, 11, 26, 12, 30, tzinfo=UTC)  # when the unit closes
