"""Of what npm brings the files are served that our pages name, and no others."""

from __future__ import annotations

import re

import pytest

from portal.settings.finders import UsedFilesFinder
from tests.architecture.sources import ROOT

NAMED = re.compile(r"vendor/[\w./-]+\.\w+")


def test_of_npm_s_packages_what_pages_name_is_collected_and_nothing_else() -> None:
    collected = {f"{storage.prefix}/{path}" for path, storage in UsedFilesFinder().list(None) if storage.prefix}
    if not collected:
        pytest.skip("node_modules is not there")
    sources = [*(ROOT / "site/static").rglob("*.css"), *(ROOT / "site/templates").rglob("*.html")]
    named = {name for source in sources for name in NAMED.findall(source.read_text(encoding="utf-8"))}
    assert collected == named | {"vendor/tus/tus.min.js.map"}
