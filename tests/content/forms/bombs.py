"""Files that are small to send and huge to open, made here; each names what it does to whoever believes it."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from PIL import Image

DEFLATE, BZ2, LZMA, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED
_MEGABYTE = bytes(1024 * 1024)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package: its bytes as packed, and how large it says that it unpacks to."""

    name: str
    packed: bytes = b""
    method: int = STORED
    declared: int = 0


WORD = (Part("[Content_Types].xml"), Part("word/document.xml"))


def package(*parts: Part, named_again: int = 0) -> bytes:
    """A zip file that says of its parts what they say of themselves; its directory names the first so often more."""
    body, directory = io.BytesIO(), io.BytesIO()
    for part in parts:
        name = part.name.encode()
        sizes = struct.pack("<LLLHH", 0, len(part.packed), part.declared, len(name), 0)
        both = struct.pack("<HHHHH", 20, 0, part.method, 0, 33) + sizes
        directory.write(b"PK\1\2\x14\0" + both + struct.pack("<HHHLL", 0, 0, 0, 0, body.tell()) + name)
        body.write(b"PK\3\4" + both + name + part.packed)
    first = directory.getvalue()[: 46 + len(parts[0].name)]
    directory.write(first * named_again)
    number = min(len(parts) + named_again, 0xFFFF)  # a higher one does not fit in, and readers do not mind
    head = struct.pack("<HHHHLLH", 0, 0, number, number, directory.tell(), body.tell(), 0)
    return body.getvalue() + directory.getvalue() + b"PK\5\6" + head


@cache
def zeros_in_bz2(megabytes: int) -> bytes:
    """Some 400 bytes, and all of them in one stream: Python unpacks it at once."""
    packer = bz2.BZ2Compressor()
    return b"".join([packer.compress(_MEGABYTE) for _ in range(megabytes)] + [packer.flush()])


@cache
def zeros_deflated(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b"".join([packer.compress(_MEGABYTE) for _ in range(megabytes)] + [packer.flush()])


def lying_mimetype(packed: bytes, method: int) -> bytes:
    """A document whose ``mimetype`` claims to unpack to 20 bytes."""
    return package(Part("mimetype", packed, method, 20), *WORD)


def many_parts(number: int) -> bytes:
    return package(*WORD, *(Part(f"{each}") for each in range(number)))


def swelling_document(megabytes: int) -> bytes:
    """A document that says truly how large it becomes."""
    packed = zeros_deflated(megabytes)
    return package(*WORD, Part("word/media/1.bmp", packed, DEFLATE, megabytes * 1024 * 1024))


def broken_mimetypes() -> dict[str, bytes]:
    """Documents whose ``mimetype`` no unpacker of its kind can read."""
    garbage = b"\xff" * 40
    header = b"\x09\x14" + struct.pack("<H", 5) + b"\x5d\0\0\x80\0"
    kinds = {"deflate": (DEFLATE, garbage), "bz2": (BZ2, garbage), "lzma": (LZMA, header + garbage)}
    return {name: lying_mimetype(packed, method) for name, (method, packed) in kinds.items()}


def lzma_zeros(megabytes: int) -> bytes:
    """Zeros as a package holds LZMA: a header of its own before the stream."""
    packer = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "preset": 0}])
    stream = b"".join([packer.compress(_MEGABYTE) for _ in range(megabytes)] + [packer.flush()])
    return b"\x09\x14" + struct.pack("<H", 5) + b"\x5d" + struct.pack("<L", 2**18) + stream


def scans_repeated(times: int, *, side: int = 64) -> bytes:
    """A progressive JPEG that draws one of its scans ``times`` times more: 30 ms each at 7200 pixels square."""
    buffer = io.BytesIO()
    Image.new("L", (side, side), 99).save(buffer, "JPEG", progressive=True)
    content = buffer.getvalue()
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * (times + 1) + content[-2:]


def scans_behind_no_marker(times: int) -> bytes:
    """The same, in what looks like a segment of its own: where a restart is due, libjpeg looks into it."""
    content = scans_repeated(0)
    first, last = content.index(b"\xff\xda"), content.rindex(b"\xff\xda")
    restarts = b"\xff\xdd" + struct.pack(">HH", 4, 1)
    hidden = content[last:-2] * times
    head = b"\xff\x02" + struct.pack(">H", len(hidden) + 2)
    return content[:first] + restarts + content[first:-2] + head + hidden + content[-2:]


def plain_webp(side: int) -> bytes:
    """Some 40 bytes: of one colour, so that of its size nothing but the head of its stream says anything."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(buffer, "WEBP", lossless=True, method=0)
    content = bytearray(buffer.getvalue())
    start = content.index(b"VP8L") + 9  # behind the chunk's length and the stream's first byte
    beyond = int.from_bytes(content[start : start + 4], "little") >> 28
    content[start : start + 4] = ((side - 1) | (side - 1) << 14 | beyond << 28).to_bytes(4, "little")
    return bytes(content)


def wide_canvas() -> bytes:
    """A WebP of 8 by 8 that says it moves on 16,383 by 16,383: twice a gigabyte as soon as it is opened."""
    frame = plain_webp(8)[12:]
    frame_head = bytes(6) + (7).to_bytes(3, "little") * 2 + bytes(4)
    chunks = [
        (b"VP8X", b"\x02\0\0\0" + (16_382).to_bytes(3, "little") * 2),
        (b"ANIM", bytes(6)),
        (b"ANMF", frame_head + frame),
    ]
    body = b"WEBP" + b"".join(name + struct.pack("<L", len(data)) + data for name, data in chunks)
    return b"RIFF" + struct.pack("<L", len(body)) + body


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *more: bytes) -> bytes:
    """A PNG of this size that says so and has next to no pixels; ``more`` chunks stand before them."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(10_000)))
    return b"\x89PNG\r\n\x1a\n" + b"".join([header, *more, pixels, png_chunk(b"IEND", b"")])


def swelling_words() -> bytes:
    """A PNG with 40 texts of 30 MB each."""
    text = zlib.compress(bytes(30_000_000), 9)
    return png(8, 8, *(png_chunk(b"zTXt", b"k%d\0\0" % number + text) for number in range(40)))


TORN_GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
