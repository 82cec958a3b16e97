"""XML of others is read without anything that it asks for."""

from __future__ import annotations

import pytest

from permissions.markup import NotMarkup, name_of, namespace_of, read_markup

BOMB = b'<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
OF_A_FILE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'


@pytest.mark.parametrize("content", [b"", b"words", b"<d>", b"<!DOCTYPE d><d/>", BOMB, OF_A_FILE, b"<d>\xff</d>"])
def test_what_is_not_well_formed_or_brings_a_dtd_is_not_read(content: bytes) -> None:
    with pytest.raises(NotMarkup):
        read_markup(content)


def test_names_come_apart_from_their_namespaces_and_comments_are_left_out() -> None:
    root = read_markup(b'<a:d xmlns:a="urn:a"><!-- no --><?run it?><e/></a:d>')
    assert (name_of(root), namespace_of(root)) == ("d", "urn:a")
    assert [(name_of(each), namespace_of(each)) for each in root] == [("e", "")]


def test_what_was_never_strict_is_read_as_browsers_do() -> None:
    assert name_of(read_markup(b"<d><e></d>", forgiving=True)) == "d"
