"""What the floors below have drawn: they say what is in a letter and in a report, and know no template."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string


def draw_letter(said: dict[str, Any]) -> str:
    """A letter as HTML, of what ``WrittenLetter.as_html`` says."""
    return render_to_string("letters/letter.html", said)


def draw_report(said: dict[str, Any]) -> str:
    """The whole document of a report as HTML, of what ``workflows.reports.document`` says."""
    page = "volume" if said.get("volume") else "monthly" if said["monthly"] else "yearly"
    return render_to_string(f"reports/{page}.html", said)
