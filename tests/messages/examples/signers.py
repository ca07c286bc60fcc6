"""Messages of signers: delegations, changes of a text, secretaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from messages.views.amending import FIELD_TITLES, AmendmentView, ChangeLine, TextAmendedView
from messages.views.delegating import DelegationView
from supervision.approving.task_changes import DiffLine
from supervision.model import ChainStatus, StepStatus
from supervision.notices.amending import AmendingPrompt, AmendmentDropped, AmendmentSigned
from supervision.notices.approving import PendingLine, PendingList
from supervision.notices.base import to_officer
from supervision.notices.delegating import (
    DelegatingPrompt,
    DelegationGiven,
    DelegationLine,
    DelegationList,
    DelegationNoted,
)
from supervision.notices.dialogue import Choice
from supervision.notices.secretaries import LeaderReminded, LeaderUnreachable
from supervision.refusals import DelegationRefused, InvalidInput, SignedAlready, WrongState
from tests.messages.examples.approving import ADVISED, APPROVED, DIRECTOR, SECOND
from tests.messages.examples.approving import WAITING as TO_SIGN
from tests.world import ZONE

SINCE, UNTIL = date(2026, 5, 6), date(2026, 5, 10)
DAYS: dict[str, object] = {"from_day": "5月6日（周三）", "days": "5月6日（周三）至5月10日（周日）"}
AMENDMENT = AmendmentView(
    by="办公室主任",
    at=datetime(2026, 3, 2, 10, 30, tzinfo=ZONE),
    changes=(ChangeLine(2, "完成时限", "6月15日（周一）", "6月10日（周三）"),),
)
FOR_DEPUTY = replace(
    TO_SIGN,
    seq=2,
    mine=replace(DIRECTOR, status=StepStatus.CURRENT),
    steps=(ADVISED, replace(DIRECTOR, status=StepStatus.CURRENT)),
    standing_in=True,
    amendments=(replace(AMENDMENT, by="分管副主任"),),
)
BY_DEPUTY = replace(APPROVED, signer="分管副主任（代办公室主任）", opinion="请抓紧办理")
RUNNING = DelegationView(
    delegation_id=3,
    away="县长",
    deputy="常务副县长",
    since=SINCE,
    until=UNTIL,
    state="running",
    may_revoke=True,
)
WAITING = replace(
    RUNNING,
    state="waiting",
    reference="县长外出委托书<2026年5月5日>",
    entered_by="督查室甲",
    entered_at=datetime(2026, 5, 6, 9, 20, tzinfo=ZONE),
    may_confirm=True,
)


def _prompt(question: str, **facts: object) -> DelegatingPrompt:
    return DelegatingPrompt(
        draft="700001/1",
        step=5,
        question=f"delegating.{question}",
        facts={"away": "县长", "deputy": "常务副县长", **DAYS, **facts},
    )


def _refused(reason: str) -> tuple[str, DelegationRefused]:
    return reason.replace("_", "-"), DelegationRefused(reason, "县长", "常务副县长", SINCE, UNTIL)


CHANGES = AmendmentView(
    by="办公室主任",
    at=datetime(2026, 5, 7, 9, 12, tzinfo=ZONE),
    changes=(
        ChangeLine(2, "完成时限", "6月15日（周一）", "6月10日（周三）"),
        ChangeLine(1, "任务内容", "凯旋路等3处积水点改造", "凯旋路、县府路等5处积水点改造<&_*[，含雨水口清掏"),
    ),
)
REWRITTEN = replace(
    CHANGES,
    changes=(),
    lines=(DiffLine(False, "县住建局：已完成2处。"), DiffLine(True, "县住建局：已完成3处，全部通水。")),
)
AMENDED = TextAmendedView(
    title="县长批示件（登记号2026-31）",
    first_line="城区内涝点整治",
    amendment=CHANGES,
    chain_id=1,
    own_step=1,
    own_signed_at=datetime(2026, 5, 6, 9, 2, tzinfo=ZONE),
)


def _plain(view: AmendmentView) -> dict[str, object]:
    """As the draft of the conversation keeps it."""
    changes = [
        {"seq": c.seq, "label": c.label, "old": c.old, "new": c.new, "is_short": c.is_short} for c in view.changes
    ]
    return {"changes": changes, "lines": [{"added": line.added, "text": line.text} for line in view.lines]}


def _amending(question: str, **facts: object) -> AmendingPrompt:
    title = "城区内涝点整治　县长批示件（登记号2026-31）"
    return AmendingPrompt(
        draft="700001/1", step=5, question=f"amending.{question}", facts={"title": title, **TASK, **facts}
    )


TASK: dict[str, object] = {"task": "第2项 北城河清淤2.3公里", "label": "牵头单位", "unknown": "", "choices": False}
CONFIRM = (
    Choice("sign-0a1b2c3d", "确认修改并同意"),
    Choice("more", "继续修改"),
    Choice("drop", "不改了"),
)

EXAMPLES: tuple[tuple[object, ...], ...] = (
    ("running", "delegation_card", RUNNING),
    ("for-deputy", "delegation_card", replace(RUNNING, for_deputy=True, may_revoke=False)),
    ("coming", "delegation_card", replace(WAITING, state="coming", confirmed_by="督查室乙", may_confirm=False)),
    ("waiting", "delegation_card", WAITING),
    ("waiting-entered-by-himself", "delegation_card", replace(WAITING, may_confirm=False, own_entry=True)),
    (
        "rejected",
        "delegation_card",
        replace(
            WAITING,
            state="rejected",
            revoked_at=datetime(2026, 5, 6, 10, 0, tzinfo=ZONE),
            may_revoke=False,
            may_confirm=False,
        ),
    ),
    (
        "revoked",
        "delegation_card",
        replace(RUNNING, state="revoked", revoked_at=datetime(2026, 5, 7, 10, 0, tzinfo=ZONE), may_revoke=False),
    ),
    ("over", "delegation_card", replace(RUNNING, state="over", may_revoke=False)),
    ("", "delegation_revoked", replace(RUNNING, revoked_at=datetime(2026, 5, 7, 10, 0, tzinfo=ZONE))),
    ("for-deputy", "step_card", FOR_DEPUTY),
    ("for-secretary", "step_card", replace(TO_SIGN, may_act=False, may_remind=True)),
    (
        "signed-by-deputy",
        "step_card",
        replace(FOR_DEPUTY, mine=BY_DEPUTY, steps=(ADVISED, BY_DEPUTY), chain_status=ChainStatus.APPROVED),
    ),
    ("amended", "step_card", replace(TO_SIGN, mine=ADVISED, steps=SECOND.steps, amendments=(AMENDMENT,))),
    ("for-secretary-none", PendingList(lines=(), for_leader=True)),
    (
        "for-secretary",
        PendingList(
            lines=(PendingLine(title=AMENDED.title, first_line="城区内涝点整治", act="approve", signer="县长"),),
            for_leader=True,
        ),
    ),
    (
        "for-deputy",
        PendingList(
            lines=(PendingLine(title=AMENDED.title, first_line="城区内涝点整治", act="approve", signer="县长"),)
        ),
    ),
    ("none", DelegationList(lines=(), may_grant=True)),
    (
        "two",
        DelegationList(
            lines=(
                DelegationLine(
                    id=3, away="县长", deputy="常务副县长", since=SINCE, until=UNTIL, waiting=False, may_revoke=True
                ),
                DelegationLine(
                    id=4,
                    away="办公室主任",
                    deputy="分管副主任",
                    since=UNTIL,
                    until=UNTIL,
                    waiting=True,
                    may_revoke=True,
                ),
            ),
            may_grant=True,
        ),
    ),
    ("", DelegationGiven(away="县长", deputy="常务副县长", first=SINCE, last=UNTIL)),
    ("waiting", DelegationGiven(away="县长", deputy="常务副县长", first=SINCE, last=UNTIL, waiting=True)),
    ("confirmed", DelegationNoted(act="confirmed")),
    ("revoked", DelegationNoted(act="revoked")),
    ("rejected", DelegationNoted(act="rejected")),
    ("post", replace(_prompt("post", away=""), choices=(Choice("1", "县长"), Choice("2", "常务副县长")), per_row=2)),
    ("deputy", replace(_prompt("deputy"), choices=(Choice("2", "常务副县长"),))),
    ("since", replace(_prompt("since"), choices=(Choice("2026-05-06", "今日 5月6日（周三）"),))),
    ("since-answered", replace(_prompt("since"), answered="今日 5月6日（周三）")),
    ("until", _prompt("until")),
    ("reference", _prompt("reference")),
    ("confirm", replace(_prompt("confirm"), choices=(Choice("yes", "确认委托"),))),
    ("confirm-on-paper", replace(_prompt("confirm", reference="县长外出委托书（2026年5月5日）"))),
    *(
        _refused(reason)
        for reason in (
            "no_signer",
            "vacant",
            "same_person",
            "for_himself",
            "backwards",
            "past",
            "too_long",
            "overlap",
            "deputy_away",
            "is_deputy",
        )
    ),
    ("signer", "text_amended", AMENDED),
    ("verbal", "text_amended", replace(AMENDED, own_verbal_at=datetime(2026, 5, 5, 22, 5, tzinfo=ZONE))),
    ("drafter", "text_amended", replace(AMENDED, own_step=0, own_signed_at=None)),
    ("rewritten", "text_amended", replace(AMENDED, amendment=REWRITTEN)),
    ("", AmendmentSigned(now_with="县长审定")),
    ("last", AmendmentSigned(now_with="")),
    ("", AmendmentDropped()),
    (
        "task",
        replace(
            _amending("task", tasks=["1. 凯旋路等3处积水点改造", "2. 北城河清淤2.3公里"]),
            choices=(Choice("1", "第1项"), Choice("2", "第2项")),
        ),
    ),
    (
        "field",
        replace(
            _amending("field"),
            choices=tuple(Choice(key, title) for key, title in FIELD_TITLES.items() if key != "coordinator"),
            per_row=2,
        ),
    ),
    ("due", _amending("due")),
    ("leads", replace(_amending("leads", choices=True), choices=(Choice("u5", "县水利局"),))),
    ("leads-unknown", _amending("leads", unknown="水务局")),
    ("words", _amending("words", label="任务内容", present="北城河清淤2.3公里")),
    ("rewrite", _amending("rewrite", present="关于城区内涝点整治办理情况的报告\n县住建局：已完成2处。", limit=3000)),
    (
        "confirm",
        replace(
            _amending(
                "confirm",
                amendment=_plain(CHANGES),
                difference=[
                    {"added": False, "text": "2. 北城河清淤2.3公里。牵头单位：县水利局；完成时限：2026年6月15日前。"},
                    {"added": True, "text": "2. 北城河清淤2.3公里。牵头单位：县水利局；完成时限：2026年6月10日前。"},
                ],
            ),
            choices=CONFIRM,
            per_row=2,
        ),
    ),
    ("confirm-rewritten", replace(_amending("confirm", amendment=_plain(REWRITTEN), difference=[]), choices=CONFIRM)),
    ("confirm-answered", replace(_amending("confirm", amendment=_plain(CHANGES)), answered="确认修改并同意")),
    ("amendment-unchanged", InvalidInput("change", "unchanged")),
    ("amendment-long", WrongState("amendment", "too_long")),
    ("amendment-bulletin", WrongState("amendment", "bulletin")),
    ("later", SignedAlready(later=True)),
    ("", LeaderReminded(leader="县长")),
    ("again", LeaderReminded(leader="县长", again=True)),
    ("unreachable", LeaderReminded(leader="县长", unreachable=True)),
    ("at-night", LeaderReminded(leader="县长", not_before=datetime(2026, 3, 3, 7, 30, tzinfo=ZONE))),
    (
        "",
        LeaderUnreachable(
            to=to_officer(8), chain_id=1, seq=2, title="县长批示件（登记号2026-31）", leader="县长", day=SINCE
        ),
    ),
)
