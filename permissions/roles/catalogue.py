"""The roles that the platform comes with, as data: their names, their rights, and where they can be held."""

from __future__ import annotations

from dataclasses import dataclass

from permissions.agencies import rights

PUBLIC_BODY, CENTRAL_UNIT, SENSITIVE_UNIT = "public_body", "central_unit", "sensitive_unit"
ADMIN_ACCESS = "wagtailadmin.access_admin"


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role of the catalogue.

    ``rights`` are held on the agency, ``site_rights`` ("app.code_name") on the whole admin; ``held_at`` are the
    kinds of agency (values of ``AgencyRole``) at which it can be granted.
    """

    code: str
    ar: str
    en: str
    rights: tuple[str, ...]
    held_at: frozenset[str] = frozenset({CENTRAL_UNIT})
    site_rights: tuple[str, ...] = (ADMIN_ACCESS,)


_WORKS_CASES = (rights.VIEW_CASE, rights.WORK_CASE)
_AT_BODIES = frozenset({PUBLIC_BODY})
_MANAGES_ACCOUNTS = tuple(f"permissions.{action}_user" for action in ("add", "change", "delete", "view"))

CATALOGUE: tuple[RoleSpec, ...] = (
    RoleSpec("liaison", "ضابط ارتباط", "Liaison officer", _WORKS_CASES, _AT_BODIES),
    RoleSpec("officer", "موظف معالجة", "Case officer", _WORKS_CASES, _AT_BODIES),
    RoleSpec("level1", "مسؤول المستوى الأول", "Level 1 supervisor", _WORKS_CASES, _AT_BODIES),
    RoleSpec("level2", "رئيس الجهة (المستوى الثاني)", "Head of the agency (level 2)", _WORKS_CASES, _AT_BODIES),
    RoleSpec(
        "central",
        "موظف وحدة الشكاوى",
        "Complaints unit officer",
        (*_WORKS_CASES, rights.VIEW_EVERY_CASE, rights.WORK_EVERY_CASE, rights.READ_REPORTS),
    ),
    RoleSpec(
        "rights_handler",
        "مسؤول الطلبات الحساسة",
        "Sensitive cases officer",
        (*_WORKS_CASES, rights.HANDLE_SENSITIVE),
        frozenset({SENSITIVE_UNIT}),
    ),
    RoleSpec("owner", "مالك الإجراءات", "Process owner", (rights.PUBLISH_RULES,)),
    RoleSpec(
        "editor",
        "محرر المحتوى",
        "Content editor",
        (rights.EDIT_PAGES,),
        site_rights=(ADMIN_ACCESS, "wagtail_localize.submit_translation"),
    ),
    RoleSpec("call_taker", "متلقي المكالمات", "Call-taker", (rights.TAKE_CALLS,)),
    # At the complaints unit it reaches ordinary cases alone; on sensitive ones it must be held at their own unit.
    RoleSpec(
        "custodian",
        "أمين الهويات",
        "Identity custodian",
        (rights.OPEN_IDENTITY, rights.HANDLE_SENSITIVE),
        frozenset({CENTRAL_UNIT, SENSITIVE_UNIT}),
    ),
    RoleSpec("auditor", "مدقق", "Auditor", (rights.READ_AUDIT, rights.READ_REPORTS)),
    RoleSpec(
        "administrator",
        "مدير المنصة",
        "Platform administrator",
        (rights.MANAGE_PEOPLE,),
        site_rights=(ADMIN_ACCESS, *_MANAGES_ACCOUNTS),
    ),
)
BY_CODE = {spec.code: spec for spec in CATALOGUE}
