"""The piece of a text in which the words stand."""

from __future__ import annotations

from portal.desk.snippets import Looked, marked, snippet
from workflows.search.asking import asked


def looked(typed: str) -> Looked:
    return Looked.of(asked(typed)[1])


def test_words_are_marked_and_all_else_is_escaped() -> None:
    found = marked("<b>المياه</b> ومياه", looked("مياه"))
    assert found == "&lt;b&gt;<mark>المياه</mark>&lt;/b&gt; <mark>ومياه</mark>"
    piece = snippet(["لا شيء", "كلمة " * 60 + "انقطعت المِياهُ <script> " + "كلمة " * 60], looked("مياه"))
    assert piece is not None
    assert "<mark>المِياهُ</mark> &lt;script&gt;" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 300
    assert snippet(["لا شيء"], looked("مياه")) is None
