"""Loads the whole demo world: what every installation has, and then its own, in the order of their needs."""

from __future__ import annotations

from permissions.access.naming import name_platform
from permissions.actors import Actor
from permissions.platform.called import is_named
from portal.operations.demo_world.agencies.areas import load_areas
from portal.operations.demo_world.agencies.loading import load_agencies, load_contacts
from portal.operations.demo_world.jordan import say_home, say_numbers
from portal.operations.demo_world.news import write_news
from portal.operations.demo_world.people.loading import load_people
from portal.operations.demo_world.rules.areas_asked import ask_for_areas
from portal.operations.demo_world.rules.loading import publish_categories, publish_retention, publish_routing
from portal.operations.set_up.loading import Say, make_part, set_up
from workflows.transactions.turn import write_transaction

NAME = {"ar": "إنصاف", "en": "Insaf"}


def name_it() -> int:
    """Call the platform by its name, where nobody has said what it is called; returns 1 if so."""
    if is_named():
        return 0
    with write_transaction():
        name_platform(NAME, actor=Actor.operator)
    return 1


def load_demo_world(say: Say) -> None:
    """Make everything that is missing and say so in a line for each part; safe to run again at any time."""
    make_part(say, "Emergency numbers", say_numbers)
    set_up(say)
    make_part(say, "Name", name_it)
    make_part(say, "Call centre and authority", say_home)
    make_part(say, "Governorates and districts", load_areas)
    make_part(say, "Agencies", load_agencies)
    make_part(say, "How to reach the agencies", load_contacts)
    make_part(say, "People", load_people)
    make_part(say, "Routing to the agencies", publish_routing)
    make_part(say, "Categories of complaints", publish_categories)
    make_part(say, "How long requests are kept", publish_retention)
    make_part(say, "News", write_news)
    make_part(say, "Forms that ask for the district", ask_for_areas)
