"""All rows of all our tables, comparable between two ways of making them: ids replaced by what a row is known by."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

APPS = ("permissions", "workflows", "content")
# What differs although the rows say the same: working memory of the engine, random names, and what hangs on ids.
LEFT_OUT = {
    "workflows.case": {"secret_hash", "engine_process"},
    "workflows.casekey": {"wrapped"},
    "workflows.file": {"storage_key"},
    "content.upload": {"storage_key"},
    "permissions.auditentry": {"sequence", "seal"},
    "permissions.audithead": {"seal"},
}
SEALED = {"digest", "proof", "whole"}
"""Of an entry of the trail what is reckoned from ids and from the key of its case; it stands with the last act of a
commit, and in bulk that is another one."""
# Rows that are made here are known by these; every other is the same row both times, known by its id.
KNOWN_BY: dict[str, tuple[str, ...]] = {"workflows.case": ("tracking",), "workflows.work": ("case", "step", "entry")}

Row = tuple[tuple[str, Any], ...]


def every_row() -> dict[str, Counter[Row]]:
    """Table to its rows, each as (column, value) pairs; a table or column that is new is in it by itself."""
    names: dict[tuple[str, Any], Any] = {}
    for label, columns in KNOWN_BY.items():
        for row in apps.get_model(label)._default_manager.all():
            names[label, row.pk] = tuple(_value(row, row._meta.get_field(column), names) for column in columns)
    return {
        model._meta.label_lower: Counter(_row(row, names) for row in model._default_manager.all())
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def _row(row: Model, names: dict[tuple[str, Any], Any]) -> Row:
    label = row._meta.label_lower
    left_out = LEFT_OUT.get(label, set())
    fields = [
        field
        for field in row._meta.concrete_fields
        if field.name not in left_out and not (field.primary_key and field.remote_field is None and _made_here(row))
    ]
    found = {field.name: _value(row, field, names) for field in fields}
    return tuple((name, repr(value)) for name, value in _without_ids(label, found, names).items())


def _made_here(row: Model) -> bool:
    return row._meta.label_lower not in ("permissions.agency", "permissions.user", "workflows.version")


def _value(row: Model, field: Field[Any, Any], names: dict[tuple[str, Any], Any]) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, ForeignKey):
        return names.get((field.related_model._meta.label_lower, value), value)
    return value


def _without_ids(label: str, found: dict[str, Any], names: dict[tuple[str, Any], Any]) -> dict[str, Any]:
    """A case's id stands as a number where cases are not known, and inside the outbox's key; audit entries name what
    they seal by id and digest."""
    if "case_id" in found:
        found["case_id"] = names["workflows.case", found["case_id"]]
    if label == "workflows.casewords":
        # An act adds its words to those that are there; in bulk each is written once.
        found |= {name: sorted(set(found[name].split())) for name in ("at", "words")}
    if label == "content.upload":
        found["thumbnail"] = bool(found["thumbnail"])  # where it lies is drawn by lot
    if label == "workflows.outboxentry":
        found["key"] = (found["case"], found["key"].partition(":")[2])
    if label == "permissions.auditentry" and found["subject"] == "case":
        found["subject_id"] = names["workflows.case", found["subject_id"]]
        found["data"] = {key: value for key, value in found["data"].items() if key not in SEALED}
    for name, value in found.items():
        if isinstance(value, dict):
            found[name] = sorted(value.items())
    return found
