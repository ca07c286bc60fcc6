"""Reading rosters: encodings, Excel's habits, broken files, bombs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from messages.reading import tables
from messages.reading.roster import read_rows
from messages.reading.tables import UnreadableTableError

HEADER = "单位,类别,简称,职务,角色,席位,姓名,电话"
LINE = '县水利局,县直,"水利局、县水利",,联络员,A,甲,13800000016'


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{LINE}\n".encode(),
        f"{HEADER}\r\n{LINE}".encode("utf-8-sig"),
        f"{HEADER}\n{LINE}".encode("gb18030"),
        f"{HEADER}\n{LINE}".encode("utf-16"),
        f"夏邑县督查工作名册\n\n{HEADER}\n\n{LINE}\n,,,\n".encode(),
        f"{HEADER},备注\n{LINE},略".encode(),
        f"{HEADER}\n{LINE}".replace(",", "\t").encode(),
        f'{HEADER}\n县水利局,县直,水利局、县水利,,联络员, A　, 甲 ,"=""13800000016"""'.encode(),
    ],
    ids=["utf8", "bom", "gb18030", "utf16", "title", "more-columns", "tabs", "guarded"],
)
def test_csv_as_it_comes(content: bytes) -> None:
    (row,) = read_rows("名册.csv", content)
    assert row.cells["单位"] == "县水利局"
    assert row.cells["简称"] == "水利局、县水利"
    assert (row.cells["席位"], row.cells["姓名"], row.cells["电话"]) == ("A", "甲", "13800000016")
    assert "备注" not in row.cells


def test_rows_know_where_they_stand() -> None:
    rows = read_rows("a.csv", f"标题\n{HEADER}\n{LINE}\n\n{LINE}".encode())
    assert [row.number for row in rows] == [3, 5]


def workbook(*lines: Sequence[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_excel_numbers_are_telephone_numbers() -> None:
    content = workbook(HEADER.split(","), ["县水利局", "县直", None, None, "联络员", "A", "甲", 13800000016.0])
    (row,) = read_rows("名册.XLSX", content)
    assert row.cells["电话"] == "13800000016"
    assert row.number == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xls", b"x", "wrong_kind"),
        ("a", b"x", "wrong_kind"),
        ("a.csv", b"", "empty"),
        ("a.csv", HEADER.encode(), "empty"),
        ("a.csv", b"a,b\n1,2", "no_header"),
        ("a.csv", "单位,类别,角色\n甲,乙,丙".encode(), "no_header"),
        ("a.csv", f"{HEADER},单位\n{LINE},x".encode(), "no_header"),
        ("a.csv", b"\xff\xff\x00\x00\xfe", "damaged"),
        ("a.xlsx", b"x", "damaged"),
        ("a.xlsx", workbook(["甲"], ["乙"]), "no_header"),
    ],
)
def test_what_cannot_be_read(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableTableError) as error:
        read_rows(name, content)
    assert error.value.reason == reason


def test_a_workbook_that_is_none() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "x")
    with pytest.raises(UnreadableTableError) as error:
        read_rows("a.xlsx", stream.getvalue())
    assert error.value.reason == "damaged"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 1000)
    with pytest.raises(UnreadableTableError) as error:
        read_rows("a.xlsx", workbook(HEADER.split(","), ["x" * 5000]))
    assert error.value.reason == "too_long"


def test_too_many_rows() -> None:
    content = "\n".join([HEADER, *[LINE] * (tables.MOST_ROWS + 1)]).encode()
    with pytest.raises(UnreadableTableError) as error:
        read_rows("a.csv", content)
    assert error.value.reason == "too_long"
