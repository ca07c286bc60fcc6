"""全年案卷: its card and its files."""

from __future__ import annotations

from messages.views.archiving import ArchiveView
from supervision.model import ArchivePart, ArchiveStatus, YearArchive
from supervision.notices.archiving import ArchiveFile
from supervision.notices.base import to_person
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import CasefilePrompt, NothingToFile
from supervision.refusals import WrongState
from tests.messages.examples.proposals import answered
from tests.world import MONDAY

ARCHIVE = YearArchive(1, 2026, 8, MONDAY)
MADE = YearArchive(
    1,
    2026,
    8,
    MONDAY,
    ArchiveStatus.MADE,
    matters=213,
    carried_over=31,
    missing=2,
    parts=(ArchivePart("县长批示件", 30_000_000, "ab" * 32, 120), ArchivePart("十件实事", 88_000_000, "", 10)),
)
WHAT = CasefilePrompt(
    draft="1/1",
    step=1,
    question="casefile.what",
    facts={"year": 2026},
    choices=(Choice("proposals", "建议提案立卷"), Choice("year", "全年案卷")),
    per_row=1,
    backable=False,
)
FILE = ArchiveFile(to=to_person(8), archive_id=1, document_id=7, year=2026, form="zip", matters=213)

EXAMPLES = [
    ("wanted", "archive_card", ArchiveView(ARCHIVE)),
    ("failed", "archive_card", ArchiveView(YearArchive(1, 2026, 8, MONDAY, ArchiveStatus.FAILED))),
    ("made", "archive_card", ArchiveView(MADE)),
    ("", FILE),
    (
        "track",
        ArchiveFile(
            to=to_person(8),
            archive_id=1,
            document_id=7,
            year=2026,
            form="zip_2",
            matters=120,
            title="县长批示件",
            number=2,
            of=5,
        ),
    ),
    ("what", WHAT),
    ("what-answered", answered(WHAT, "casefile.what", "全年案卷")),
    ("whole-year", NothingToFile(year=2026, open=3, whole_year=True)),
    ("archive-wanted", WrongState("archive", "wanted")),
]
