"""WordprocessingML as text: paragraphs, runs, tables. Styles are named, never put on by hand."""

from __future__ import annotations

from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, style: str = "") -> str:
    """A run; a tab in the text is a tab."""
    marks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t")
    )
    return f"<w:r>{marks}{pieces}</w:r>"


def paragraph(style: str, *runs: str, more: str = "") -> str:
    """A paragraph of a style.

    Args:
        style: its identifier (`styles`).
        runs: plain text, or runs that are made already.
        more: what follows the style in the paragraph's properties.
    """
    inner = "".join(text if text.startswith("<w:r>") else run(text) for text in runs if text)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def page_number() -> str:
    """`— 1 —`, in the style of the paragraph (clause 7.5)."""
    field = "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return run("— ") + field + run(" —")


def told(instruction: str) -> str:
    """A line that is an instruction and is gone from the paper: `told("if 抄送")`."""
    return paragraph("Instruction", f"{{%p {instruction} %}}")


def told_row(instruction: str, columns: int) -> str:
    """A row of a table that is an instruction."""
    return row(cell(paragraph("Instruction", f"{{%tr {instruction} %}}"), span=columns))


def told_cell(instruction: str) -> str:
    """A cell that is an instruction."""
    return cell(paragraph("Instruction", f"{{%tc {instruction} %}}"))


def cell(content: str, *, width: int = 0, span: int = 1) -> str:
    """A cell; its content is paragraphs."""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else '<w:tcW w:w="0" w:type="auto"/>'
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr>{size}{spanning}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def row(*cells: str, header: bool = False, height: int = 0) -> str:
    """A row, not broken between pages; a header is said again on each."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    marks = "<w:cantSplit/>" + tall + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: tuple[int, ...], *rows: str, place: str = "") -> str:
    """A table of fixed columns.

    Args:
        style: its identifier (`styles`).
        widths: of the columns, in twentieths of a point.
        rows: the rows, and those that are instructions.
        place: `w:tblpPr`, if it does not stand in the text.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
