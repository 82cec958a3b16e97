"""A small tree of categories for complaints, and drafts of other ones."""

from __future__ import annotations

from typing import Any

from tests.scenes import publish_one


def category(key: str, under: str = "", *, retired: bool = False, **name: str) -> dict[str, Any]:
    """A category as a definition has it, called by its key where nothing else is said."""
    raw: dict[str, Any] = {"key": key, "name": {"ar": f"{key} ع", "en": key.capitalize()} | name}
    return raw | ({"under": under} if under else {}) | ({"retired": True} if retired else {})


ROADS = (category("roads"), category("potholes", "roads"), category("lights", "roads"), category("water"))


def tree(*categories: dict[str, Any], asked: str = "optional") -> dict[str, Any]:
    """The definition of a tree."""
    return {
        "format": 1,
        "name": {"ar": "شكاوى", "en": "Complaints"},
        "asked": asked,
        "categories": list(categories or ROADS),
    }


def publish_tree(*categories: dict[str, Any], kind: str = "complaint", asked: str = "optional") -> None:
    """Put it in force for a kind."""
    publish_one("categories", kind, tree(*categories, asked=asked))
