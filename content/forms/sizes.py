"""How large a file is, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024


def written_size(size: int) -> str:
    """``410 kB``, ``2.8 MB``, from bytes; digits 0-9 in every language. ``forms-files.js`` writes the same."""
    if size < MEGABYTE:
        return _("{size} kB").format(size=max(1, round(size / 1024)))
    return _("{size} MB").format(size=f"{size / MEGABYTE:.1f}")
