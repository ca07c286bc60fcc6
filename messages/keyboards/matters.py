"""The keyboard of the Office's card of a matter."""

from __future__ import annotations

from collections.abc import Callable

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.activities import PlanForMatter
from messages.presses.base import Press
from messages.presses.changing import (
    CorrectMatter,
    HandOverMatter,
    MergeMatter,
    ResumeMatter,
    SuspendMatter,
    WithdrawMatter,
)
from messages.presses.documents import ShowSheets
from messages.presses.following import EndFollowed, NoteProgress
from messages.presses.hotline import EnterVisit, ReturnOrder
from messages.presses.instructing import EnterFurther, EnterRead, PresentMatter
from messages.presses.matters import BeginSplit, CallOffice, IssuePaper, MoreActs, PreviewApproval, Summarise
from messages.presses.proposals import ShowProposal
from messages.presses.recording import RecordCall
from messages.presses.registering import ShowBasis
from messages.presses.upward import SetCityDate, SumUp
from messages.views.matters import MatterView
from supervision.notices.lookups import MatterActs

BUTTONS: tuple[tuple[str, str, Callable[[int], Press]], ...] = (
    ("note_progress", "记录进展", NoteProgress),
    ("end_followed", "办结", EndFollowed),
    ("call_office", "提请督查室督促", CallOffice),
    ("split", "分解", BeginSplit),
    ("preview", "预览送审", PreviewApproval),
    ("split_again", "修改分解", BeginSplit),
    ("issue", "印发", IssuePaper),
    ("summarise", "汇总办结", Summarise),
    ("plan_first", "督查方案", PlanForMatter),
    ("proposal", "建议提案", ShowProposal),
    ("record", "录入", lambda matter: RecordCall("matter", str(matter))),
)
"""Act, label and press, in the order in which they are shown."""

MORE: tuple[tuple[str, str, Callable[[int], Press]], ...] = (
    ("sheet", "呈批单", ShowSheets),
    ("visit", "回访登记", EnterVisit),
    ("return_order", "退回热线室", ReturnOrder),
    ("present", "呈报领导", PresentMatter),
    ("enter_read", "录入阅示", EnterRead),
    ("instruct", "后续批示", EnterFurther),
    ("sum_up", "阶段汇总", lambda matter: SumUp(matter, 0)),
    ("city_date", "市级时限", SetCityDate),
    ("activity", "开展督查", PlanForMatter),
    ("correct", "更正", CorrectMatter),
    ("suspend", "中止", SuspendMatter),
    ("resume", "恢复办理", ResumeMatter),
    ("withdraw", "撤销", WithdrawMatter),
    ("merge", "并案", MergeMatter),
    ("hand_over", "移交", HandOverMatter),
)
"""What is done seldom, and shown by ［更多］: act, label and press likewise; what is wanted more often stands first."""

ON_A_PAGE = 6
"""How many buttons a page of ［更多］ has at most, the one for the next page among them."""


def matter_card(it: MatterView) -> Keyboard:
    """What this person may do with the matter as it stands, then ［依据］ for all."""
    acts = flow((button(label, press(it.matter.id)) for act, label, press in BUTTONS if act in it.acts), 2)
    more = [button("更多", MoreActs(it.matter.id, 0))] if any(act in it.acts for act, _, _ in MORE) else []
    return acts + rows([button("依据", ShowBasis(it.matter.id)), *more])


def matter_acts(it: MatterActs) -> Keyboard:
    """What is done seldom with a matter, two in a row and a page at a time."""
    open_acts = [button(label, press(it.matter_id)) for act, label, press in MORE if act in it.acts]
    rest = open_acts[it.page * (ON_A_PAGE - 1) :]
    if len(rest) <= ON_A_PAGE:
        return flow(rest, 2)
    return flow([*rest[: ON_A_PAGE - 1], button("下一页", MoreActs(it.matter_id, it.page + 1))], 2)


KEYBOARDS = {"matter_card": matter_card, "matter_acts": matter_acts}
"""All keyboards by kind of message."""
