"""Looks for tokens in every table of the database."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Field, Model

from tests.site.portal.canary.finding import tokens_in


def tables_with_words() -> dict[str, set[str]]:
    """Every table of the database, to the tokens that any of its columns holds."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        tokens = {each for row in model._default_manager.values_list(*_columns(model)) for each in _in_row(model, row)}
        if tokens:
            found[model.__name__] = tokens
    return found


def _columns(model: type[Model]) -> list[str]:
    return [each.attname for each in model._meta.fields if isinstance(each, Field)]


def _in_row(model: type[Model], row: tuple[Any, ...]) -> set[str]:
    values = [value for value in row if isinstance(value, str | bytes | dict | list)]
    if model is Session:
        values.append(Session.objects.get(pk=row[0]).get_decoded())
    return {found for value in values for found in tokens_in(value)}
