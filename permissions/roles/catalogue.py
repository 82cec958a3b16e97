"""The roles that a new installation begins with."""

from __future__ import annotations

WORKER = ["view_case", "work_case"]

CATALOGUE: dict[str, tuple[str, str, list[str]]] = {
    "liaison": ("ضابط ارتباط", "Liaison officer", WORKER),
    "officer": ("موظف", "Officer", WORKER),
    "level1": ("المستوى الأول", "Level 1", WORKER),
    "level2": ("المستوى الثاني", "Level 2", WORKER),
    "central": (
        "وحدة الشكاوى",
        "Complaints unit",
        [*WORKER, "view_every_case", "work_every_case", "read_reports"],
    ),
    "rights_handler": ("معالج القضايا الحسّاسة", "Handler of sensitive cases", [*WORKER, "handle_sensitive"]),
    "owner": ("مالك العمليات", "Process owner", ["publish_rules"]),
    "editor": ("محرّر المحتوى", "Content editor", ["edit_pages"]),
    "call_taker": ("متلقّي المكالمات", "Call-taker", ["take_calls"]),
    "custodian": ("أمين الهويات", "Custodian of identities", ["open_identity"]),
    "auditor": ("مدقّق", "Auditor", ["read_audit", "read_reports"]),
    "administrator": ("مدير المنصّة", "Platform administrator", ["manage_people"]),
}
"""Role code to its Arabic name, English name and rights (code names of ``Agency`` permissions)."""
