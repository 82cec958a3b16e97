"""Four of Wagtail's apps without the third version of its API, which nothing here serves (158 in DECISIONS).

As they start they give it their routes and schemas. That alone loads pydantic, Django REST framework and all screens of
the admin into every process, also those that draw none: the clock, the queue, each command. It was a quarter of their
memory (40 MB). Whoever wants that API names Wagtail's own apps in ``INSTALLED_APPS`` again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class Redirects(WagtailRedirectsAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.contrib.redirects.api.v3"):
            super().ready()


class Snippets(WagtailSnippetsAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.snippets.api.v3", "wagtail.snippets.api.v3.router"):
            super().ready()


class Documents(WagtailDocsAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.documents.api.v3.registry", "wagtail.documents.api.v3.router"):
            super().ready()


class Images(WagtailImagesAppConfig):
    def ready(self) -> None:
        with _without_api("wagtail.images.api.v3.registry", "wagtail.images.api.v3.router"):
            super().ready()


@contextmanager
def _without_api(*names: str) -> Iterator[None]:
    """Whatever is imported of these modules meanwhile is empty: an API that takes routes and keeps none."""
    names = ("wagtail.api.v3.api", *names)
    there = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update({name: _Empty(name) for name in names})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(there)


class _Empty(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Nothing:
    def __call__(self, *given: Any) -> None:
        """As ``register_content_types``."""

    def add_router(self, prefix: str, router: Any) -> None:
        """As the API."""
