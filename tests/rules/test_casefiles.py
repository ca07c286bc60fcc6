"""立卷归档: tables of what is bound, and in which volume (P6.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.model import CaseEntry, CaseFile, MatterStatus, Submission, Unit, UnitKind
from supervision.proposals import casefiles
from supervision.proposals.casefiles import Filed
from supervision.refusals import InvalidInput, NotAllowed, StaleButton
from tests.rules.proposal_cases import CLERK, COUNTY, NOW, PROPOSAL, SECTION, TODAY, UNDER_WAY, WORKDAYS
from tests.rules.test_proposal_replies import FIRST, second

UNITS = {4: Unit(4, "县住房和城乡建设局", UnitKind.DEPARTMENT, ())}
DONE = replace(UNDER_WAY, status=MatterStatus.CLOSED)


def test_P6_3_what_is_done_and_not_filed_is_bound() -> None:
    others = [replace(DONE, id=2), replace(UNDER_WAY, id=3), replace(DONE, id=4)]
    filed = CaseFile(1, 2026, "proposal.county", "2026-1", matter_ids=(4,))
    assert [item.id for item in casefiles.ready([*reversed(others), DONE], [filed])] == [1, 2]


def test_P6_3_one_letter_to_several_is_one_entry() -> None:
    rows = [
        FIRST,
        replace(FIRST, id=6, proposer="李四"),
        replace(FIRST, id=7, round=2),
        replace(FIRST, id=8, sent_on=None),
    ]
    papers = [second().paper, replace(second().paper, id=3, withdrawn_at=NOW)]
    entries = casefiles.catalogue([Filed(DONE, PROPOSAL, papers, rows)], UNITS, COUNTY.zone)
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert [entry.title for entry in entries][1:] == [
        "第12号建议交办通知",
        "县住房和城乡建设局对第12号建议的答复（张三、李四代表）",
        "县住房和城乡建设局对第12号建议的再次答复（张三代表）",
    ]


@pytest.mark.parametrize("pages", [[], [1], [1, 2, 3], [0, 1], [1, 1000]])
def test_P6_3_every_entry_has_its_pages(pages: list[int]) -> None:
    with pytest.raises(InvalidInput):
        casefiles.with_pages([CaseEntry(1, "一"), CaseEntry(2, "二")], pages)


def test_P6_3_a_volume_is_closed_once_and_by_the_office() -> None:
    volume = CaseFile(2, 2026, "proposal.county", "2026-1", matter_ids=(1,))
    desk = casefiles.reminder(2026, 8, COUNTY, WORKDAYS)
    assert (desk.on, desk.every) == (date(2027, 1, 4), 5)
    closed, reminded = casefiles.close(volume, [DONE], [], CLERK, NOW, left=0, desk=desk).saves
    assert closed == replace(volume, closed_by=8, closed_at=NOW)
    assert reminded == replace(desk, done_at=NOW)
    assert len(casefiles.close(volume, [DONE], [], CLERK, NOW, left=1, desk=desk).saves) == 1, "some are left"
    for matters, others in (([], []), ([UNDER_WAY], []), ([DONE], [replace(volume, id=1)])):
        with pytest.raises(StaleButton):
            casefiles.close(volume, matters, others, CLERK, NOW, left=0, desk=None)
    with pytest.raises(NotAllowed):
        casefiles.close(volume, [DONE], [], SECTION, NOW, left=0, desk=None)


@pytest.mark.parametrize(("before", "number"), [(0, "2026-3"), (1, "2026-1-2"), (2, "2026-1-3")])
def test_P6_3_what_is_added_later_is_a_second_volume(before: int, number: str) -> None:
    files = [CaseFile(n, 2026, "proposal.county", f"2026-1{'-2' * (n > 1)}") for n in range(1, before + 1)]
    assert casefiles.volume_number(files, "2026-3") == number


def test_P6_3_a_second_reply_after_the_filing_is_bound_in_a_second_volume() -> None:
    filed = Filed(DONE, PROPOSAL, [second().paper], [FIRST])
    volume = CaseFile(
        1, 2026, "proposal.county", "2026-1", (1,), entries=casefiles.catalogue([filed], UNITS, COUNTY.zone)
    )
    assert not casefiles.has_more(filed, [volume], UNITS, COUNTY.zone)
    again = replace(filed, replies=[FIRST, replace(FIRST, id=7, round=2, sent_on=date(2026, 6, 1))])
    assert casefiles.has_more(again, [volume], UNITS, COUNTY.zone)
    (entry,) = casefiles.catalogue([again], UNITS, COUNTY.zone, [volume])
    assert (entry.seq, entry.title) == (1, "县住房和城乡建设局对第12号建议的再次答复（张三代表）")
    assert casefiles.ready([DONE], [volume]) == ()
    assert casefiles.ready([DONE], [volume], later=(1,)) == (DONE,)
    saves = casefiles.close(replace(volume, id=2), [DONE], [volume], CLERK, NOW, left=0, desk=None, later=(1,)).saves
    assert len(saves) == 1


def test_P6_3_the_letter_to_the_citys_organ_is_in_the_catalogue() -> None:
    letter = Submission(3, 1, "letter_and_reply", "government_office", number="夏政办函〔2026〕3号", submitted_on=TODAY)
    entries = casefiles.catalogue([Filed(DONE, PROPOSAL, [], [], [letter])], UNITS, COUNTY.zone)
    assert [(entry.title, entry.number) for entry in entries][1:] == [("第12号建议办理情况的函", "夏政办函〔2026〕3号")]
