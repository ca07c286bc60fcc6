"""The oracle can fail: a world in which all went well is spoiled in each way that matters, and each is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from supervision.model import ReportStatus
from tests.chaos.comparing import doubled
from tests.chaos.oracle import CHECKS, UNDER_WAY, judge
from tests.chaos.perfect import SIZE, perfect
from tests.chaos.script import write
from tests.chaos.seen import RESENT, Line, Row, Seen
from tests.chaos.sights import Copy
from tests.chaos.trouble import plan
from tests.world import MONDAY

Spoil = Callable[[Seen], Seen]


def _row(seen: Seen, kind: str) -> Row:
    return next(row for row in seen.rows if row.kind == kind)


def _with_row(seen: Seen, row: Row) -> Seen:
    return replace(seen, rows=tuple(row if one.id == row.id else one for one in seen.rows))


def _with_chat(seen: Seen, chat: int, lines: tuple[Line, ...]) -> Seen:
    return replace(seen, chats={**seen.chats, chat: lines})


def _again(seen: Seen, kind: str = "report_receipt") -> Seen:
    """A message comes twice."""
    row = _row(seen, kind)
    assert row.chat is not None
    lines = seen.chats[row.chat]
    twin = next(line for line in lines if line.id == row.message)
    return _with_chat(seen, row.chat, (*lines, replace(twin, id=999, copy=Copy(999, row.id, 0))))


def _lost(seen: Seen) -> Seen:
    row = _row(seen, "report_receipt")
    return _with_chat(seen, row.chat or 0, tuple(line for line in seen.chats[row.chat or 0] if line.id != row.message))


def _swapped(seen: Seen) -> Seen:
    """Two units get each other's chat."""
    one, other = SIZE.account("liaison1"), SIZE.account("liaison2")
    return replace(seen, chats={**seen.chats, one: seen.chats[other], other: seen.chats[one]})


def _held(seen: Seen) -> Seen:
    return _with_row(seen, replace(_row(seen, "report_receipt"), status="ambiguous"))


def _first_accepted(seen: Seen) -> Seen:
    at, report = next((n, r) for n, r in enumerate(seen.reports) if r.status is ReportStatus.ACCEPTED)
    changed = replace(report, status=ReportStatus.SUBMITTED)
    return replace(seen, reports=(*seen.reports[:at], changed, *seen.reports[at + 1 :]))


def _facts(seen: Seen, event: str, change: int) -> Seen:
    fact = next(fact for fact in seen.facts if fact.event == event)
    if change > 0:
        return replace(seen, facts=(*seen.facts, fact))
    left = list(seen.facts)
    left.remove(fact)
    return replace(seen, facts=tuple(left))


def _edited(seen: Seen) -> Seen:
    """A correction did not come through to the officer's card."""
    card = _row(seen, "report_card")
    lines = tuple(
        replace(one, now=one.first[:8]) if one.id == card.message else one for one in seen.chats[card.chat or 0]
    )
    return _with_chat(seen, card.chat or 0, lines)


def _overtaken(seen: Seen) -> Seen:
    seat = _row(seen, "report_receipt").seat
    first, second = [row for row in seen.rows if row.seat == seat][:2]
    spoiled = _with_row(seen, replace(first, message=second.message))
    return _with_row(spoiled, replace(second, message=first.message))


def _says(seen: Seen, text: str) -> Seen:
    chat = SIZE.account("officer0")
    return _with_chat(seen, chat, (*seen.chats[chat], Line(998, text, text)))


def _repeated(seen: Seen, *, marked: bool = True, declared: int = 1, copies: int = 1) -> Seen:
    """A receipt was sent again in doubt, after so many copies."""
    row = _row(seen, "report_receipt")
    chat, said = row.chat or 0, str(row.parts[0][0])
    text = f"{RESENT}\n{said}" if marked else said
    twice = _with_row(seen, replace(row, resent=1, parts=((text,),)))
    again = Copy(999, row.id, 1)
    lines = [replace(one, first=text, copy=again) if one.id == row.message else one for one in seen.chats[chat]]
    before = [Line(-n, said, "", Copy(-n, row.id, 0)) for n in range(copies, 0, -1)]
    return replace(_with_chat(twice, chat, (*before, *lines)), declared={row.id: ("kill",) * declared})


def _once_more(seen: Seen) -> Seen:
    """After the repetition it came yet again."""
    row = _row(seen, "report_receipt")
    lines = seen.chats[row.chat or 0]
    return _with_chat(seen, row.chat or 0, (*lines, replace(lines[0], id=998, copy=Copy(998, row.id, 1))))


def _waited(seen: Seen, until: datetime) -> Seen:
    """What was overtaken was not to go out before then; the other went on Monday."""
    spoiled = _overtaken(seen)
    seat = _row(seen, "report_receipt").seat
    first, second = [row for row in spoiled.rows if row.seat == seat][:2]
    spoiled = _with_row(spoiled, replace(first, not_before=until))
    return _with_row(spoiled, replace(second, sent_at=MONDAY))


SPOILED: Mapping[str, tuple[str, Spoil]] = {
    "a report is lost": ("reports", lambda s: replace(s, reports=s.reports[1:])),
    "a report counts twice": ("reports", lambda s: replace(s, reports=(*s.reports, replace(s.reports[0], id=99)))),
    "a report of nobody": (
        "reports",
        lambda s: replace(s, reports=(*s.reports, replace(s.reports[0], text="〔报99999〕x"))),
    ),
    "a report of another unit": (
        "reports",
        lambda s: replace(s, reports=(replace(s.reports[0], unit_id=s.reports[0].unit_id + 1), *s.reports[1:])),
    ),
    "an edit is lost": (
        "reports",
        lambda s: replace(s, reports=(replace(s.reports[0], text=s.reports[0].text[:8]), *s.reports[1:])),
    ),
    "a wording is lost": ("reports", lambda s: replace(s, versions=s.versions[1:])),
    "a photo is lost": ("reports", lambda s: replace(s, files=s.files[1:])),
    "a photo is another's": (
        "reports",
        lambda s: replace(s, contents={**s.contents, s.files[0].sha256: "〔报00000〕"}),
    ),
    "a photo is not on the disk": ("reports", lambda s: replace(s, contents={})),
    "a decision is lost": ("reports", _first_accepted),
    "a report is recorded twice": ("reports", lambda s: _facts(s, "report.submitted", 1)),
    "a decision is recorded twice": ("reports", lambda s: _facts(s, "report.accepted", 1)),
    "a receipt is never told": (
        "reports",
        lambda s: replace(s, rows=tuple(r for r in s.rows if r.kind != "report_receipt")),
    ),
    "a card goes to another officer": (
        "reports",
        lambda s: _with_row(s, replace(_row(s, "report_card"), person=SIZE.number("officer9"))),
    ),
    "a 签收 counts twice": ("receipts", lambda s: _facts(s, "paper.acknowledged", 1)),
    "a 签收 is lost": ("receipts", lambda s: _facts(s, "paper.acknowledged", -1)),
    "a 签收 by nobody": (
        "receipts",
        lambda s: replace(s, dispatches=(replace(s.dispatches[0], acknowledged_at=None), *s.dispatches[1:])),
    ),
    "a signature counts twice": ("decisions", lambda s: _facts(s, "approval.signed", 1)),
    "a signature is lost": ("decisions", lambda s: _facts(s, "approval.signed", -1)),
    "a paper is issued twice": ("decisions", lambda s: _facts(s, "matter.issued", 1)),
    "a number comes twice": (
        "numbers",
        lambda s: replace(
            s, papers=(*s.papers[:-1], replace(s.papers[-1], document_number=s.papers[0].document_number))
        ),
    ),
    "a number is left out": (
        "numbers",
        lambda s: replace(s, papers=(*s.papers[:-1], replace(s.papers[-1], document_number="夏政督〔2026〕99号"))),
    ),
    "a registration is lost": ("numbers", lambda s: replace(s, matters=s.matters[:-1])),
    "a registration counts twice": (
        "numbers",
        lambda s: replace(
            s, matters=(*s.matters, replace(s.matters[-1], registration_number=f"2026-{len(s.matters) + 1}"))
        ),
    ),
    "a message is lost": ("messages", _lost),
    "a message comes twice": ("messages", _again),
    "a card comes twice": ("messages", lambda s: _again(s, "paper_card")),
    "a repetition does not say so": ("messages", lambda s: _repeated(s, marked=False)),
    "a repetition outside the window": ("messages", lambda s: _repeated(s, declared=0)),
    "a message in doubt once comes three times": ("messages", lambda s: _repeated(s, copies=2)),
    "a message comes again after its repetition": ("messages", lambda s: _once_more(_repeated(s, copies=0))),
    "a message from nowhere": ("messages", lambda s: _says(s, "您好")),
    "a message to another's chat": (
        "messages",
        lambda s: _with_row(s, replace(_row(s, "report_receipt"), chat=SIZE.account("liaison6"))),
    ),
    "two units' messages are swapped": ("privacy", _swapped),
    "one unit sees another's words": (
        "privacy",
        lambda s: _with_chat(s, SIZE.account("liaison1"), (Line(1, "试点002局", "试点002局"),)),
    ),
    "a message overtakes another": ("order", _overtaken),
    "a message overtakes another whose time had come": ("order", lambda s: _waited(s, MONDAY - UNDER_WAY)),
    "a card is not redrawn": ("answers", _edited),
    "a held message is not shown": (
        "held",
        lambda s: replace(_held(s), declared={_row(s, "report_receipt").id: ("kill",)}),
    ),
    "a message is held without a reason": ("held", lambda s: replace(_held(s), listed="待送达\n共1项")),
    "a traceback is shown": ("words", lambda s: _says(s, "Traceback (most recent call last)")),
    "an incident is shown": ("words", lambda s: _says(s, "系统出错，本条内容未能处理")),
    "the chain is broken": ("chain", lambda s: replace(s, audited="1 审计记录不完整：第7条与前一条不符")),
    "an update is given up": ("nothing_left", lambda s: replace(s, inbox={**s.inbox, "dead": 1})),
    "an update waits": ("nothing_left", lambda s: replace(s, inbox={**s.inbox, "new": 1})),
    "a message waits": ("nothing_left", lambda s: _with_row(s, replace(_row(s, "report_card"), status="new"))),
    "an edit is given up": ("nothing_left", lambda s: replace(s, edits={"sent": 2, "dead": 1})),
    "a step could not be taken": ("steps_taken", lambda s: replace(s, stuck={(1, 0): "no button"})),
    "an account changed hands": ("people", lambda s: replace(s, accounts={**s.accounts, 20: 800_001})),
}


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_world_in_which_all_went_well_has_no_findings(seed: int) -> None:
    assert judge(perfect(seed)) == []


def test_a_repetition_that_says_so_in_the_declared_window_is_no_finding() -> None:
    seen = _repeated(perfect())
    assert judge(seen) == []
    assert doubled(seen) == {"kill": 1}


def test_what_goes_out_before_another_whose_time_has_not_come_overtakes_nothing() -> None:
    assert judge(_waited(perfect(), MONDAY + timedelta(seconds=1))) == []


def test_a_held_message_that_is_shown_is_no_finding() -> None:
    seen = _held(perfect())
    row = _row(seen, "report_receipt")
    assert judge(replace(seen, declared={row.id: ("kill",)}, listed="待送达\n共1项")) == []


@pytest.mark.parametrize("name", list(SPOILED))
def test_a_spoiled_world_is_found(name: str) -> None:
    check, spoil = SPOILED[name]
    found = judge(spoil(perfect()))
    assert any(one.startswith(f"{check}:") for one in found), found


def test_every_check_is_proved_by_a_spoiled_world() -> None:
    assert {check for check, _ in SPOILED.values()} == {check.__name__ for check in CHECKS}


def test_the_same_seed_is_the_same_script_and_the_same_trouble() -> None:
    for seed in (1, 2):
        scripts = [write(seed, updates=300, rounds=10, units=30, papers=3) for _ in range(2)]
        assert scripts[0] == scripts[1]
        assert plan(seed, 10, 9, 30) == plan(seed, 10, 9, 30)
    assert plan(1, 10, 9, 30) != plan(2, 10, 9, 30)


def test_a_script_has_the_updates_it_was_asked_for_and_a_story_one_step_a_round() -> None:
    script = write(7, updates=2000, rounds=52, units=186, papers=16)
    assert 2000 <= script.updates <= 2010
    for turns in script.rounds:
        assert len({turn.story for turn in turns}) == len(turns)
    assert sum(trouble.kill != "" for trouble in plan(7, 52, 50, 38)) == 50
