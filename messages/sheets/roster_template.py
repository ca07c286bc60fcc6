"""名册模板: the header of a roster, with every column that it can have."""

from __future__ import annotations

from messages.sheets.cells import workbook
from supervision.notices.rosters import RosterTemplate
from supervision.roster.roster_sheets import ALL_COLUMNS

TITLE = "督查工作名册"


def roster_template(_notice: RosterTemplate) -> bytes:
    """The empty workbook."""
    return workbook(TITLE, ALL_COLUMNS, ())


SHEETS = {"roster_template": roster_template}
