"""Loads the whole demo world, in the order in which its parts need each other."""

from __future__ import annotations

from collections.abc import Callable

from content.forms.seeding import seed_forms
from content.pages.seeding import seed_pages
from permissions.access.services import refresh_groups
from portal.operations.demo_world.agencies.loading import load_agencies
from portal.operations.demo_world.people.loading import load_people
from portal.operations.demo_world.rules.loading import load_kinds, publish_rules

Say = Callable[[str], object]


def load_demo_world(say: Say) -> None:
    """Make everything that is missing and say so in a line for each part; safe to run again at any time."""
    _part(say, "Agencies", load_agencies)
    _part(say, "People", load_people)
    _part(say, "Kinds of request", load_kinds)
    _part(say, "Published rules", publish_rules)
    seed_pages()
    seed_forms()
    say("Pages and forms: there")
    refresh_groups()  # an editor's rights hang on the pages
    say("Rights: up to date")


def _part(say: Say, title: str, load: Callable[[], int]) -> None:
    made = load()
    say(f"{title}: {made} new" if made else f"{title}: all there")
