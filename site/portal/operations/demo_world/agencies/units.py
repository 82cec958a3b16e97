"""The platform's own two units, which are agencies like the others."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies.models import AgencyRole
from portal.operations.demo_world.agencies.shape import Name


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the platform and its posts at levels 0, 1 and 2."""

    code: str
    role: AgencyRole
    name: dict[str, str]
    posts: tuple[Name, Name, Name]


CENTRAL = Unit(
    "central",
    AgencyRole.CENTRAL_UNIT,
    {"ar": "وحدة إدارة الشكاوى الحكومية", "en": "Government Complaints Management Unit"},
    (
        ("ضابط الشكاوى", "Complaints Officer"),
        ("رئيس الوحدة", "Head of the Unit"),
        ("مدير تطوير الخدمات الحكومية", "Director of Government Services Development"),
    ),
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
)
