"""Papers as files, and a letterhead that is broken."""

from __future__ import annotations

from supervision.notices.base import to_person, to_unit
from supervision.notices.documents import DocumentAnswer, LetterheadFaulty, PaperFile
from supervision.refusals import WrongState
from tests.world import MONDAY

NUMBER, TITLE = "夏政督〔2026〕12号", "关于<城区>内涝点整治的督查通知单"

EXAMPLES = [
    ("", PaperFile(to=to_unit(5), document_id=7, title=TITLE, number=NUMBER)),
    ("pdf", PaperFile(to=to_unit(5), document_id=7, title="呈批单", form="pdf")),
    ("", DocumentAnswer(document_id=7, title=TITLE, number=NUMBER)),
    ("void", DocumentAnswer(document_id=7, title=TITLE, number=NUMBER, form="pdf", void=True)),
    (
        "",
        LetterheadFaulty(
            to=to_person(1), name="notice_form", digest="0123456789ab", on=MONDAY.date(), why="'numbr' is undefined"
        ),
    ),
    ("number-void", WrongState("number", "void")),
]
