"""How rows of many cases are asked for in one statement."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q


def among(name: str, case_ids: Collection[int]) -> Q:
    """Rows whose column ``name`` is one of these ids; or lies between them, where hardly one does that is not among
    them: five hundred numbers cost as much to write and to read as what is asked with them. Whoever asks looks whether
    a row is meant.
    """
    if not case_ids:
        return Q(pk__in=[])
    first, last = min(case_ids), max(case_ids)
    if len(case_ids) > 1 and last - first < 2 * len(case_ids):
        return Q(**{f"{name}__gte": first, f"{name}__lte": last})
    return Q(**{f"{name}__in": list(case_ids)})
