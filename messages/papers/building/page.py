"""The page of GB/T 9704-2012, clauses 5 and 6: A4, 版心 156 mm by 225 mm, 22 lines of 28 characters."""

from __future__ import annotations

LONG, SHORT = 16838, 11906
"""A4 in twentieths of a point, in which Word counts: 297 mm and 210 mm."""

TOP, LEFT, RIGHT, BOTTOM = 2098, 1588, 1474, 1985
"""37, 28, 26 and 35 mm."""

WIDTH = SHORT - LEFT - RIGHT
WIDE = LONG - TOP - BOTTOM
"""The width of the text on a page that lies on its side."""

SIDE, HEIGHT = (LONG - WIDE) // 2, (LEFT + RIGHT) // 2
"""The margins of a page that lies, 36 and 27 mm: the same on both sides, as odd and even pages are each other's mirror.

Of the 37 and 28 mm they keep the millimetre that the standard allows (clause 5.2.1), on whichever side the binding is.
"""

LINE = 579
"""28.95 points: 225 mm by 22."""

CHARACTER = WIDTH / 28
"""156 mm by 28: 15.8 points."""

FOOT = 1134
"""20 mm from the lower edge of the page: there ends the second red line of a letter (clause 10.1)."""

HEAD = 1701
"""30 mm from the upper edge: there begins the mark of a letter."""

CLOSER = -5
"""A quarter point is taken from each character of 16 points, so that 28 fit into 156 mm.

The usual way, a grid of characters narrower than they are, is read by LibreOffice as two fields for each.
"""

_GRID = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'


def millimetres(value: float) -> int:
    """In twentieths of a point."""
    return round(value / 25.4 * 1440)


def characters(count: float) -> int:
    """The width of characters of the text."""
    return round(count * CHARACTER)


def section(*, lying: bool = False, first_differs: bool = False) -> str:
    """The properties of a section.

    Args:
        lying: the page lies on its side, for a wide table.
        first_differs: the first page has a head and a foot of its own.
    """
    ends = '<w:footerReference w:type="even" r:id="even"/><w:footerReference w:type="default" r:id="odd"/>'
    if first_differs:
        ends += '<w:headerReference w:type="first" r:id="head"/><w:footerReference w:type="first" r:id="first"/>'
    # Clause 8: the head of a wide table is on the binding side, so the page is turned to the right.
    size = f'w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"' if lying else f'w:w="{SHORT}" w:h="{LONG}"'
    top, right, bottom, left = (HEIGHT, SIDE, HEIGHT, SIDE) if lying else (TOP, RIGHT, BOTTOM, LEFT)
    foot = 680 if lying else FOOT
    return (
        f'<w:sectPr>{ends}<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{HEAD}" w:footer="{foot}" w:gutter="0"/><w:cols w:space="425"/>'
        f"{'<w:titlePg/>' if first_differs else ''}{_GRID}</w:sectPr>"
    )
