"""Every URL pattern of the site as Django shows it, and an address for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

LANGUAGE = "<language>/"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Written as regular expressions: what fits them.
WRITTEN_OUT = {
    r"admin/pages/^(?P<pk>\d+)/revisions/compare/"
    r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (
        "admin/pages/<int:pk>/revisions/compare/<int:revision_id_a>...<int:revision_id_b>/"
    ),
    "admin/^.*/$": "admin/no/such/address/",
    r"<language>/^((?:[\w\-]+/)*)$": "<language>/<slug:page_path>/",
    # Found by what stands behind the question mark.
    "admin/api/main/^pages/find/": "admin/api/main/pages/find/?id=<int:pk>",
    "admin/api/main/^images/find/": "admin/api/main/images/find/?id=<int:pk>",
    "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/": (
        "admin/bulk/<str:app_label>/<str:model_name>/<str:action>/?id=<int:pk>"
    ),
    "admin/figures/<slug:kind>/<slug:name>/requests/": (
        "admin/figures/<slug:kind>/<slug:name>/requests/?figure=received"
    ),
    "admin/block-preview/": "admin/block-preview/?id=<str:block_id>",
}


def routes(resolver: URLResolver | None = None) -> list[str]:
    """In the order in which Django tries them, each once; the language stands for either."""
    return list(dict.fromkeys(_below(resolver or get_resolver(), "")))


def _below(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        own = LANGUAGE if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield before + own
        else:
            yield from _below(pattern, before + own)


def address(route: str, values: Mapping[str, Any]) -> str:
    """An address of a route. A parameter that nothing stands for raises ``KeyError`` with its name."""
    plain = WRITTEN_OUT.get(route, route).replace(LANGUAGE, "ar/").replace("/^", "/")
    return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), plain)


def values_of(route: str, samples: Mapping[str, Mapping[str, Any]], of: str = "") -> dict[str, Any]:
    """What stands for the parameters of a route: longer beginnings win, those of ``of`` over all others."""
    found: dict[str, Any] = {}
    ending = f" · {of}"
    for beginning in sorted(samples, key=lambda key: (key.endswith(ending), len(key))):
        begins, _, name = beginning.partition(" · ")
        if name in ("", of) and route.startswith(begins):
            found.update(samples[beginning])
    return found
