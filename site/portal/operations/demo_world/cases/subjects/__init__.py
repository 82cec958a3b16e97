"""What citizens write about, subject by subject, and what they are told."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import Final

from portal.operations.demo_world.cases.subjects import rights
from portal.operations.demo_world.cases.subjects.aid import ACCESS, AID
from portal.operations.demo_world.cases.subjects.any_agency import ANY_AGENCY
from portal.operations.demo_world.cases.subjects.energy_and_networks import DIGITAL, ELECTRICITY, POST, TELECOMS
from portal.operations.demo_world.cases.subjects.farms_and_sites import ENVIRONMENT, FARMING, FORESTS, SITES
from portal.operations.demo_world.cases.subjects.health import CENTRES, HEALTH
from portal.operations.demo_world.cases.subjects.insurance_and_food import FOOD, INSURANCE
from portal.operations.demo_world.cases.subjects.integrity import REPORTS
from portal.operations.demo_world.cases.subjects.money_and_land import COMPANIES, CUSTOMS, LAND, PRICES, TAXES
from portal.operations.demo_world.cases.subjects.papers import LICENCES, PAPERS, TRAFFIC
from portal.operations.demo_world.cases.subjects.roads_and_transport import ROADS, TRANSPORT
from portal.operations.demo_world.cases.subjects.schools import SCHOOLS, UNIVERSITIES
from portal.operations.demo_world.cases.subjects.shape import Story, Subject
from portal.operations.demo_world.cases.subjects.streets import STREETS
from portal.operations.demo_world.cases.subjects.water import WATER
from portal.operations.demo_world.cases.subjects.work import JOBS, LABOUR, PENSIONS

SUBJECTS: Final = (
    *(ACCESS, AID, DIGITAL, ELECTRICITY, POST, TELECOMS, ENVIRONMENT, FARMING),
    *(FORESTS, SITES, CENTRES, HEALTH, FOOD, INSURANCE, COMPANIES, CUSTOMS),
    *(LAND, PRICES, TAXES, LICENCES, PAPERS, TRAFFIC, ROADS, TRANSPORT),
    *(SCHOOLS, UNIVERSITIES, STREETS, WATER, JOBS, LABOUR, PENSIONS),
)

_OF_AGENCY: Final[defaultdict[str, list[Subject]]] = defaultdict(list)
for _subject in SUBJECTS:
    for _code in _subject.agencies:
        _OF_AGENCY[_code].append(_subject)

_GENERAL = 0.22
"""The share of what an agency with subjects of its own gets that could have been filed with any other."""


def draw_story(rng: Random, *, kind: str, agency: str, month: int) -> tuple[Subject, Story]:
    """Something to write to an agency about."""
    if kind == "integrity":
        return ANY_AGENCY, rng.choice(REPORTS)
    if kind == "rights":
        return rights.SUBJECT, rights.draw_report(rng, agency)
    own = [subject for subject in _OF_AGENCY[agency] if subject.stories(kind)]
    if not own or rng.random() < _GENERAL:
        return ANY_AGENCY, rng.choice(ANY_AGENCY.stories(kind))
    subject = rng.choices(own, weights=[2 if month in each.busy else 1 for each in own])[0]
    return subject, rng.choice(subject.stories(kind))
