"""Plain text in the encodings that offices use."""

from __future__ import annotations

import pytest

from messages.reading.plain import decode

TEXT = "一、改造积水点\n二、清淤"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_text_is_read_whatever_its_encoding(encoding: str) -> None:
    assert decode(TEXT.replace("\n", "\r\n").encode(encoding)) == TEXT


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xfe\x00", b"PK\x03\x04\x14\x00\x00"])
def test_what_is_no_text_is_not_read(content: bytes) -> None:
    assert decode(content) is None
