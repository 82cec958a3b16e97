"""Each row of a proved model that is written is proved in the same transaction, by whatever way it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save

from permissions import telling_rows
from permissions.audit.covered import Said
from permissions.proving.declared import declare, declared, proved_model
from permissions.proving.services import prove, still_hold

_BENT: Final = "_was_bent"


class _Prover(telling_rows.Listener):
    """Proves what is written in bulk."""

    def concerns(self, model: type[Model], names: Collection[str]) -> bool:
        proved = proved_model(model)
        return proved is not None and proved.concerns(names)

    def before(self, model: type[Model], ids: Collection[int]) -> Collection[int]:
        proved = proved_model(model)
        return [] if proved is None else still_hold(proved, ids)

    def after(self, model: type[Model], ids: Collection[int]) -> None:
        if (proved := proved_model(model)) is not None:
            prove(proved, ids)


def prove_all(listed: Iterable[Said]) -> None:
    """Prove the rows of each model that is said to be covered by its digest; each floor calls it as it starts."""
    declare(listed)
    for each in declared():
        pre_save.connect(_about_to_be_saved, sender=each.model, dispatch_uid="proving")
        post_save.connect(_saved, sender=each.model, dispatch_uid="proving")
        post_delete.connect(_deleted, sender=each.model, dispatch_uid="proving")
    telling_rows.tell(_Prover())


def _about_to_be_saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    proved, names = proved_model(sender), kwargs.get("update_fields")
    if proved is None or instance._state.adding or (names is not None and not proved.concerns(names)):
        return
    instance.__dict__[_BENT] = instance.pk not in still_hold(proved, [instance.pk])


def _saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    proved, names = proved_model(sender), kwargs.get("update_fields")
    if proved is None or (names is not None and not proved.concerns(names)):
        return
    if not instance.__dict__.pop(_BENT, False):
        prove(proved, [instance.pk])


def _deleted(sender: type[Model], instance: Model, **_kwargs: Any) -> None:
    if (proved := proved_model(sender)) is not None:
        prove(proved, [instance.pk])
