"""All letterheads that are shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from messages.papers.building import papers, sheets
from messages.papers.building.parts import letterhead

CONTENTS: Mapping[str, Callable[[], str]] = {
    "formal": papers.formal,
    "upward": papers.upward,
    "letter": papers.letter,
    "notice_form": papers.notice_form,
    "briefing": papers.briefing,
    "internal": papers.internal,
    "approval_sheet": sheets.approval_sheet,
    "catalogue": sheets.catalogue,
    "case_file": sheets.case_file,
}
"""By name; a new one is a line here, and a kind of document that is set in it."""


def built() -> Mapping[str, bytes]:
    """Each as a file."""
    return {name: letterhead(content(), is_letter=name == "letter") for name, content in CONTENTS.items()}
