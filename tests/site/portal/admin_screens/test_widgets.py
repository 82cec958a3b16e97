"""Widgets of Wagtail's write no script into a page, and say all that a script of ours needs."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput

from tests.architecture.sources import ROOT


@pytest.mark.parametrize(
    ("widget", "kind"), [(AdminDateInput, "date"), (AdminDateTimeInput, "datetime-local"), (AdminTimeInput, "time")]
)
def test_the_browser_asks_for_days_and_hours(widget: type[forms.Widget], kind: str) -> None:
    drawn = widget().render("on", None, {"id": "id_on"})
    assert f'type="{kind}"' in drawn
    assert "<script" not in drawn


def test_a_moment_goes_to_the_browser_and_back_as_it_writes_it() -> None:
    field = forms.DateTimeField(widget=AdminDateTimeInput())
    moment = field.clean("2026-11-26T10:30")
    assert 'value="2026-11-26T10:30"' in field.widget.render("at", moment, {"id": "id_at"})


@pytest.mark.django_db
def test_a_chooser_is_started_by_a_script_of_ours() -> None:
    drawn = AdminPageChooser().render("parent", None, {"id": "id_parent"})
    assert "<script" not in drawn
    said = re.search(r'data-chooser="(\w+)" data-of="(\w+)" data-options="([^"]*)"', drawn)
    assert said is not None
    assert said.groups()[:2] == ("PageChooser", "id_parent")
    assert json.loads(unescape(said[3]))["modalUrl"] == "/admin/choose-page/"
    script = (ROOT / "site" / "static" / "js" / "admin-choosers.js").read_text(encoding="utf-8")
    assert "dataset.options" in script
