"""The words of the knowledge base that is there from the first day, in Arabic and English."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.filing import FILING
from content.knowledge.texts.following import FOLLOWING
from content.knowledge.texts.matters_people import PEOPLE
from content.knowledge.texts.matters_places import PLACES
from content.knowledge.texts.rights import RIGHTS
from content.pages.written import Both

KNOWLEDGE: dict[str, Both] = {
    "title": Both("المساعدة", "Help"),
    "search_description": Both(
        "كيف تكتب طلبك وترفق به ما يلزم، وكيف تتابعه، وما تفعله إن لم يُنصفك الرد.",
        "How to write your request and what to attach, how to follow it, and what to do if you’re not happy with the answer.",
    ),
    "intro": Both(
        "اكتب ما تبحث عنه بكلماتك، أو اختر موضوعًا.",
        "Type what you are looking for in your own words, or choose a topic.",
    ),
}

TOPICS: list[tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]]] = [
    FILING,
    FOLLOWING,
    PLACES,
    PEOPLE,
    RIGHTS,
]
"""Slug and words of each topic, and of each of its articles."""
