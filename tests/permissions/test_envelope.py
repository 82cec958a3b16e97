"""What is encrypted for one place is read there alone, under keys that can be changed, and bent nowhere unseen."""

from __future__ import annotations

import io
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from pytest_django import Settings

from permissions.encrypted import Unreadable
from permissions.encrypted_files import PIECE, Decrypted, encrypt_into, owner_of
from permissions.envelope import (
    decrypt,
    digest,
    encrypt,
    master_name,
    masters,
    new_key,
    unwrap,
    wrap,
)

KEY = b"k" * 32
PLACE = "workflows_message|12|1|statement|text"


@pytest.mark.parametrize("text", ["", "water", "ماء الشرب مقطوع منذ أسبوع", "x" * 10_000, "\x00\n'\""])
def test_it_comes_back_as_it_was(text: str) -> None:
    assert decrypt(KEY, encrypt(KEY, text, PLACE), PLACE) == text


def test_it_never_looks_the_same_twice_and_tells_nothing() -> None:
    one, other = encrypt(KEY, "water", PLACE), encrypt(KEY, "water", PLACE)
    assert one != other
    assert "water" not in one


@pytest.mark.parametrize(
    "place", ["workflows_message|13|1|statement|text", "workflows_message|12|1|statement|shown", ""]
)
def test_it_is_refused_in_another_place(place: str) -> None:
    with pytest.raises(Unreadable):
        decrypt(KEY, encrypt(KEY, "water", PLACE), place)


def test_it_is_refused_under_the_key_of_another_case() -> None:
    with pytest.raises(Unreadable):
        decrypt(new_key(), encrypt(KEY, "water", PLACE), PLACE)


def test_any_changed_bit_is_refused() -> None:
    whole = bytearray(urlsafe_b64decode(encrypt(KEY, "water", PLACE)))
    for place in range(len(whole)):
        bent = bytearray(whole)
        bent[place] ^= 1
        with pytest.raises(Unreadable):
            decrypt(KEY, urlsafe_b64encode(bytes(bent)).decode(), PLACE)


@pytest.mark.parametrize("nothing", ["", "water", "ماء", "AAAA", "é" * 40])
def test_what_was_never_encrypted_is_refused(nothing: str) -> None:
    with pytest.raises(Unreadable):
        decrypt(KEY, nothing, PLACE)


def test_a_wrapped_key_is_read_under_a_former_master_and_for_its_case_alone(settings: Settings) -> None:
    former, key = master_name(), new_key()
    wrapped = wrap(key, "case 1")
    assert wrapped.startswith(f"{former}.")
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    assert list(masters()) == [master_name(), former]
    assert unwrap(wrapped, "case 1") == key
    with pytest.raises(Unreadable):
        unwrap(wrapped, "case 2")
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with pytest.raises(Unreadable, match=former):
        unwrap(wrapped, "case 1")


def test_a_digest_is_of_what_is_said_and_of_the_key() -> None:
    said = digest(KEY, ["text", "water", 1, None, {"a": [True]}])
    assert said == digest(KEY, ["text", "water", 1, None, {"a": [True]}])
    assert (
        len({said, digest(KEY, ["text", "water"]), digest(new_key(), ["text", "water", 1, None, {"a": [True]}])}) == 3
    )


# --- files -----------------------------------------------------------------------------------------------------------


def encrypted(content: bytes, *, place: str = "2026/11/a") -> io.BytesIO:
    made = io.BytesIO()
    encrypt_into(made, io.BytesIO(content), key=KEY, owner=7, place=place)
    return made


def opened(stored: io.BytesIO, *, place: str = "2026/11/a") -> Decrypted:
    return Decrypted(stored, key={7: KEY}.get, place=place)


SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17]


def content_of(size: int) -> bytes:
    return bytes(place * 7 % 251 for place in range(min(size, 4096))) * (size // 4096 + 1)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_of_any_size_comes_back(size: int) -> None:
    content = content_of(size)[:size]
    stored = encrypted(content)
    assert owner_of(stored) == 7
    assert content[:64] not in stored.getvalue() or size < 16
    read = opened(stored)
    assert (read.size, read.read()) == (size, content)
    assert read.read() == b""


def test_any_part_is_read_without_the_rest() -> None:
    content = content_of(3 * PIECE)[: 2 * PIECE + 500]
    read = opened(encrypted(content))
    for start, length in [(0, 10), (PIECE - 5, 10), (2 * PIECE + 490, 100), (5, 1), (PIECE, PIECE)]:
        assert read.seek(start) == start
        found = b""
        while len(found) < length and (piece := read.read(length - len(found))):
            found += piece
        assert found == content[start : start + length]


def test_a_plain_file_has_no_owner_and_stands_at_its_beginning() -> None:
    for content in (b"", b"%PDF-1.7", b"\x00" * 100):
        plain = io.BytesIO(content)
        plain.read(3)
        assert owner_of(plain) is None
        assert plain.tell() == 0


def read_whole(stored: io.BytesIO, *, place: str = "2026/11/a") -> bytes:
    return opened(stored, place=place).read()


def other_end(part: bytes) -> bytes:
    """The same but for its last bit: a fixed byte in the place of a random one is the same once in 256 runs."""
    return part[:-1] + bytes([part[-1] ^ 1])


def test_a_file_that_was_moved_cut_longer_or_in_another_order_is_refused() -> None:
    content = content_of(3 * PIECE)[: 2 * PIECE + 500]
    whole = encrypted(content).getvalue()
    head, sealed = whole[:32], PIECE + 16
    pieces = [whole[32 + place * sealed : 32 + (place + 1) * sealed] for place in range(3)]
    with pytest.raises(Unreadable):
        read_whole(io.BytesIO(whole), place="2026/11/b")
    for bent in (
        head + pieces[1] + pieces[0] + pieces[2],
        head + pieces[0] + pieces[1],
        head + pieces[0],
        head,
        whole + b"x",
        head + pieces[0] + pieces[2],
        head + other_end(pieces[0]) + pieces[1] + pieces[2],
        other_end(head) + b"".join(pieces),
    ):
        with pytest.raises(Unreadable):
            read_whole(io.BytesIO(bent))


def test_without_its_owners_key_it_is_refused() -> None:
    with pytest.raises(Unreadable):
        Decrypted(encrypted(b"water"), key=lambda _owner: None, place="2026/11/a")
