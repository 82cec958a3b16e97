"""``manage.py set_up``: makes what no installation can be without."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.desk.ready_shipped import take_over
from portal.operations.set_up.loading import is_set_up, make_part, set_up


class Command(BaseCommand):
    help = (
        "Make what no installation can be without: roles, units, kinds of request, published rules, pages and forms. "
        "Safe to run again: it adds what is missing and leaves everything else as it is."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        begins = not is_set_up()
        set_up(self.stdout.write)
        if begins:
            make_part(self.stdout.write, "Ready answers", take_over)
