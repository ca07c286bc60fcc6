"""What comes to the Office in the year: matters of all eleven tracks, drawn by a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from supervision.hotline.hotline_orders import OrderDraft
from supervision.model import Handling, Instruction, Source, TermFrom, Urgency
from supervision.procedures.tracks import TRACKS
from supervision.proposals.handling import Analysis
from supervision.registering.registration import Registration
from supervision.splitting import TaskDraft
from tests import roster
from tests.life.county import Seats

MAYOR, EXECUTIVE, VICE_MAYOR = (roster.id_of(key) for key in ("mayor", "executive", "vice_mayor"))
_TITLES = {MAYOR: "县长", EXECUTIVE: "常务副县长", VICE_MAYOR: "副县长（城建）"}


@dataclass(frozen=True, slots=True)
class Sort:
    """How much of the year's work is of a track, in how many tasks a matter, and which leader it has."""

    track: str
    share: float
    tasks: tuple[int, int]
    leader: int | None = None
    instructed: bool = False


SORTS = (
    Sort("document", 0.19, (5, 14), EXECUTIVE, instructed=True),
    Sort("work_report", 0.06, (10, 20)),
    Sort("ten_things", 0.004, (1, 5)),
    Sort("meeting.mayor", 0.17, (5, 12), MAYOR),
    Sort("meeting.vice_mayor", 0.12, (4, 9), VICE_MAYOR),
    Sort("instruction.mayor", 0.15, (3, 8), MAYOR, instructed=True),
    Sort("instruction.vice_mayor", 0.08, (3, 6), VICE_MAYOR, instructed=True),
    Sort("proposal.city", 0.01, (1, 1), EXECUTIVE),
    Sort("proposal.county", 0.03, (1, 1), EXECUTIVE),
    Sort("hotline", 0.05, (1, 1)),
    Sort("assignment", 0.13, (4, 12), EXECUTIVE),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A matter on the day on which it comes."""

    n: int
    on: date
    sort: Sort
    tasks: tuple[TaskDraft, ...] = ()
    analysis: Analysis | None = None
    order: OrderDraft | None = None
    urgency: Urgency = Urgency.ROUTINE


def drawn(rng: Random, seats: Seats, *, tasks: int, days: list[date], until: date) -> list[Begun]:
    """The matters of the year, at least `tasks` tasks in all, spread over the days on which one may come."""
    found: list[Begun] = []
    draw = _Draw(rng, seats, until)
    for sort in SORTS:
        left = max(1, round(tasks * sort.share))
        while left > 0:
            n = min(left, rng.randint(*sort.tasks))
            on = days[0] if sort.track in {"work_report", "ten_things"} else rng.choice(days)
            found.append(_begun(draw, sort, len(found) + 1, on, n))
            left -= n
    short = tasks - sum(max(1, len(one.tasks)) for one in found)
    if short > 0:
        found.append(_begun(draw, SORTS[0], len(found) + 1, rng.choice(days), short))
    return sorted(found, key=lambda one: (one.on, one.n))


@dataclass(frozen=True, slots=True)
class _Draw:
    """What matters are drawn from; no date is later than `until`."""

    rng: Random
    seats: Seats
    until: date


def _begun(draw: _Draw, sort: Sort, n: int, on: date, tasks: int) -> Begun:
    rng = draw.rng
    lead, *supports = draw.seats.units(rng, rng.choice((1, 1, 2, 3)))
    if sort.track.startswith("proposal"):
        handling = Handling.LEAD
        return Begun(
            n,
            on,
            sort,
            analysis=Analysis(words="由主办单位办理。", handling=handling, leads=(lead,), supports=tuple(supports)),
        )
    if sort.track == "hotline":
        due = on + timedelta(days=rng.randint(4, 12))
        text = f"第{n}号工单反映的路灯不亮"
        order = OrderDraft(1, f"SQ2026{n:06}", text, due, on, rng.choice((None, time(18))), (lead,))
        return Begun(n, on, sort, order=order)
    made = tuple(_task(draw, sort, f"第{n}件第{i + 1}项任务", on) for i in range(tasks))
    urgency = rng.choices((Urgency.ROUTINE, Urgency.URGENT, Urgency.MOST_URGENT), (94, 4, 2))[0]
    return Begun(n, on, sort, made, urgency=urgency)


def _task(draw: _Draw, sort: Sort, text: str, on: date) -> TaskDraft:
    rng = draw.rng
    lead, *supports = draw.seats.units(rng, rng.choice((1, 1, 1, 1, 2)))
    of = {"text": text, "leads": (lead,), "supports": tuple(supports)}
    if sort.track in {"work_report", "ten_things"}:
        return TaskDraft(**of)  # type: ignore[arg-type]  # its dates are the notice's
    due = min(on + timedelta(days=rng.randint(8, 75)), draw.until)
    if rng.random() < 0.04:
        return TaskDraft(**of, term=f"{rng.randint(8, 30)}w", term_from=TermFrom.ACKNOWLEDGE)  # type: ignore[arg-type]
    hour = rng.choice((time(12), time(17, 30))) if rng.random() < 0.06 else None
    between = on + (due - on) * rng.uniform(0.3, 0.8)
    report_on = (between,) if rng.random() < 0.3 and between - on > timedelta(days=5) else ()
    return TaskDraft(**of, due_on=due, due_hour=hour, report_on=report_on)  # type: ignore[arg-type]


def registration_of(begun: Begun) -> Registration:
    """How it is registered."""
    sort, track = begun.sort, TRACKS[begun.sort.track]
    said = Instruction(sort.leader, _TITLES.get(sort.leader or 0, ""), begun.on, "请抓紧办理，按时反馈。")
    return Registration(
        track=sort.track,
        title=f"{track.title}：第{begun.n}件",
        sources=(Source(f"来文{begun.n}", f"商政〔2026〕{begun.n}号", begun.on, "来文单位"),),
        urgency=begun.urgency,
        form=track.forms[0],
        issuer=track.issuers[-1],
        level="county" if sort.track in {"work_report", "ten_things"} else "",
        instructions=(said,) if sort.instructed else (),
        leader_post_id=sort.leader,
    )
