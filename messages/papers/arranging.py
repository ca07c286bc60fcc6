"""What a letterhead cannot say of itself: widths of columns, and where a page may not end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from messages.papers.columns import SHORT, least, long, wanted
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
    _set_imprint_on_the_last_page_that_is_there(document)
    for section in list(document.sections)[1:]:  # the head of a letter is on its first page only
        section.different_first_page_header_footer = False


def _set_imprint_on_the_last_page_that_is_there(document: Document) -> None:
    """After a page that lies nothing follows but the imprint: it goes to the foot of that page, as wide as its text.

    A section of its own would open a page with nothing else in Word, and none in LibreOffice.
    """
    body = document.element.body
    breaks = body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    if not breaks:
        return
    lying, last = breaks[-1], body.find(qn("w:sectPr"))
    size = lying.find(qn("w:pgSz"))
    holder = lying.getparent().getparent()
    rest = list(holder.itersiblings())
    if size is None or size.get(qn("w:orient")) != "landscape" or last is None or not all(map(_floats, rest)):
        return
    margins = lying.find(qn("w:pgMar"))
    width = int(size.get(qn("w:w"))) - sum(int(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))
    for table in (WordTable(item, document) for item in rest if item.tag == qn("w:tbl")):
        _set_wide(table, width)
    body.replace(last, lying)
    body.remove(holder)


def _floats(item: Any) -> bool:
    """It takes no room in the text: an empty paragraph, a table with a place of its own, the last section."""
    if item.tag == qn("w:tbl"):
        return item.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}") is not None
    return item.tag == qn("w:sectPr") or not "".join(item.itertext())


def _set_wide(table: WordTable, width: int) -> None:
    """Give a table of one column another width, and its tabs at the right edge with it."""
    column, whole = table._tbl.tblGrid.find(qn("w:gridCol")), table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001
    more = width - int(column.get(qn("w:w")))
    column.set(qn("w:w"), str(width))
    whole.set(qn("w:w"), str(width))
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.width = Twips(width)
        for paragraph in cell.paragraphs:
            for stop in list(paragraph.style.paragraph_format.tab_stops) if paragraph.style else ():
                paragraph.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(stop.position.twips + more), stop.alignment)


def _widen(drawn: WordTable, meant: Table) -> None:
    grid: Any = drawn._tbl.tblGrid  # noqa: SLF001 - python-docx has no other way to the grid
    columns = grid.findall(qn("w:gridCol"))
    widths = shares(sum(int(column.get(qn("w:w"))) for column in columns), wanted(meant), least(meant))
    if len(widths) != len(columns):
        return  # the office's own letterhead draws the table otherwise
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    short = [all(long(line[column]) <= SHORT for line in meant.rows) for column in range(len(widths))]
    for row in drawn.rows:
        for cell, width, centred in zip(row.cells, widths, short, strict=False):
            cell.width = Twips(width)
            if centred:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def shares(whole: int, parts: Sequence[int], least: Sequence[int] = ()) -> list[int]:
    """Divide a width by shares, to the last twentieth of a point; none is narrower than its least, if all have room."""
    kept = least if least and sum(least) <= whole else (0,) * len(parts)
    fixed = {n for n, part in enumerate(parts) if whole * part // sum(parts) < kept[n]}
    rest, free = whole - sum(kept[n] for n in fixed), [0 if n in fixed else part for n, part in enumerate(parts)]
    ends = [rest * sum(free[: count + 1]) // (sum(free) or 1) for count in range(len(free))]
    given = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    return [kept[n] if n in fixed else width for n, width in enumerate(given)]


def _part_run_in_headings(document: Document) -> None:
    """A heading that goes on in its line does not keep the next: a text of nothing else would go over in one piece."""
    for paragraph in document.paragraphs:
        if any(run.text and run.style.name == RUN_IN for run in paragraph.runs):
            paragraph.paragraph_format.keep_with_next = False


def _keep_signature_with_text(document: Document) -> None:
    """A page with nothing but the signature is not done (clause 7.3.5.4): the last lines of text go with it.

    A last line that only closes (特此函商。) is not enough; the paragraph before it goes along, if it is a short one:
    LibreOffice moves it whole.
    """
    before: list[Paragraph] = []
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == SIGNATURE:
            for kept in before[-1:]:
                kept.paragraph_format.keep_with_next = True
            if len(before) > 1 and len(before[-1].text) <= _ONE_LINE and len(before[-2].text) <= _THREE_LINES:
                before[-2].paragraph_format.keep_with_next = True
            return
        before.append(paragraph)


_ONE_LINE, _THREE_LINES = 26, 82
"""Characters of paragraphs of so many lines: 28 each, less the two by which the first is indented."""
