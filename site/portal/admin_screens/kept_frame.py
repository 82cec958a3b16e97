"""The admin's own template tags, of which some are kept: what they draw around every page is mostly the same each time.

Wagtail draws the sidebar, the list of its keys and the words of its scripts anew for each page: a third of what an
inbox costs. What each of them depends on is its key here; where it depends on the database too, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

from django.middleware.csrf import get_token
from django.template import Library, Node
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.translation import get_language
from wagtail.admin.templatetags import wagtailadmin_tags as theirs

from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.screen import held_in, holds

MOST: Final = 500
"""Pieces that a process keeps: the sidebars of so many people."""

register = Library()
register.tags.update(theirs.register.tags)
register.filters.update(theirs.register.filters)
_kept: dict[Hashable, Any] = {}


def kept(key: Hashable | None, make: Callable[[], Any]) -> Any:
    """What was made for ``key`` before; made anew where there is no key, or nothing is kept for it."""
    if key is None:
        return make()
    if key not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = make()
    return _kept[key]


class Kept(Node):
    """A tag of Wagtail's, drawn once for each key."""

    def __init__(self, drawn: Node, key: Callable[[Context], Hashable | None]) -> None:
        self.drawn, self.key = drawn, key

    def render(self, context: Context) -> Any:
        return kept(self.key(context), lambda: self.drawn.render(context))


def _of_sidebar(context: Context) -> Hashable | None:
    """By who reads it, with which rights, in which language. Of whoever edits pages it shows where they begin, which
    the database says."""
    request = context["request"]
    user, held = request.user, held_in(request)
    if not user.is_authenticated or holds(held, EDIT_PAGES):
        return None
    rights = frozenset(user.get_all_permissions())
    return "sidebar", get_language(), str(user), theirs.avatar_url(user, size=50), held, rights


def _of_keys(context: Context) -> Hashable:
    request = context["request"]
    names = tuple(vars(theirs.get_keyboard_key_labels_from_request(request)).values())
    return "keys", get_language(), names, _uses_keys(request)


def _uses_keys(request: Any) -> bool:
    """Whether whoever asks has Wagtail's keys on."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile is None or profile.keyboard_shortcuts


@register.tag
def sidebar_props(parser: Parser, token: Token) -> Kept:
    """What the menu at the side shows, for the script that draws it."""
    return Kept(theirs.register.tags["sidebar_props"](parser, token), _of_sidebar)


@register.tag
def keyboard_shortcuts_dialog(parser: Parser, token: Token) -> Kept:
    """The list of Wagtail's keys."""
    return Kept(theirs.register.tags["keyboard_shortcuts_dialog"](parser, token), _of_keys)


@register.simple_tag(takes_context=True)
def wagtail_config(context: Context) -> dict[str, Any]:
    """Words and addresses for Wagtail's scripts. The languages of pages, which cost a statement, are for editors."""
    request = context["request"]
    edits = not request.user.is_authenticated or holds(held_in(request), EDIT_PAGES)
    key = None if edits else ("config", get_language(), _uses_keys(request))
    found: dict[str, Any] = kept(key, lambda: theirs.wagtail_config(context))
    return found | {"CSRF_TOKEN": get_token(request)}
