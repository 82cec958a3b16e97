"""The digest of what the public gets of a form's page: two editors agree on exactly that content."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

FIELDS: Final = (
    *("title", "slug", "seo_title", "search_description", "show_in_menus", "go_live_at", "expire_at"),
    *("kind", "heading", "summary", "intro", "questions", "send_label", "opens_at", "closes_at", "archived"),
    *("instead_id", "notes"),
)
"""The columns whose change on a published page two editors agree on."""
UNORDERED: Final = ("relations", "proof_from")
"""Values that are offered in one order, whatever the order in which they were saved."""
MARKS: Final = re.compile(r' data-block-key="[^"]*"')
EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})


def content_digest(page: Any) -> str:
    """SHA-256 (hex) of the content of a form's page, whether it comes from its row or from a revision.

    Blocks count without their ids, and without values that are empty: a revision of an older release lacks keys that
    its row has by now, and says the same.
    """
    content = {name: _plain(getattr(page, name)) for name in FIELDS}
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return [[block.block_type, _plain(block.value)] for block in value]
    if isinstance(value, Mapping):
        fields = {name: _plain(field) for name, field in value.items()}
        fields |= {name: sorted(fields[name]) for name in UNORDERED if fields.get(name)}
        return {name: field for name, field in fields.items() if field not in EMPTY}
    if isinstance(value, list | tuple) or hasattr(value, "bound_blocks"):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bool | int | None):
        return value
    return bare_html(value.source) if isinstance(value, RichText) else str(getattr(value, "pk", value))


def bare_html(html: str) -> str:
    """A rich text without the marks that its editor leaves in it, which nobody sees."""
    return MARKS.sub("", html)
