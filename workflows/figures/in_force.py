"""The measures that there are: those that come with Insaf, and in their place what owners published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from workflows.figures.errors import CannotReckon
from workflows.figures.measure import Measure
from workflows.figures.shipped import SHIPPED


def measures() -> Mapping[str, Measure]:
    """All of them by their keys, in their order."""
    return SHIPPED


def named(keys: Iterable[str]) -> tuple[Measure, ...]:
    """Those of a question, each under the key by which it was asked for; raises ``CannotReckon`` for one not there."""
    known = measures()
    found = []
    for key in keys:
        if key not in known:
            raise CannotReckon(_("The measure “%(measure)s” is not there any more.") % {"measure": key})
        found.append(known[key])
    return tuple(found)
