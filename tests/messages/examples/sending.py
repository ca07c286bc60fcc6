"""送审: the preview in each of its states, and whose 会签 is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.notices.approving import ApprovalPreview, CountersignPrompt, SentForApproval, SignerLine, TaskWarning
from supervision.notices.dialogue import Choice
from tests.messages.examples.approving import TEXT, TITLE

PREVIEW = ApprovalPreview(
    matter_id=31,
    text_hash="a1b2c3d4" + "0" * 56,
    title=TITLE,
    text=TEXT,
    clause="二（五）1、3、4",
    ours=False,
    signers=(
        SignerLine(title="分管副主任", act="approve", name="李某", enrolled=True),
        SignerLine(title="办公室主任", act="approve", name="王某", enrolled=False),
    ),
    warnings=(),
    sendable=True,
)
WARNINGS = tuple(
    TaskWarning(seq=seq, kind=kind, due_on=due_on)
    for seq, kind, due_on in (
        (1, "past", date(2026, 2, 27)),
        (2, "tight", date(2026, 3, 3)),
        (2, "report_past", date(2026, 2, 20)),
        (3, "report_tight", date(2026, 3, 3)),
        (4, "no_lead", None),
        (5, "no_date", None),
        (6, "no_unit", None),
    )
)


COUNTERSIGN_PROMPT = CountersignPrompt(
    draft="1/1",
    step=1,
    question="countersigning.posts",
    facts={"number": "2026-31", "title": "城区内涝点整治", "most": 5, "chosen": []},
    choices=(Choice("2", "常务副县长"), Choice("3", "副县长（城建）（已选）"), Choice("done", "确定")),
    per_row=2,
    backable=False,
)

EXAMPLES = (
    ("", PREVIEW),
    (
        "merged",
        replace(
            PREVIEW,
            ours=True,
            signers=(
                SignerLine(
                    title="办公室主任",
                    act="approve",
                    name="王某",
                    enrolled=True,
                    merged=("vet",),
                    taken_over=("督查室主任",),
                ),
            ),
        ),
    ),
    ("warnings", replace(PREVIEW, warnings=WARNINGS, sendable=False)),
    (
        "deputy",
        replace(PREVIEW, signers=(PREVIEW.signers[0], replace(PREVIEW.signers[1], deputy="分管副主任"))),
    ),
    (
        "countersigned",
        replace(
            PREVIEW,
            signers=(
                SignerLine(title="副县长（城建）", act="countersign", name="赵某", enrolled=True),
                *PREVIEW.signers,
            ),
        ),
    ),
    ("", COUNTERSIGN_PROMPT),
    ("chosen", replace(COUNTERSIGN_PROMPT, facts={**COUNTERSIGN_PROMPT.facts, "chosen": ["常务副县长"]})),
    ("sent", replace(PREVIEW, sent_to="分管副主任审定")),
    ("", SentForApproval(now_with="分管副主任审定", enrolled=True)),
    ("no-account", SentForApproval(now_with="分管副主任审定", enrolled=False)),
)
