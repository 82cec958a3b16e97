"""The categories of each kind of request: a tree that owners publish, by the code of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.translated_text import first_language_name, in_language, is_named, languages
from workflows.cases.category_tree import (
    DEEPEST,
    FORMAT,
    LONGEST_KEY,
    MOST,
    Category,
    CategoryTree,
    WhoChooses,
    parse,
)
from workflows.cases.form_made import forms_naming
from workflows.cases.models import HIDDEN, Case
from workflows.facts.fact import Labels
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import CATEGORY, UNREADABLE, Publishable
from workflows.versions.references import told, who_names
from workflows.versions.selectors import Stamp

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
LONGEST_NAME: Final = 100


def as_value(kind: str, key: str) -> str:
    """A category as conditions name it: two trees may each have one of the same key."""
    return f"{kind}.{key}"


def path_of(kind: str, tree: CategoryTree | None, key: str) -> tuple[str, ...]:
    """A category as conditions read it: itself behind all that it lies under, so that what holds for one holds for
    those below it. Where the tree does not have it, itself alone."""
    keys = tree.paths.get(key, ()) if tree is not None else ()
    return tuple(as_value(kind, each) for each in keys or (key,))


def check(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        tree = parse(definition)
    except UNREADABLE as error:
        return [
            _("The categories cannot be read: something is missing or of the wrong kind near %(where)s.")
            % {"where": error}
        ]
    return [*_hangs_together(tree), *_names(tree), *_stays(key, tree)]


def _hangs_together(tree: CategoryTree) -> Iterator[str]:
    if not is_named(tree.name):
        yield _("The categories need a name in %(language)s.") % {"language": first_language_name()}
    if len(tree.categories) > MOST:
        yield _("A kind has at most %(count)d categories.") % {"count": MOST}
    keys = [each.key for each in tree.categories]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _("Two categories have the key “%(key)s”.") % {"key": key[:LONGEST_KEY]}
    for each in tree.categories:
        path, named = tree.path(each.key), {"category": tree.in_words(each.key)}
        if len(each.key) > LONGEST_KEY or not _KEY.fullmatch(each.key):
            yield _("The key of the category “%(category)s” is not as it must be.") % named
        if path and path[0].under:
            yield _("The category “%(category)s” lies under nothing that is there.") % named
        elif len(path) > DEEPEST:
            deepest = {**named, "count": DEEPEST}
            yield _("The category “%(category)s” lies too deep: at most %(count)d lie in one another.") % deepest
    if tree.asked == WhoChooses.REQUIRED and not tree.chosen_from:
        yield _("The form must be answered with a category, and there is none to choose.")


def _names(tree: CategoryTree) -> Iterator[str]:
    called: dict[tuple[str, str, str], str] = {}
    for each in tree.categories:
        named = {"category": in_language(each.name) or each.key}
        if not is_named(each.name):
            yield _("The category “%(category)s” needs a name in %(language)s.") % {
                **named,
                "language": first_language_name(),
            }
        if any(len(name) > LONGEST_NAME for name in each.name.values()):
            longest = {**named, "count": LONGEST_NAME}
            yield _("The name of the category “%(category)s” has more than %(count)d letters.") % longest
        twice = [language for language in languages() if _is_called_alike(called, each, language)]
        if twice and not each.retired:
            yield _("Two categories that lie beside each other are called “%(category)s”.") % named


def _is_called_alike(called: dict[tuple[str, str, str], str], each: Category, language: str) -> bool:
    name = each.name.get(language, "").strip().casefold()
    if each.retired or not name:
        return False
    return called.setdefault((each.under, language, name), each.key) != each.key


def _stays(kind: str, tree: CategoryTree) -> Iterator[str]:
    """What was published is retired and not removed: requests that have it must be read as long as they are there.

    Also where none is known to: whether it can go would tell whether a hidden request has it.
    """
    there = {each.key for each in tree.categories}
    before = last_of(kind)
    gone = {each.key for each in before.categories if each.key not in there} if before is not None else set[str]()
    for key in sorted(gone):
        if before is not None and (names := who_names(CATEGORY, as_value(kind, key))):
            sentence = _("The category “%(category)s” stays, because it is needed by: %(names)s.")
            yield sentence % {"category": before.in_words(key), "names": told(names)}
    used = Case.objects.filter(kind__code=kind).exclude(HIDDEN).exclude(category="").exclude(category__in=there)
    for key, count in used.order_by("category").values_list("category").annotate(count=Count("pk")):
        sentence = ngettext(
            "The category “%(category)s” stays, because %(count)d request has it: retire it instead.",
            "The category “%(category)s” stays, because %(count)d requests have it: retire it instead.",
            count,
        )
        gone.discard(key)
        yield sentence % {"category": before.in_words(key) if before is not None else key, "count": count}
    for key in sorted(gone):
        sentence = _("The category “%(category)s” stays, because hidden requests may have it: retire it instead.")
        yield sentence % {"category": before.in_words(key) if before is not None else key}


def warnings(kind: str, definition: Any) -> Iterator[str]:
    """What is retired with this draft though a rule names it: the rule still holds for requests that have it."""
    tree, before = CATEGORIES.read(definition), last_of(kind)
    if tree is None or before is None:
        return
    for each in tree.categories:
        ends = before.can_be_chosen(each.key) and not tree.can_be_chosen(each.key)
        names = who_names(CATEGORY, as_value(kind, each.key)) if ends else []
        if names:
            sentence = _("“%(category)s” can no longer be chosen, and is still named by: %(names)s.")
            yield sentence % {"category": tree.in_words(each.key), "names": told(names)}


def users(to: str, key: str) -> Iterator[str]:
    """Who names one of its categories: all of them need the tree. Of one category, the forms that name it."""
    if to == CATEGORY:
        yield from forms_naming(key)
    tree = last_of(key) if to == Subject.CATEGORIES else None
    for each in tree.categories if tree is not None else ():
        yield from who_names(CATEGORY, as_value(key, each.key))


CATEGORIES: Publishable[CategoryTree] = Publishable(
    subject=Subject.CATEGORIES,
    parse=parse,
    check=check,
    warnings=warnings,
    users=users,
    format=FORMAT,
)


def last_of(kind: str) -> CategoryTree | None:
    """The tree in force, or else the last that was: by it what was chosen before is read; None where the kind never had
    one. One light query."""
    found = Version.objects.filter(
        subject=Subject.CATEGORIES,
        key=kind,
        status__in=(VersionStatus.PUBLISHED, VersionStatus.RETIRED),
        ends=False,
    )
    rows = found.exclude(published_at=None).order_by("-status", "-number").values_list("pk", "number", "digest")
    stamp = next((Stamp(*row) for row in rows[:1]), None)
    return CATEGORIES.of_stamp(stamp) if stamp is not None else None


def names_of(kind: str, key: str) -> str:
    """A category of a request in the reader's language, with what it lies under; empty where it has none."""
    tree = last_of(kind) if key else None
    return tree.in_words(key) if tree is not None else key


def known_trees(kinds: Iterable[str]) -> Mapping[str, CategoryTree]:
    """The trees by which categories of some kinds are read, in force or not."""
    found = ((kind, last_of(kind)) for kind in kinds)
    return {kind: tree for kind, tree in found if tree is not None}


def trees_in_force() -> Mapping[str, CategoryTree]:
    """By the codes of their kinds."""
    read = ((kind, CATEGORIES.read(raw)) for kind, raw in CATEGORIES.in_force().items())
    return {kind: tree for kind, tree in read if tree is not None}


def all_in_words() -> Labels:
    """All that a condition can name, in the words of whoever writes it: what lies below one is meant with it."""
    trees = trees_in_force()
    kinds = {kind: in_language(tree.name) for kind, tree in trees.items()} if len(trees) > 1 else {}
    return {
        as_value(kind, each.key): _as_asked(tree, each, kinds.get(kind, ""))
        for kind, tree in trees.items()
        for each in tree.categories
    }


def _as_asked(tree: CategoryTree, each: Category, kind: str) -> str:
    words = tree.in_words(each.key)
    if each.key in tree.with_others_below:
        words = _("%(category)s, with all below it") % {"category": words}
    if not tree.can_be_chosen(each.key):
        words = _("%(category)s (retired)") % {"category": words}
    return _("%(category)s (%(kind)s)") % {"category": words, "kind": kind} if kind else words


def all_paths() -> Mapping[str, tuple[str, ...]]:
    """All that a condition can name, each behind what it lies under."""
    trees = trees_in_force()
    return {
        as_value(kind, each.key): path_of(kind, tree, each.key)
        for kind, tree in trees.items()
        for each in tree.categories
    }
