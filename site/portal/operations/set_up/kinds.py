"""The kinds of request and what works each of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request. Its process has the key of its code unless another is named; ``ladder`` is empty where nothing
    climbs."""

    code: str
    arabic: str
    english: str
    routing: str = "main"
    ladder: str = "default"
    sensitive: bool = False
    process: str = ""


KINDS = (
    Kind("complaint", "شكوى", "Complaint"),
    Kind("inquiry", "استفسار", "Inquiry"),
    Kind("suggestion", "اقتراح", "Suggestion"),
    Kind("praise", "ثناء", "Praise", ladder=""),
    Kind("integrity", "بلاغ نزاهة", "Integrity report", routing="sensitive", ladder="sensitive", sensitive=True),
    Kind(
        "rights",
        "حقوق الإنسان وسلامة الطلبة",
        "Human rights and schools",
        routing="sensitive",
        ladder="sensitive",
        sensitive=True,
    ),
    Kind("contact", "رسالة إلى وحدة الشكاوى", "Message to the complaints unit", routing="unit", process="inquiry"),
)
SEALED = frozenset(kind.code for kind in KINDS if kind.sensitive)
"""Those that only the unit for sensitive requests reads."""
