"""A process of a hundred steps: its draft's page, and how long it takes to be in force; an act that moves one step."""

from __future__ import annotations

import copy
import time
from typing import Any

from django.test import Client

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.people.models import User
from tests.bench.figures import Sheet
from tests.bench.meter import Cost, measured, typical
from tests.bench.screens import add_cpu
from tests.bench.sizes import Sizes
from tests.scenes import file_case, long_process
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Work
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.services import draft, publish

STEPS, WARM = 100, 3


def measure(sheet: Sheet, sizes: Sizes) -> None:
    version = draft(subject="process", key="long", definition=long_process(STEPS), actor=Actor.operator)
    client = Client()
    client.force_login(User.objects.get(username="owner"))
    address = f"/admin/studio/drafts/{version.pk}/edit/?step=step_50"
    client.get(address)
    began = time.perf_counter()
    page = client.get(address)
    sheet.add(f"the page of a draft with {STEPS} steps, one open", time.perf_counter() - began, "s")
    sheet.add("the same: how large it is", len(page.content) / 1_000, "kB")
    began = time.perf_counter()
    publish(version.pk, actor=Actor.operator)
    sheet.add(f"publishing a process of {STEPS} steps", time.perf_counter() - began, "s", 1)
    found = _acts(sizes.calls)
    sheet.add(
        "an act from one step to the next: statements", typical(found, lambda cost: len(cost.statements)), "count", 35
    )
    add_cpu(sheet, "an act from one step to the next: CPU", found, 25)


def _acts(times: int) -> list[Cost]:
    """Officers send cases on from the step at which they were filed to the one behind it."""
    version = draft(subject="process", key="complaint", definition=_one_more(), actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    body = Agency.objects.filter(active=True, role="public_body").order_by("code")[:1].get()
    found = []
    for number in range(times + WARM):
        case = file_case(agency=body.code, email="", key=f"processes-{version.pk}-{number}")
        holder = Actor.staff(Work.objects.get(case=case).holder_id or 0)
        with measured() as cost:
            apply(case.pk, Proceed(outcome="onward"), actor=holder)
        found += [cost] if number >= WARM else []
    return found


def _one_more() -> dict[str, Any]:
    """The standard process, with one more step behind its handling."""
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    handle = next(each for each in raw["steps"] if each["key"] == "handle")
    step = {**copy.deepcopy(handle), "key": "second", "performer": {"agency": "@central"}}
    step["outcomes"] = [each for each in step["outcomes"] if each["effect"] == "decide"]
    handle["outcomes"].append({"key": "onward", "next": "second", "effect": "proceed"})
    raw["steps"].append(step)
    return raw
