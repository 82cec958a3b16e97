"""What editors write is text with a few marks, whatever they paste or send."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from content.pages.blocks import RICH_FEATURES


def kept(text: str, *, entities: Mapping[str, object] | None = None, style: str = "BOLD") -> str:
    """What is stored of one line that the editor's browser sends."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if entities else []
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "entityRanges": ranges}
    block["inlineStyleRanges"] = [{"offset": 0, "length": len(text), "style": style}]
    state = {"blocks": [block], "entityMap": entities or {}}
    return str(ContentstateConverter(features=RICH_FEATURES).to_database_format(json.dumps(state)))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"])
def test_markup_that_is_pasted_is_words(text: str) -> None:
    stored = kept(text)
    assert "<script" not in stored
    assert "<img" not in stored
    assert "<svg" not in stored
    assert "&lt;" in stored


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"])
def test_a_link_that_would_run_something_leads_nowhere(url: str) -> None:
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}}
    assert url.split(":", maxsplit=1)[0] + ":" not in kept("here", entities=link)


def test_a_link_to_a_page_of_the_web_stays() -> None:
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://health.example/"}}}
    assert 'href="https://health.example/"' in kept("here", entities=link)
