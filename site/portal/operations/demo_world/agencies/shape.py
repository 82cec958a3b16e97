"""What a public body of the demo world is, and what its posts are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from portal.operations.set_up.units import Name

BodyKind = Literal[
    "ministry", "department", "authority", "commission", "corporation", "company", "hospital", "centre", "municipality"
]
LIAISON: Name = ("ضابط الارتباط", "Liaison Officer")


@dataclass(frozen=True, slots=True)
class Body:
    """One public body. ``head`` is its level 2 post where the usual title of its kind does not fit."""

    code: str
    kind: BodyKind
    parent: str | None
    arabic: str
    english: str
    middle: Name | None = None
    head: Name | None = None

    @property
    def name(self) -> dict[str, str]:
        return {"ar": self.arabic, "en": self.english}

    @property
    def posts(self) -> tuple[Name, Name, Name]:
        """The posts at levels 0, 1 and 2."""
        middle, head = TITLES[self.kind]
        return LIAISON, self.middle or middle, self.head or head


# Of each kind of body: the director to whom a request climbs first, and the head.
TITLES: dict[BodyKind, tuple[Name, Name]] = {
    "ministry": (("مدير خدمة الجمهور", "Director of Public Service"), ("الأمين العام", "Secretary-General")),
    "department": (("مدير خدمة الجمهور", "Director of Public Service"), ("المدير العام", "Director-General")),
    "authority": (("مدير شؤون المشتركين", "Director of Subscriber Affairs"), ("الأمين العام", "Secretary-General")),
    "commission": (
        ("مدير شؤون متلقي الخدمة", "Director of Service Users' Affairs"),
        ("رئيس الهيئة", "President of the Commission"),
    ),
    "corporation": (
        ("مدير شؤون متلقي الخدمة", "Director of Service Users' Affairs"),
        ("المدير العام", "Director-General"),
    ),
    "company": (("مدير خدمة المشتركين", "Director of Subscriber Services"), ("الرئيس التنفيذي", "Chief Executive")),
    "hospital": (("مدير شؤون المرضى", "Director of Patient Affairs"), ("مدير المستشفى", "Hospital Director")),
    "centre": (("مدير الشؤون الإدارية", "Director of Administration"), ("المدير العام", "Director-General")),
    "municipality": (("مدير الخدمات", "Director of Services"), ("رئيس البلدية", "Mayor")),
}
