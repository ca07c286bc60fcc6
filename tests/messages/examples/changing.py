"""更正、中止、恢复、撤销、并案、移交."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.amending import ChangeLine
from messages.views.dispatching import PaperMarks
from supervision.model import ChangeKind
from supervision.notices.base import OFFICE, to_post, to_unit
from supervision.notices.changing import (
    ChangeAsked,
    ChangedField,
    ChangeDone,
    ChangeMade,
    ChangeText,
    ChangeTold,
    ChangingPrompt,
    CorrectingPrompt,
    MatterHandedOver,
)
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput, WrongState
from tests.messages.examples.dispatching import PAPER
from tests.messages.examples.recording import WITHDRAWN

NUMBER, TITLE = "夏政督〔2026〕12号", "城区内涝点整治"
TEXT = ChangeText(
    kind=ChangeKind.CORRECT,
    title=TITLE,
    registration_number="2026-31",
    number=NUMBER,
    reason="印发时限有误",
    fields=(
        ChangedField(2, "完成时限", "2026年6月15日前", "2026年6月20日前"),
        ChangedField(2, "配合单位", "", "县财政局"),
    ),
    units=("县水利局", "县住房和城乡建设局"),
)
PLAIN = replace(TEXT, fields=())
CHANGING = ChangingPrompt(
    draft="1/8",
    step=4,
    question="suspending.reason",
    facts={"kind": "suspend", "title": f"{NUMBER}　{TITLE}", "text": "", "signers": []},
    backable=False,
)
PREVIEW = "关于撤销夏政督〔2026〕12号的请示\n事项：城区内涝点整治（登记号2026-31）\n原因：上级已另行部署"
CONFIRM = replace(
    CHANGING,
    question="withdrawing.confirm",
    facts={**CHANGING.facts, "kind": "withdraw", "text": PREVIEW, "signers": ["县长（县长）"]},
    choices=(Choice("send-1", "送审"), Choice("drop", "暂不办理")),
)
CORRECTING = CorrectingPrompt(
    draft="1/8",
    step=4,
    question="correcting.reason",
    facts={"title": f"{NUMBER}　{TITLE}", "task": "第2项 北城河清淤2.3公里", "label": "完成时限", "unknown": ""},
    backable=False,
)
DONE = ChangeDone(
    to=OFFICE,
    change_id=3,
    kind=ChangeKind.CORRECT,
    title=TITLE,
    registration_number="2026-31",
    number=NUMBER,
    units=("县水利局", "县住建局"),
)
TOLD = ChangeTold(
    to=to_unit(5),
    change_id=3,
    unit_id=5,
    kind=ChangeKind.SUSPEND,
    unit_name="县水利局",
    form="督查通知单",
    document_number=NUMBER,
    title=TITLE,
    reason="汛期施工条件不具备",
    issuer="夏邑县人民政府办公室",
    on=date(2026, 5, 20),
)
HANDED = MatterHandedOver(
    to=to_post(9),
    change_id=4,
    title=TITLE,
    registration_number="2026-31",
    from_post="督查室工作人员甲",
    to_post="督查室工作人员乙",
    reason="岗位调整",
    yours=True,
)
MADE = ChangeMade(kind=ChangeKind.WITHDRAW, title=TITLE, registration_number="2026-31")
MARKS = PaperMarks(
    corrects=(ChangeLine(2, "完成时限", "6月15日（周一）", "6月20日（周六）"),),
    is_correction=True,
)

EXAMPLES = (
    ("correct", TEXT),
    ("suspend", replace(PLAIN, kind=ChangeKind.SUSPEND, review_on=date(2026, 6, 19))),
    ("resume", replace(PLAIN, kind=ChangeKind.RESUME, since=date(2026, 5, 20))),
    ("withdraw", replace(PLAIN, kind=ChangeKind.WITHDRAW)),
    ("withdraw-unissued", replace(PLAIN, kind=ChangeKind.WITHDRAW, number="", units=())),
    ("merge", replace(PLAIN, kind=ChangeKind.MERGE, into="夏政督〔2026〕15号")),
    ("reason", CHANGING),
    ("reason-given", replace(CHANGING, answered="—")),
    (
        "review",
        replace(CHANGING, question="suspending.review", choices=(Choice("default", "30天后，6月19日（周五）"),)),
    ),
    ("review-given", replace(CHANGING, question="suspending.review", answered="30天后，6月19日（周五）")),
    ("target", replace(CHANGING, question="merging.target", facts={**CHANGING.facts, "kind": "merge"})),
    ("which", replace(CHANGING, question="merging.which", facts={**CHANGING.facts, "kind": "merge"})),
    ("post", replace(CHANGING, question="handing.post", facts={**CHANGING.facts, "kind": "hand_over"})),
    ("confirm", CONFIRM),
    ("confirm-unissued", replace(CONFIRM, facts={**CONFIRM.facts, "signers": []})),
    ("confirmed", replace(CONFIRM, answered="送审")),
    ("reason", CORRECTING),
    ("reason-given", replace(CORRECTING, answered="—")),
    (
        "task",
        replace(CORRECTING, question="correcting.task", facts={**CORRECTING.facts, "tasks": ["2. 北城河清淤2.3公里"]}),
    ),
    ("field", replace(CORRECTING, question="correcting.field")),
    ("due", replace(CORRECTING, question="correcting.due")),
    (
        "leads",
        replace(
            CORRECTING,
            question="correcting.leads",
            facts={**CORRECTING.facts, "label": "牵头单位", "unknown": "水务局", "choices": True},
        ),
    ),
    (
        "words",
        replace(CORRECTING, question="correcting.words", facts={**CORRECTING.facts, "present": "北城河清淤2.3公里"}),
    ),
    (
        "confirm",
        replace(
            CORRECTING,
            question="correcting.confirm",
            facts={**CORRECTING.facts, "text": "关于更正夏政督〔2026〕12号的请示", "signers": ["县长（县长）"]},
        ),
    ),
    ("", ChangeAsked(kind=ChangeKind.SUSPEND, now_with="县长审定")),
    ("correct", DONE),
    ("suspend", replace(DONE, kind=ChangeKind.SUSPEND, review_on=date(2026, 6, 19))),
    ("resume", replace(DONE, kind=ChangeKind.RESUME, days=15)),
    ("withdraw", replace(DONE, kind=ChangeKind.WITHDRAW)),
    ("merge", replace(DONE, kind=ChangeKind.MERGE, into="夏政督〔2026〕15号")),
    ("suspend", TOLD),
    ("resume", replace(TOLD, kind=ChangeKind.RESUME, days=15)),
    ("correct", replace(TOLD, kind=ChangeKind.CORRECT, tasks=(2,))),
    ("", HANDED),
    ("given", replace(HANDED, yours=False)),
    ("withdraw", MADE),
    ("merge", replace(MADE, kind=ChangeKind.MERGE, into="夏政督〔2026〕15号")),
    ("hand-over", replace(MADE, kind=ChangeKind.HAND_OVER, to_post="督查室工作人员乙")),
    ("correction", "paper_card", replace(PAPER, document_number=f"{NUMBER}（更正）", marks=MARKS)),
    ("corrected", "paper_card", replace(PAPER, marks=PaperMarks(corrected_by=f"{NUMBER}（更正）"))),
    ("suspended", "paper_card", replace(PAPER, marks=PaperMarks(suspended_on=date(2026, 5, 20)))),
    (
        "ended",
        "paper_card",
        replace(PAPER, withdrawn_on=date(2026, 5, 20), matter_over=True, marks=PaperMarks(ended=True)),
    ),
    (
        "merged-matter",
        "paper_card",
        replace(
            PAPER,
            withdrawn_on=date(2026, 5, 20),
            matter_over=True,
            marks=PaperMarks(ended=True, merged_into="夏政督〔2026〕15号"),
        ),
    ),
    ("ended", replace(WITHDRAWN, ended=True)),
    ("merged", replace(WITHDRAWN, ended=True, into="夏政督〔2026〕15号")),
    ("same-matter", InvalidInput("target", "same_matter")),
    ("change-running", WrongState("change", "in_approval")),
    ("change-overtaken", WrongState("change", "overtaken")),
    ("change-letter", WrongState("change", "letter")),
    ("target-stands-still", WrongState("target", "suspended")),
    ("change-nobody-takes", WrongState("change", "nobody_takes")),
)
