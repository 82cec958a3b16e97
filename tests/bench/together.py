"""One act for 500 chosen cases, each through the door with its letter; and the board at many open cases."""

from __future__ import annotations

import time
from functools import partial

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.jobs import STUDIES
from tests.bench.country import BUSY, fill
from tests.bench.figures import Sheet
from tests.bench.meter import costs
from tests.bench.screens import add_cpu, fetched, signed_in
from tests.bench.sizes import Sizes
from workflows.cases.models import Work
from workflows.jobs.models import Job
from workflows.jobs.services import do
from workflows.together.orders import MOST_IN_A_RUN, Doing, Order, ask_for

LONG = 3_600.0


def measure(sheet: Sheet, sizes: Sizes) -> None:
    fill(sizes.many_open, most=sizes.many_open)
    for name, address in (("one body", f"?agency={BUSY}"), ("all bodies", "")):
        found = costs(partial(fetched, signed_in("central"), f"/admin/desk/board/{address}"), times=sizes.calls)
        add_cpu(sheet, f"board, {name}: CPU at {sizes.many_open:,} open", found, 60)
    officer = Actor.staff(User.objects.get(username=f"officer-{BUSY}").pk)
    found_works = Work.objects.filter(agency__code=BUSY, done_at=None, waits=False, guarded=False, track="ordinary")
    works = dict(found_works.order_by("pk").values_list("case", "pk")[:MOST_IN_A_RUN])
    colleague = User.objects.get(username=f"staff-{BUSY}").pk
    for order in (
        Order(Doing.ASSIGN, works, {"user": colleague}),
        Order(Doing.DECIDE, works, {"outcome": "explained", "text": "عاد التيار الكهربائي."}),
    ):
        job = ask_for(order, actor=officer)
        began = time.perf_counter()
        while do(job.pk, STUDIES, patience=LONG):
            pass
        seconds, done = time.perf_counter() - began, len(Job.objects.get(pk=job.pk).found["changed"])
        sheet.add(f"{order.doing}, {done:,} chosen requests", seconds, "s", 10)
