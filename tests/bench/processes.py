"""A process of a hundred steps: its draft's page, and how long it takes to be in force."""

from __future__ import annotations

import time

from django.test import Client

from permissions.actors import Actor
from permissions.people.models import User
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.scenes import long_process
from workflows.versions.services import draft, publish

STEPS = 100


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
