"""Which category a citizen of the demo world chooses with a complaint: many none, most what their words speak of."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from portal.operations.demo_world.cases.subjects import (
    any_agency,
    energy_and_networks,
    farms_and_sites,
    insurance_and_food,
    money_and_land,
    papers,
    roads_and_transport,
    schools,
    work,
)
from portal.operations.demo_world.cases.subjects.aid import ACCESS, AID
from portal.operations.demo_world.cases.subjects.health import CENTRES, HEALTH
from portal.operations.demo_world.cases.subjects.shape import Subject
from portal.operations.demo_world.cases.subjects.streets import STREETS
from portal.operations.demo_world.cases.subjects.water import WATER
from portal.operations.demo_world.rules.categories import TREE
from workflows.cases.category_suggested import suggested
from workflows.cases.submission import Submission

KIND: Final = "complaint"
_SHARE: Final = 0.7
"""Of those who are asked so many choose one."""
_OF: Final[tuple[tuple[Subject, str], ...]] = (
    (any_agency.ANY_AGENCY, "service"),
    (STREETS, "streets"),
    (WATER, "water"),
    (roads_and_transport.ROADS, "main-roads"),
    (roads_and_transport.TRANSPORT, "buses"),
    (papers.LICENCES, "driving"),
    (papers.TRAFFIC, "fines"),
    (papers.PAPERS, "papers"),
    (energy_and_networks.ELECTRICITY, "networks"),
    (energy_and_networks.TELECOMS, "internet"),
    (energy_and_networks.POST, "parcels"),
    (HEALTH, "health"),
    (CENTRES, "centres"),
    (insurance_and_food.INSURANCE, "insurance"),
    (insurance_and_food.FOOD, "food"),
    (schools.SCHOOLS, "schools"),
    (schools.UNIVERSITIES, "universities"),
    (work.LABOUR, "wages"),
    (work.PENSIONS, "pensions"),
    (work.JOBS, "jobs"),
    (AID, "aid"),
    (ACCESS, "aid"),
    (money_and_land.TAXES, "taxes"),
    (money_and_land.LAND, "land"),
    (money_and_land.CUSTOMS, "customs"),
    (money_and_land.PRICES, "prices"),
    (farms_and_sites.FARMING, "nature"),
    (farms_and_sites.ENVIRONMENT, "nature"),
    (farms_and_sites.FORESTS, "nature"),
)


def draw_category(key: str, submission: Submission, subject: Subject) -> Submission:
    """The same submission with a category. Of a source of its own: what else is drawn stays as it was."""
    chooses = Random(f"{key} category").random() < _SHARE  # noqa: S311  (made up, no secret)
    about = next((category for each, category in _OF if each is subject), "")
    if submission.kind != KIND or not chooses or not about:
        return submission
    fitting = (each.key for each in suggested(TREE, submission.subject) if about in TREE.paths[each.key])
    return replace(submission, category=next(fitting, about))
