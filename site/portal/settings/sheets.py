"""Which sheets a page's one style sheet is made of, by who reads it; smallest ideas first, later ones refine them."""

from __future__ import annotations

_GROUND = ("fonts", "letters", "signs", "tokens")
_PARTS = ("buttons", "fields", "marks", "shares")

SHEETS = {
    "public": (*_GROUND, "ground", "frame", *_PARTS, "forms", "home", "prose", "case", "paper"),
    # Beside Wagtail's own sheet, on every page of the admin: its variables take our values.
    "admin": (*_GROUND, "admin"),
    # What our own screens in the admin add.
    "staff": (
        *_PARTS,
        "case",
        "dense",
        "desk",
        "files",
        "steps",
        "who-may-what",
        "people",
        "process",
        "call-centre",
        "notices",
        "charts",
        "dashboards",
        "desk-paper",
    ),
}
"""Names of sheets in ``static/css``, without their ending."""
