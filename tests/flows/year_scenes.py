"""The matters of the year: registered, split, signed and issued in January by the use cases, by those who do it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from openpyxl import Workbook

from handlers.approving import submitting
from handlers.approving.signing import sign
from handlers.conversation.actors import actor_for, actor_of
from handlers.following.gate import pass_gate
from handlers.hotline.registering import register_orders
from handlers.issuing import dispatching
from handlers.proposals.analysing import analyse
from handlers.proposals.assigning import assign
from handlers.registering.flow import register_matter
from handlers.splitting.matter import split_matter
from handlers.topics import CATALOGUE
from storage.queries.approvals import newest_signing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import SHOWN
from supervision.hotline.hotline_orders import OrderDraft
from supervision.model import (
    ChainPurpose,
    Handling,
    Instruction,
    Matter,
    Paper,
    Person,
    Post,
    Proposal,
    ProposalKind,
    Source,
    TermFrom,
    Urgency,
)
from supervision.notices.dispatching import IssueQuestion
from supervision.procedures.tracks import TRACKS
from supervision.proposals.handling import Analysis
from supervision.registering.registration import Registration
from supervision.splitting import TaskDraft
from supervision.takeover.takeover_sheets import COLUMNS
from tests import roster
from tests.world import Someone, World

MAYOR, EXECUTIVE, VICE_MAYOR = (roster.id_of(key) for key in ("mayor", "executive", "vice_mayor"))
HOUSING, WATER, TOWN, TAX, PUBLICITY = roster.HOUSING, roster.WATER, roster.TOWN, roster.TAX, roster.PUBLICITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A matter of the year before it is issued. Empty tasks: it is split by its analysis (建议提案)."""

    key: str
    track: str
    tasks: tuple[TaskDraft, ...] = ()
    leader: int | None = None
    instructed: bool = False
    level: str = ""
    city_due_on: date | None = None
    analysis: Analysis | None = None
    assigned_on: date | None = None


def _task(text: str, *units: int, **more: object) -> TaskDraft:
    return replace(TaskDraft(text, units[:1], units[1:]), **more)  # type: ignore[arg-type]


SIXTH = (
    Begun(
        key="document",
        track="document",
        leader=EXECUTIVE,
        instructed=True,
        city_due_on=date(2026, 5, 8),
        tasks=(_task("城镇燃气安全排查", HOUSING, WATER, due_on=date(2026, 4, 29), report_on=(date(2026, 2, 27),)),),
    ),
    Begun(
        key="work_report",
        track="work_report",
        level="county",
        tasks=(_task("新建公园2处", HOUSING), _task("治理河道12公里", WATER, TOWN)),
    ),
    Begun(key="ten.city", track="ten_things", level="city", tasks=(_task("改造老旧小区20个", HOUSING),)),
    Begun(key="ten.county", track="ten_things", level="county", tasks=(_task("农村饮水提升工程", WATER),)),
    Begun(
        key="meeting.mayor",
        track="meeting.mayor",
        leader=MAYOR,
        tasks=(_task("落实税费优惠政策", TAX, due_on=date(2026, 3, 20), cycle="weekly:4"),),
    ),
    Begun(
        key="meeting.vice",
        track="meeting.vice_mayor",
        leader=VICE_MAYOR,
        tasks=(_task("城区停车场建设", HOUSING, due_on=date(2026, 6, 30)),),
    ),
    Begun(
        key="instruction.mayor",
        track="instruction.mayor",
        leader=MAYOR,
        instructed=True,
        tasks=(_task("3处积水点改造", HOUSING, due_on=date(2026, 4, 30)),),
    ),
    Begun(
        key="instruction.vice",
        track="instruction.vice_mayor",
        leader=VICE_MAYOR,
        instructed=True,
        tasks=(_task("水库除险加固情况核查", WATER, term="20w", term_from=TermFrom.ACKNOWLEDGE),),
    ),
    Begun(
        key="assignment",
        track="assignment",
        leader=EXECUTIVE,
        tasks=(_task("人居环境整治", TOWN, HOUSING, ongoing=True, cycle="quarterly:31", review_on=date(2027, 1, 12)),),
    ),
    Begun(
        key="merged",
        track="instruction.mayor",
        leader=MAYOR,
        instructed=True,
        tasks=(_task("积水点改造", HOUSING, due_on=date(2026, 9, 30)),),
    ),
    Begun(
        key="carried",
        track="assignment",
        leader=EXECUTIVE,
        tasks=(_task("全民阅读活动", PUBLICITY, due_on=date(2027, 2, 26), cycle="monthly:25"),),
    ),
)
"""Issued on Tuesday 6 January."""

EIGHTH = Begun(
    key="proposal.city",
    track="proposal.city",
    leader=EXECUTIVE,
    assigned_on=date(2026, 1, 8),
    analysis=Analysis(words="由县住建局办理。", handling=Handling.LEAD, leads=(HOUSING,)),
)
TWELFTH = Begun(
    key="proposal.county",
    track="proposal.county",
    leader=EXECUTIVE,
    assigned_on=date(2026, 1, 12),
    analysis=Analysis(
        words="由县住建局主办，县水利局协办。",
        handling=Handling.LEAD,
        leads=(HOUSING,),
        supports=(WATER,),
        complex=True,
        explained_on=date(2026, 1, 12),
    ),
)

ORDER = OrderDraft(
    1,
    "SQ2026010701",
    "县府路路灯不亮",
    date(2026, 1, 16),
    date(2026, 1, 7),
    time(18),
    (HOUSING,),
    urgency=Urgency.URGENT,
)

Issued = tuple[Matter, list[Paper]]


async def issue(office: World, begun: Begun) -> Issued:
    """Register, split, send, sign and issue one matter."""
    async with office.transaction() as unit:
        starter = office.section if TRACKS[begun.track].gate and begun.key == "meeting.vice" else office.clerk
        actor = await actor_of(unit, starter.id)
        matter = await register_matter(unit, actor, _registration(begun))
        if TRACKS[begun.track].gate and starter is office.section:
            await pass_gate(unit, actor, matter.id, "涉及多个单位，需统筹协调")
        if begun.analysis:
            proposal = Proposal(matter.id, str(10 + matter.id), ProposalKind.DEPUTY, ("张三", "李四"), "县人大五次会议")
            await analyse(unit, actor, matter.id, proposal, begun.analysis)
            assert begun.assigned_on
            await assign(unit, actor, matter.id, begun.assigned_on)
        else:
            await split_matter(unit, actor, matter.id, begun.tasks, coordinating_unit_id=begun.tasks[0].leads[0])
        shown = await submitting.preview(unit, actor, matter.id)
        await submitting.submit(unit, actor, matter.id, shown.text_hash[:SHOWN])
        await unit.commit()
    await office.settle()
    return await sign_and_issue(office, matter.id)


async def order(office: World) -> Issued:
    """The hotline's order, entered and sent, signed and issued."""
    async with office.transaction() as unit:
        made = await register_orders(unit, await actor_of(unit, office.clerk.id), [ORDER], send=True)
        await unit.commit()
    await office.settle()
    return await sign_and_issue(office, made.matters[0].id)


async def sign_and_issue(office: World, matter_id: int) -> Issued:
    """Every signer signs in his turn, then the Office issues."""
    async with office.transaction() as unit:
        signing = await newest_signing(unit, ChainPurpose.ISSUE, matter_id)
        assert signing is not None
        for step in signing.steps:
            signer = await _holder(unit, step.post_id)
            shown = signing.chain.text_hash[:SHOWN]
            await sign(unit, signer, CATALOGUE.chain_effects, signing.chain.id, step.seq, shown=shown)
        clerk = await actor_of(unit, office.clerk.id)
        said = await dispatching.issue(unit, clerk, matter_id)
        if isinstance(said, IssueQuestion):
            await dispatching.issue_anyway(unit, clerk, matter_id, signing.chain.id)
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        return await unit.require(Matter, matter_id), await unit.find(Paper, matter_id=matter_id)


async def _holder(unit: UnitOfWork, post_id: int) -> Actor:
    return await actor_for(unit, await unit.require(Person, (await unit.require(Post, post_id)).holder_id))


def _registration(begun: Begun) -> Registration:
    track = TRACKS[begun.track]
    titles = {MAYOR: "县长", EXECUTIVE: "常务副县长", VICE_MAYOR: "副县长（城建）"}
    said = Instruction(begun.leader, titles.get(begun.leader or 0, ""), date(2026, 1, 5), "请抓紧办理，按时反馈。")
    return Registration(
        track=begun.track,
        title=f"{track.title}：{begun.key}",
        sources=(Source(begun.key, "商政〔2026〕1号", date(2026, 1, 4), "来文单位"),),
        urgency=Urgency.ROUTINE,
        form=track.forms[0],
        issuer=track.issuers[-1],
        level=begun.level,
        instructions=(said,) if begun.instructed else (),
        leader_post_id=begun.leader,
        city_due_on=begun.city_due_on,
    )


async def take_over(head: Someone) -> None:
    """The old ledger's one open matter."""
    line: dict[str, object] = dict.fromkeys(COLUMNS, "")
    line |= {
        "登记号": "2025-88",
        "文号": "夏政督〔2025〕31号",
        "类别": "县长批示件",
        "事项": "城北水厂扩建",
        "批示领导": "县长",
        "印发日期": date(2025, 12, 15),
        "任务": "城北水厂扩建",
        "牵头": "县水利局",
        "时限": date(2026, 5, 29),
        "状态": "在办",
    }
    await head.says("/takeover")
    await head.sends("台账.xlsx", _as_xlsx([line]))
    await head.taps("确认转入")


def _as_xlsx(lines: Sequence[dict[str, object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for line in lines:
        sheet.append([line[column] for column in COLUMNS])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
