"""A form that was changed while somebody fills it in: the one that they began counts."""

from __future__ import annotations

from typing import Protocol, cast

from wagtail.models import Page, Revision

from content.forms.form import FormSchema


class Versioned(Protocol):
    """A page of a form."""

    @property
    def schema(self) -> FormSchema: ...


def schema_begun(page: Versioned, revision: int | None) -> FormSchema:
    """What ``page`` asked as its version ``revision``; what it asks now, where that is not kept."""
    found = Revision.objects.for_instance(cast("Page", page)).filter(pk=revision).first()
    return page.schema if found is None else cast("Versioned", found.as_object()).schema
