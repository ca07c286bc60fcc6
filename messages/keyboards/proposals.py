"""Keyboards of 建议提案."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.matters import ShowMatter
from messages.presses.proposals import (
    AnalyseProposal,
    AssignProposal,
    CorrectProposers,
    EnterOpinion,
    EnterReply,
    HoldMeeting,
    ShowCasefile,
    ShowProposal,
    TurnProposals,
)
from messages.views.proposals import ProposalListView, ProposalView
from supervision.notices.proposals import NothingToFile

ACTS = (
    ("analyse", "分析交办", AnalyseProposal),
    ("assign", "会前交办", AssignProposal),
    ("reply", "登记答复", EnterReply),
    ("opinion", "登记满意度", EnterOpinion),
    ("names", "更正提出人", CorrectProposers),
)
"""Act, label and press, in the order in which they are shown."""


def proposal_list(view: ProposalListView) -> Keyboard:
    """A card for each, other pages, a meeting."""
    if not view.allowed:
        return ()
    cards = (button(line.name or line.registration_number, ShowProposal(line.matter_id)) for line in view.lines)
    back = [button("上一页", TurnProposals(view.year, view.page - 1))] if view.page else []
    forth = [button("下一页", TurnProposals(view.year, view.page + 1))] if view.page + 1 < view.pages else []
    meeting = [button("登记交办会议", HoldMeeting())] if view.waiting else []
    return flow(cards, per_row=2) + rows([*back, *forth], meeting)


def proposal_card(view: ProposalView) -> Keyboard:
    """What this person may do with it as it stands; and its matter."""
    acts = flow((button(label, press(view.matter.id)) for act, label, press in ACTS if act in view.acts), 2)
    return acts + rows([button("查看事项", ShowMatter(view.matter.id))])


def nothing_to_file(it: NothingToFile) -> Keyboard:
    """The volumes that were filed."""
    return flow(button(f"案卷{number}", ShowCasefile(file_id)) for file_id, number, _ in it.volumes)


KEYBOARDS = {
    "proposal_list": proposal_list,
    "proposal_card": proposal_card,
    "nothing_to_file": nothing_to_file,
}
