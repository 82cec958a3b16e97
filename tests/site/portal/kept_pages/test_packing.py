"""A page that is put together from packed pieces is unpacked to what it was."""

from __future__ import annotations

import gzip
import struct
import subprocess

import pytest

from portal.kept_pages.packing import LONGEST, pack, put_together

PIECES = ("<p>قدّم طلبك</p>" * 400).encode(), b"", b"</form>" * 9_000


@pytest.mark.parametrize("words", [(b"a", b"b"), (b"", b""), (b"x" * LONGEST, "رمز".encode())])
def test_it_is_the_same_with_whatever_stands_between(words: tuple[bytes, bytes]) -> None:
    packed = [pack(piece) for piece in PIECES]
    whole = put_together(PIECES, packed, words)
    assert gzip.decompress(whole) == PIECES[0] + words[0] + PIECES[1] + words[1] + PIECES[2]


def test_another_unpacker_reads_it_too() -> None:
    whole = put_together(PIECES, [pack(piece) for piece in PIECES], [b"one", b"two"])
    read = subprocess.run(["gzip", "-dc"], input=whole, capture_output=True, check=True)
    assert read.stdout == PIECES[0] + b"one" + PIECES[1] + b"two" + PIECES[2]


def test_one_piece_alone_is_a_page() -> None:
    assert gzip.decompress(put_together([b"page"], [pack(b"page")], ())) == b"page"


def test_a_word_shows_no_likeness_to_what_stands_around_it() -> None:
    packed = [pack(piece) for piece in (b"secret" * 50, b"")]
    like, unlike = (put_together((b"secret" * 50, b""), packed, [word]) for word in (b"secret", b"aZ3,_x"))
    assert len(like) == len(unlike)


def test_a_word_that_is_too_long_is_refused() -> None:
    with pytest.raises(struct.error):
        put_together([b"", b""], [pack(b""), pack(b"")], [b"x" * (LONGEST + 1)])
