"""The platform's own two units, which are agencies like the others, with their posts."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.access.bodies import make_unit
from permissions.access.body_posts import NewPost, make_posts
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Post
from workflows.transactions.turn import write_transaction

Name = tuple[str, str]
"""Arabic, English."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the platform and its posts at levels 0, 1 and 2, each of which brings the role of code ``brings``."""

    code: str
    role: AgencyRole
    name: dict[str, str]
    posts: tuple[Name, Name, Name]
    brings: str


CENTRAL = Unit(
    "central",
    AgencyRole.CENTRAL_UNIT,
    {"ar": "وحدة إدارة الشكاوى الحكومية", "en": "Government Complaints Management Unit"},
    (
        ("ضابط الشكاوى", "Complaints Officer"),
        ("رئيس الوحدة", "Head of the Unit"),
        ("مدير تطوير الخدمات الحكومية", "Director of Government Services Development"),
    ),
    "central",
)
RIGHTS = Unit(
    "rights",
    AgencyRole.SENSITIVE_UNIT,
    {"ar": "وحدة الطلبات الحساسة", "en": "Unit for Sensitive Requests"},
    (
        ("مسؤول الطلبات الحساسة", "Sensitive Requests Officer"),
        ("رئيس الوحدة", "Head of the Unit"),
        ("المنسق الحكومي لحقوق الإنسان", "Government Coordinator for Human Rights"),
    ),
    "rights_handler",
)
UNITS: tuple[Unit, ...] = (CENTRAL, RIGHTS)


def make_units() -> int:
    """Make the units and their posts that are missing; returns how many units were.

    A post that is there keeps its name and the role that it brings.
    """
    with write_transaction():
        there = {agency.role: agency for agency in Agency.objects.exclude(role=AgencyRole.PUBLIC_BODY)}
        made = [
            make_unit(NewBody(unit.code, unit.name), unit.role, actor=Actor.operator)
            for unit in UNITS
            if unit.role not in there
        ]
        there |= {agency.role: agency for agency in made}
        known = set(Post.objects.filter(agency__in=there.values()).values_list("agency_id", "level"))
        new = [
            NewPost(there[unit.role], level, {"ar": title[0], "en": title[1]}, unit.brings)
            for unit in UNITS
            for level, title in enumerate(unit.posts)
            if (there[unit.role].pk, level) not in known
        ]
        make_posts(new, actor=Actor.operator)
    return len(made)
