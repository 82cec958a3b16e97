"""The categories that fit a request: by what was learned from others, and by the names that stand in its text."""

from __future__ import annotations

from workflows.cases.category_suggested import MOST
from workflows.cases.category_suggested import suggested as named_in
from workflows.cases.category_tree import Category, CategoryTree
from workflows.suggestions.models import About
from workflows.suggestions.selectors import suggested


def fitting(tree: CategoryTree, text: str, *, kind: str, language: str) -> list[Category]:
    """At most ``MOST`` categories for the text of a request, the likeliest first."""
    may = {each.key: each for each in tree.chosen_from}
    learned = [may[each.code] for each in suggested(About.CATEGORY, text, language=language, kind=kind, among=may)]
    return (learned + [each for each in named_in(tree, text) if each not in learned])[:MOST]
