"""Which categories the words of a request speak of: a suggestion to whoever works it, and never a decision."""

from __future__ import annotations

from typing import Final

from permissions.arabic import fold
from workflows.cases.category_tree import Category, CategoryTree
from workflows.routing.reading import Said, parts_of_word

MOST: Final = 3
SHORTEST: Final = 3
"""Letters of a word in a name that says something."""
ENOUGH: Final = 0.5
"""So much of a name must stand in the text."""


def suggested(tree: CategoryTree, text: str) -> list[Category]:
    """Those of whose names most words stand in a text, whatever the language; of equals the lower ones first."""
    said = Said(text, fold=fold)
    found = [(_share(each, said), len(tree.path(each.key)), each) for each in tree.chosen_from]
    fitting = [(share, depth, each) for share, depth, each in found if share >= ENOUGH]
    return [each for _share_, _depth, each in sorted(fitting, key=lambda row: (-row[0], -row[1]))[:MOST]]


def _share(category: Category, said: Said) -> float:
    """How much of its name stands in the text, in the language in which most of it does."""
    shares = [0.0]
    for name in category.name.values():
        words = [word for word in parts_of_word(fold, name) if len(word) >= SHORTEST]
        if words:
            shares.append(sum(bool(said.spans(word)) for word in words) / len(words))
    return max(shares)
