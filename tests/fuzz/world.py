"""The platform's side of the fuzz: a small land whose people sit, hold, lend and read, and the site they log in to."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from permissions.access.decide import Held, may
from permissions.access.posts import let_posts_bring
from permissions.access.selectors import held_by_many
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.people.models import User
from permissions.platform.models import Platform
from permissions.roles.services import ensure_catalogue
from tests import scenes
from tests.fuzz import model, told
from workflows.cases.models import Case, Work
from workflows.cases.selectors import inbox, state_of
from workflows.cases.state import State
from workflows.cases.submission import StoredFile

KINDS = {"moh": "body", "dep": "body", "moe": "body", "central": "central", "rights": "rights"}
ROLES = {"body": "public_body", "central": "central_unit", "rights": "sensitive_unit"}
PARENTS = {"dep": "moh"}
BRINGS = {"body": ("liaison", "level1", "level2"), "central": ("central",) * 3, "rights": ("rights_handler",) * 3}
FLOATING = 8
"""People who begin with nothing."""
WORDS = ("zaatar", "qasr", "wadi", "tell", "jabal", "ghor", "azraq", "umm", "deir", "khirbet", "ras", "beer", "nahr")
_keys = itertools.count(1)


@dataclass
class World:
    """Names to rows; ``cases`` in the order in which both sides number them."""

    agencies: dict[str, Agency]
    posts: dict[tuple[str, int], Post]
    people: dict[str, User]
    clients: dict[str, Client]
    cases: list[Case] = field(default_factory=list)

    def name_of(self, user_id: int | None) -> str | None:
        return next((name for name, user in self.people.items() if user.pk == user_id), None)

    def state(self, number: int) -> State:
        return state_of(Case.objects.select_related("kind", "process_version").get(pk=self.cases[number].pk))

    def work(self, number: int) -> Work | None:
        """The open step that an officer acts on."""
        return Work.objects.filter(case=self.cases[number], done_at__isnull=True, waits=False).first()

    def may_all(self, number: int) -> dict[str, tuple[bool, bool]]:
        """Everybody's right to read and to work a case."""
        state, held = self.state(number), held_by_many(user.pk for user in self.people.values())
        return {name: _both(held[user.pk], state) for name, user in self.people.items()}

    def inbox(self, person: str) -> set[int]:
        actor = Actor.staff(self.people[person].pk)
        seen = set(inbox(actor).values_list("case_id", flat=True))
        return {number for number, case in enumerate(self.cases) if case.pk in seen}

    def file(self, kind: str, agency: str) -> Case:
        """A citizen files, with a word in the subject that no other case has and a file."""
        number = len(self.cases)
        word = WORDS[number % len(WORDS)] + str(number)
        storages["private"].save(f"fuzz/{word}", ContentFile(word.encode()))
        stored = StoredFile(f"{word}.txt", "text/plain", len(word), "0" * 64, f"fuzz/{word}")
        case = scenes.file_case(
            key=f"fuzz-{next(_keys)}", kind=kind, agency=agency, subject=f"About {word}", files=(stored,)
        )
        self.cases.append(case)
        return case

    def word(self, number: int) -> str:
        return WORDS[number % len(WORDS)] + str(number)


def _both(held: Held, state: State) -> tuple[bool, bool]:
    return may(held, VIEW_CASE, state), may(held, WORK_CASE, state)


def found_world(at: datetime) -> tuple[World, model.Model]:
    """Both sides at the beginning: every post has its holder; a few hold roles; the others nothing."""
    ensure_catalogue()
    Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": {}, "calendar": "jordan"})
    agencies: dict[str, Agency] = {}
    for code, kind in KINDS.items():
        parent = agencies.get(PARENTS.get(code, ""))
        agencies[code] = Agency.objects.create(
            code=code, name={"ar": code, "en": code}, role=ROLES[kind], parent=parent
        )
    scenes.publish_all()
    scenes.make_kinds()
    posts = {
        (code, level): Post.objects.create(agency=agencies[code], level=level, name={"ar": role, "en": role})
        for code, kind in KINDS.items()
        for level, role in enumerate(BRINGS[kind])
    }
    brings = {(code, level): BRINGS[KINDS[code]][level] for code, level in posts}
    let_posts_bring((post, brings[place]) for place, post in posts.items())
    world = World(agencies, posts, {}, {})
    plain = model.Model(now=at, kinds=dict(KINDS), parents=dict(PARENTS), posts=brings)
    _people(world, plain, at - timedelta(days=30))
    return world, plain


def _people(world: World, plain: model.Model, since: datetime) -> None:
    for (code, level), post in world.posts.items():
        name = _person(world, plain, f"p{level}-{code}")
        Holding.objects.create(post=post, user=world.people[name], starts=since)
        plain.seated.append(told.Seated(name, code, level, 0, told.Span(since, None)))
    for role, code in (("officer", "moh"), ("officer", "moe"), ("custodian", "rights"), ("auditor", "central")):
        name = _person(world, plain, f"{role}-{code}")
        grant(user=world.people[name], role=role, agency=world.agencies[code], actor=Actor.operator, starts=since)
        plain.held.append(told.Held(name, role, code, told.Span(since, None)))
    for number in range(FLOATING):
        _person(world, plain, f"float{number}")


def _person(world: World, plain: model.Model, name: str) -> str:
    user = User.objects.create(username=name, name={"ar": name, "en": name}, email=f"{name}@example.org", password="!")
    world.people[name] = user
    world.clients[name] = Client()
    world.clients[name].force_login(user)
    plain.active[name] = True
    return name
