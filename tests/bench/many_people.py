"""Five thousand people by one spreadsheet: seen before, written in one act, and each sent a link."""

from __future__ import annotations

import time

from django.core import mail
from django.test.utils import override_settings
from django.utils.translation import override

from permissions.access.selectors import administrators
from permissions.actors import Actor
from permissions.now import now
from portal.operations.sheets.all import sheet_of
from portal.operations.sheets.carrying_out import carry_out, confirm, take_in
from portal.operations.sheets.reading import read_table
from tests.bench.figures import Sheet
from tests.bench.sizes import Sizes
from tests.site.portal.sheets.sending import as_xlsx

WITHIN = 60
"""Seconds, at most, from the file to the last row that is written."""
HEADS = ["email", "name_ar", "name_en", "body", "post", "deputy", "role"]


def measure(sheet: Sheet, sizes: Sizes) -> None:
    """New people at the ministry of health: half of them deputise in a post, half hold a role."""
    rows = [
        [f"p{n}@moh.example", f"موظف {n}", f"Officer {n}", "moh", *(["0", "1", ""] if n % 2 else ["", "", "officer"])]
        for n in range(sizes.people)
    ]
    content, people = as_xlsx([HEADS, *rows]), sheet_of("people")
    assert people is not None
    actor = Actor.staff(administrators(now()).earliest("pk").pk)
    with override("en"), override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        began = time.monotonic()
        sent = take_in(people, read_table(content, people), name="people.xlsx", content=content, actor=actor)
        sheet.add(f"spreadsheet of {sizes.people:,} people: until it is seen", time.monotonic() - began, "s")
        assert confirm(sent)
        carry_out(sent.pk, links=False)
        sheet.add(f"spreadsheet of {sizes.people:,} people: written", time.monotonic() - began, "s", WITHIN)
        carry_out(sent.pk)
        sheet.add(f"spreadsheet of {sizes.people:,} people: with all links", time.monotonic() - began, "s")
    sheet.add("links that were sent", len(mail.outbox), "letters")
