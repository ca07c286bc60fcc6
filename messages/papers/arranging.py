"""What a letterhead cannot say of itself: widths of columns, and where a page may not end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as WordTable

from supervision.model.documents import PaperContent, Table

ANNEX = "附表"
"""The style of tables whose columns are the content's."""

SIGNATURE = "署名"

RUN_IN = "接排正文"
"""The style of words that follow a heading in its line."""


def arrange(document: Document, content: PaperContent) -> None:
    """Put right what was filled in."""
    tables = [table for table in document.tables if table.style is not None and table.style.name == ANNEX]
    for drawn, meant in zip(tables, content.tables, strict=False):
        _widen(drawn, meant)
    _part_run_in_headings(document)
    _keep_signature_with_text(document)
    for section in list(document.sections)[1:]:  # the head of a letter is on its first page only
        section.different_first_page_header_footer = False


def _widen(drawn: WordTable, meant: Table) -> None:
    grid: Any = drawn._tbl.tblGrid  # noqa: SLF001 - python-docx has no other way to the grid
    columns = grid.findall(qn("w:gridCol"))
    widths = shares(sum(int(column.get(qn("w:w"))) for column in columns), _wanted(meant))
    if len(widths) != len(columns):
        return  # the office's own letterhead draws the table otherwise
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    short = [all(_long(line[column]) <= _SHORT for line in meant.rows) for column in range(len(widths))]
    for row in drawn.rows:
        for cell, width, centred in zip(row.cells, widths, short, strict=False):
            cell.width = Twips(width)
            if centred:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


_SHORT = 5
"""Characters of a cell that stands in the middle of its column, if all of the column do: numbers, marks."""

_NARROWEST, _WIDEST = 2, 16
"""Characters that a column is given when its content is shorter or longer; one more is for its margins."""


def _wanted(table: Table) -> Sequence[int]:
    if table.widths:
        return table.widths
    lines = (table.header, *table.rows)
    return [
        1 + min(_WIDEST, max(_NARROWEST, *(_long(line[column]) for line in lines if column < len(line))))
        for column in range(len(table.header))
    ]


def _long(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text) // 2 + 1


def shares(whole: int, parts: Sequence[int]) -> list[int]:
    """Divide a width by shares, to the last twentieth of a point."""
    total = sum(parts)
    ends = [whole * sum(parts[: count + 1]) // total for count in range(len(parts))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _part_run_in_headings(document: Document) -> None:
    """A heading that goes on in its line does not keep the next: a text of nothing else would go over in one piece."""
    for paragraph in document.paragraphs:
        if any(run.text and run.style.name == RUN_IN for run in paragraph.runs):
            paragraph.paragraph_format.keep_with_next = False


def _keep_signature_with_text(document: Document) -> None:
    """A page with nothing but the signature is not done (clause 7.3.5.4): the last lines of text go with it."""
    before = None
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == SIGNATURE:
            if before is not None:
                before.paragraph_format.keep_with_next = True
            return
        before = paragraph
