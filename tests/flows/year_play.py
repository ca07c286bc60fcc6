"""Playing the year: what each unit, the Office and the leaders do on which day, by telephone unless on paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial

from handlers.conversation.actors import actor_of
from handlers.proposals import replying
from handlers.reviewing import deciding
from sandbox.client import Message
from storage.queries import proposals as proposal_queries
from supervision.calendars.schedules import TenThingsReading
from supervision.model import Matter, Paper, Report, ReportStatus, ResultClass
from supervision.proposals import replies
from tests.flows import year_scenes
from tests.flows.changing_scenes import agreed
from tests.flows.closing_scenes import BOTH, send_summary, sign_all
from tests.flows.quarter import bind_group
from tests.flows.recording_scenes import enters
from tests.flows.test_calendars import NOTICE
from tests.world import ZONE, Someone, World
from tests.year_list import BULLETINS, BY_TELEPHONE, LATE, NEVER, Owed, owed

LIAISONS = {"县住建局": "housing_a", "县水利局": "water", "县税务局": "tax", "县委宣传部": "publicity"}
ON_PAPER = "城关镇"
DESKS = {"ledger": "head", "meeting.vice": "section"}
END = datetime(2027, 1, 15, 18, tzinfo=ZONE)

CLOSINGS: dict[str, tuple[date, str, str]] = {
    "hotline": (date(2026, 1, 19), "常务副县长审定", "报市长热线电话室"),
    "instruction.vice": (date(2026, 2, 6), BOTH, "暂不上报"),
    "meeting.mayor": (date(2026, 3, 23), BOTH, "印发督查通报（发责任单位）"),
    "proposal.city": (date(2026, 4, 9), "", "函告市直机关并答复代表、委员"),
    "document": (date(2026, 4, 30), "", "以县政府名义报市政府"),
    "ledger": (date(2026, 6, 1), BOTH, "暂不上报"),
    "instruction.mayor": (date(2026, 6, 4), BOTH, "暂不上报"),
    "proposal.county": (date(2026, 7, 13), "", ""),
    "meeting.vice": (date(2026, 7, 16), BOTH, "暂不上报"),
    "work_report": (date(2026, 12, 14), "", "报县政府"),
    "ten.city": (date(2027, 1, 4), "", ""),
}
"""When a matter is summed up, by which of the chains, and where it goes."""

REPORTED = {"meeting.vice": date(2026, 7, 15), "instruction.mayor": date(2026, 6, 3)}
"""Reports on dates that were moved: they come on the new day."""

Act = Callable[[], Awaitable[None]]


@dataclass
class Year:
    """The year of one office: its matters by key, and the papers that its units have in their chats."""

    office: World
    reading: TenThingsReading
    matters: dict[str, Matter] = field(default_factory=dict)
    papers: dict[tuple[str, str], Message] = field(default_factory=dict)
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    group: int = 0

    def on(self, day: date, hour: time, act: Act) -> None:
        """Put an act into the diary."""
        self.acts.append((datetime.combine(day, hour, tzinfo=ZONE), len(self.acts), act))

    async def play(self) -> None:
        """Live through the year."""
        self.group = await bind_group(self.office)
        self._diary()
        for at, _, act in sorted(self.acts):
            await self.office.advance(at)
            await act()
        await self.office.advance(END)

    def _diary(self) -> None:
        nine, ten = time(9, 30), time(10)
        self.on(date(2026, 1, 5), nine, self.take_over)
        for begun in year_scenes.SIXTH:
            self.on(date(2026, 1, 6), ten, partial(self.begin, begun))
        self.on(date(2026, 1, 7), ten, self.order)
        self.on(date(2026, 1, 8), ten, partial(self.receive, "instruction.vice", "县水利局"))
        self.on(date(2026, 1, 8), ten, partial(self.begin, year_scenes.EIGHTH))
        self.on(date(2026, 1, 12), ten, partial(self.begin, year_scenes.TWELFTH))
        for due in owed(self.reading):
            key, _, unit, day, final = due
            if key == "merged" or (key, unit, day) in NEVER or day > END.date():
                continue
            day = LATE.get((key, unit, day), REPORTED.get(key, day) if final else day)
            self.on(day, time(16), partial(self.report, due))
        for key, (day, chain, way) in CLOSINGS.items():
            self.on(day, time(11), partial(self.close, key, chain, way))
        for period, day in BULLETINS.items():
            self.on(day, time(8, 30), partial(self.bulletin, period))
        self._changes()

    def _changes(self) -> None:
        nine = time(9, 30)
        self.on(date(2026, 2, 10), nine, self.merge)
        self.on(date(2026, 3, 2), nine, self.suspend)
        self.on(date(2026, 4, 1), nine, self.resume)
        self.on(date(2026, 6, 15), nine, self.extend)
        self.on(date(2026, 4, 9), nine, partial(self.answer_proposers, "proposal.city"))
        self.on(date(2026, 7, 13), nine, partial(self.answer_proposers, "proposal.county"))
        self.on(date(2026, 12, 2), nine, self.enter_calendar)
        self.on(date(2027, 1, 11), nine, self.archive)

    async def take_over(self) -> None:
        await year_scenes.take_over(self.office.head)
        async with self.office.transaction() as unit:
            (self.matters["ledger"],) = await unit.find(Matter)
        await self.office.water.says("我的任务")
        await self.office.water.taps("打开31号")
        self.papers["ledger", "县水利局"] = await self.office.water.card("夏政督〔2025〕31号", "第1项")

    async def begin(self, begun: year_scenes.Begun) -> None:
        await self._received(begun.key, await year_scenes.issue(self.office, begun))

    async def order(self) -> None:
        await self._received("hotline", await year_scenes.order(self.office))

    async def _received(self, key: str, issued: year_scenes.Issued) -> None:
        self.matters[key], papers = issued
        for unit in dict.fromkeys(due[2] for due in owed(self.reading) if due[0] == key):
            for paper in papers:
                await self._find(key, unit, paper.document_number)
            if key != "instruction.vice":
                await self.receive(key, unit)

    async def _find(self, key: str, unit: str, number: str) -> None:
        if unit in LIAISONS:
            for message in await self.liaison(unit).messages():
                if number in message.text and "签收" in message.buttons:
                    self.papers[key, unit] = message

    def liaison(self, unit: str) -> Someone:
        """Who reports for a unit by telephone."""
        return self.office.people[LIAISONS[unit]]

    def desk(self, key: str) -> Someone:
        """Who registered a matter, and reviews and sums up."""
        return self.office.people[DESKS.get(key, "clerk")]

    async def receive(self, key: str, unit: str) -> None:
        number = self.matters[key].registration_number
        if unit == ON_PAPER:
            answers = (unit, "纸质", "城关镇联络员", "今天", f"送达回执{number}号")
            await enters(self.office.clerk, number, "签收", *answers)
            await self.office.clerk2.taps("核对无误")
            return
        await self.liaison(unit).taps("签收", self.papers[key, unit])
        if key == "hotline":
            await self.liaison(unit).says("王五 03706211111")

    async def report(self, due: Owed) -> None:
        key, _, unit, day, final = due
        words = f"{key}{day:%Y年%m月%d日}应反馈的进展：已按要求推进。"
        paper = (unit, "纸质", "城关镇联络员", words, "主要负责同志", "今天", f"反馈表{day:%m%d}")
        call = (unit, "电话", "值班员老张", words, "未注明", "刚才")
        if unit == ON_PAPER or (key, unit, day) in BY_TELEPHONE:
            number = self.matters[key].registration_number
            answers = paper if unit == ON_PAPER else call
            await enters(self.office.clerk, number, "反馈", *answers)
            await self.office.clerk2.taps("核对无误")
        else:
            await self.liaison(unit).says(words, reply_to=self.papers[key, unit])
            await self.liaison(unit).taps("分管负责同志")
        await self._accept(key, words, tapped=final)

    async def _accept(self, key: str, words: str, *, tapped: bool) -> None:
        """The Office accepts what came: results by their button, progress by the use case behind it."""
        desk = self.desk(key)
        if tapped:
            await desk.taps("采纳", await desk.card("反馈审核", words))
            return
        async with self.office.transaction() as unit:
            (report,) = await unit.find(Report, text=words, status=ReportStatus.SUBMITTED)
            await deciding.accept(unit, await actor_of(unit, desk.id), report.id, report.version)
            await unit.commit()
        await self.office.settle()

    async def close(self, key: str, chain: str, way: str) -> None:
        clerk = self.desk(key)
        await clerk.says(f"/matter {self.matters[key].registration_number}")
        await clerk.taps("汇总办结", await clerk.card(f"登记号{self.matters[key].registration_number}"))
        await send_summary(self.office, chain=chain, way=way, by=clerk, begin="")
        await sign_all(self.office)

    async def bulletin(self, period: str) -> None:
        clerk = self.office.clerk
        title = "督查通报 · 草稿"
        card = await clerk.sees(title)
        if period in {"2026Q2", "2026/addendum"}:
            await clerk.taps("通报批评备选", card)
            await clerk.taps("列入 县水利局")
            await clerk.taps("通报前核对", card)
            await self.office.water.taps("情况属实")
        await clerk.taps("送审", card)
        await sign_all(self.office)

    async def merge(self) -> None:
        clerk = self.office.clerk
        await self._change("merged", "并案")
        await clerk.says(await self.number("instruction.mayor"))
        await clerk.says("与该事项内容重复")
        await clerk.taps("送审")
        await agreed(self.office)

    async def suspend(self) -> None:
        await self._change("instruction.mayor", "中止")
        await self.office.clerk.says("施工条件不具备")
        await self.office.clerk.taps("30天后")
        await self.office.clerk.taps("送审")
        await agreed(self.office)

    async def resume(self) -> None:
        await self._change("instruction.mayor", "恢复办理")
        await self.office.clerk.says("施工条件已具备")
        await self.office.clerk.taps("送审")
        await agreed(self.office)

    async def _change(self, key: str, label: str) -> None:
        clerk = self.office.clerk
        await clerk.says(f"/matter {self.matters[key].registration_number}")
        await clerk.taps("更多", await clerk.card(f"登记号{self.matters[key].registration_number}"))
        while label not in (shown := (await clerk.messages())[-1]).buttons:
            await clerk.taps("下一页", shown)
        await clerk.taps(label, shown)

    async def number(self, key: str) -> str:
        """The number of the matter's paper."""
        async with self.office.transaction() as unit:
            return (await unit.find(Paper, matter_id=self.matters[key].id))[0].document_number

    async def extend(self) -> None:
        housing = self.office.housing_a
        await housing.taps("申请延期", self.papers["meeting.vice", "县住建局"])
        for words in ("7月15日", "主要负责同志", "管线迁改", "主体已完工"):
            await (housing.taps(words) if words == "主要负责同志" else housing.says(words))
        await self.office.section.taps("报批")
        await sign_all(self.office)

    async def answer_proposers(self, key: str) -> None:
        async with self.office.transaction() as unit:
            matter = await unit.require(Matter, self.matters[key].id)
            case = await proposal_queries.case_of(unit, matter)
            assert case is not None
            chosen = replies.owed(case, await proposal_queries.replies_of(unit, [matter.id]))
            sent = replies.Sent(number="夏住建函〔2026〕12号", on=unit.today, result=ResultClass.A, signed_by_head=True)
            await replying.enter(unit, await actor_of(unit, self.office.clerk.id), matter.id, chosen, sent)
            await unit.commit()
        await self.office.settle()

    async def enter_calendar(self) -> None:
        head = self.office.head
        await head.says("/calendar 2027")
        await head.taps("录入2027年")
        await head.says(NOTICE)
        await head.says("国办发明电〔2026〕7号")
        await head.taps("确认录入")

    async def archive(self) -> None:
        clerk = self.office.clerk
        for label in ("市级建议提案", "县级建议提案"):
            await clerk.says("/archive 2026")
            await clerk.taps("建议提案立卷")
            if label == "市级建议提案":
                await clerk.taps(label)
            await clerk.taps("归档")
            await clerk.sees("已归档", label)
