"""Finds the acts: every folder beside this module that has a ``service.py`` with a ``SERVICE``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from workflows import services
from workflows.processes.automatic import register
from workflows.services.service import Service


def load() -> None:
    """Make all of them known, by the names of their folders and in the order of ``place``."""
    register(*sorted(_found(), key=lambda act: (act.place, act.name)))


def _found() -> list[Service]:
    names = [module.name for module in iter_modules(services.__path__) if module.ispkg]
    acts: list[Service] = [import_module(f"{services.__name__}.{name}.service").SERVICE for name in names]
    for name, act in zip(names, acts, strict=True):
        act.name = name
    return acts
