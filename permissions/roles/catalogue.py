"""The roles that the platform comes with, as data: their names, their rights, and where they can be held."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies import rights

SEES = frozenset(
    {
        *(rights.VIEW_CASE, rights.VIEW_EVERY_CASE, rights.HANDLE_SENSITIVE, rights.OPEN_IDENTITY),
        *(rights.READ_AUDIT, rights.MANAGE_PEOPLE, rights.TAKE_CALLS, rights.ERASE_CASE),
    }
)
DECIDES_WHO_SEES = frozenset({rights.PUBLISH_RULES, rights.EDIT_PAGES})
"""Rules route every case and name its readers; forms say what is asked, and what rules go by."""
DEMANDS_FACTOR = SEES | DECIDES_WHO_SEES
"""Rights with which a role demands a second factor, until its administrators say otherwise."""
PUBLIC_BODY, CENTRAL_UNIT, SENSITIVE_UNIT = "public_body", "central_unit", "sensitive_unit"


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role of the catalogue.

    ``rights`` are held on the agency; ``held_at`` are the kinds of agency (values of ``AgencyRole``) at which it can be
    granted; ``delegable``: whoever holds it may lend it to a colleague while they are away.
    """

    code: str
    ar: str
    en: str
    rights: tuple[str, ...]
    held_at: tuple[str, ...] = (CENTRAL_UNIT,)
    delegable: bool = False

    @property
    def demands_factor(self) -> bool:
        """Whoever sees cases or decides who does, reads the trail or manages people needs more than a password."""
        return not DEMANDS_FACTOR.isdisjoint(self.rights)


_WORKS_CASES = (rights.VIEW_CASE, rights.WORK_CASE)
_AT_BODIES = (PUBLIC_BODY,)

CATALOGUE: tuple[RoleSpec, ...] = (
    RoleSpec("liaison", "ضابط ارتباط", "Liaison officer", _WORKS_CASES, _AT_BODIES, delegable=True),
    RoleSpec("officer", "موظف معالجة الطلبات", "Case officer", _WORKS_CASES, _AT_BODIES, delegable=True),
    RoleSpec("level1", "مسؤول المستوى الأول", "Level 1 supervisor", _WORKS_CASES, _AT_BODIES, delegable=True),
    RoleSpec(
        "level2",
        "أعلى موظف في الجهة (المستوى الثاني)",
        "Head of the agency (level 2)",
        _WORKS_CASES,
        _AT_BODIES,
        delegable=True,
    ),
    RoleSpec(
        "legal_adviser",
        "مستشار قانوني",
        "Legal adviser",
        _WORKS_CASES,
        (PUBLIC_BODY, CENTRAL_UNIT),
        delegable=True,
    ),
    RoleSpec(
        "central",
        "موظف وحدة الشكاوى",
        "Complaints unit officer",
        (*_WORKS_CASES, rights.VIEW_EVERY_CASE, rights.WORK_EVERY_CASE, rights.READ_REPORTS),
        delegable=True,
    ),
    RoleSpec(
        "rights_handler",
        "مسؤول الطلبات الحساسة",
        "Sensitive requests officer",
        (*_WORKS_CASES, rights.HANDLE_SENSITIVE),
        (SENSITIVE_UNIT,),
        delegable=True,
    ),
    RoleSpec("owner", "مسؤول مسارات العمل", "Process owner", (rights.PUBLISH_RULES,)),
    RoleSpec("editor", "محرر المحتوى", "Content editor", (rights.EDIT_PAGES,), delegable=True),
    RoleSpec("call_taker", "موظف الاتصال", "Call-taker", (rights.TAKE_CALLS,), delegable=True),
    # At the complaints unit these two reach ordinary cases alone; for sensitive ones they are held at their own unit.
    RoleSpec(
        "custodian",
        "أمين الهويات",
        "Identity custodian",
        (rights.OPEN_IDENTITY, rights.HANDLE_SENSITIVE),
        (CENTRAL_UNIT, SENSITIVE_UNIT),
    ),
    RoleSpec(
        "data_protection",
        "مسؤول حماية البيانات الشخصية",
        "Data protection officer",
        (rights.ERASE_CASE, rights.HANDLE_SENSITIVE),
        (CENTRAL_UNIT, SENSITIVE_UNIT),
    ),
    RoleSpec("auditor", "مدقق", "Auditor", (rights.READ_AUDIT, rights.READ_REPORTS)),
    RoleSpec("agency_administrator", "مسؤول مستخدمي الجهة", "Agency administrator", (rights.MANAGE_BODY,), _AT_BODIES),
    RoleSpec("administrator", "مدير المنصّة", "Platform administrator", (rights.MANAGE_PEOPLE,)),
)
BY_CODE = {spec.code: spec for spec in CATALOGUE}
