"""Pictures for the demonstration, drawn on the spot: plain areas of colour, valid PNG."""

import struct
import zlib

WIDTH, HEIGHT = 320, 240
SKY, GROUND = (176, 203, 222), (118, 140, 96)


def picture(number: int) -> bytes:
    """A view with a road that is different for each number."""
    road = WIDTH * (number % 5 + 2) // 8
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        half = max(2, (y - HEIGHT // 2) // 3)
        for x in range(WIDTH):
            is_road = y > HEIGHT // 2 and abs(x - road) < half
            rows.extend((150, 150, 150) if is_road else SKY if y < HEIGHT // 2 else GROUND)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(bytes(rows))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
