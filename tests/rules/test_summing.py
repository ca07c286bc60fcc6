"""R2: a sentence keeps its report for as long as it stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from supervision.model import Chain, ChainPurpose, ChainStatus, Part, Sentence
from supervision.results.summing import Frame, Result, basis_of, draft, is_rewritten, pieces, rebind, title_of

RESULTS = (
    Result(2, "北城河清淤", "县水利局", Part.LEAD, "已清淤2.3公里。经验收合格。", 91),
    Result(1, "积水点改造", "县住建局", Part.LEAD, "", 90),
)
BEFORE = (Sentence("县水利局：已清淤2.3公里。", 91), Sentence("经验收合格。", 91), Sentence("督查室核实。", None))


def test_R2_a_draft_knows_the_report_behind_each_sentence() -> None:
    text, sentences = draft("内涝点整治", RESULTS)
    assert [(item.text, item.report_id) for item in sentences] == [
        ("关于内涝点整治办理情况的报告", None),
        ("1. 积水点改造", None),
        ("县住建局：见佐证材料", 90),
        ("2. 北城河清淤", None),
        ("县水利局：已清淤2.3公里。", 91),
        ("经验收合格。", 91),
    ]
    assert tuple(item.text for item in sentences) == pieces(text)


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("县水利局：已清淤2.3公里。经验收合格。", [91, 91]),
        ("经验收合格。县水利局：已清淤2.3公里。", [91, 91]),
        ("县水利局已清淤 2.3公里；", [91]),
        ("县水利局：现已清淤2.3公里。", [91]),
        ("县水利局：已完成全部清淤任务，河道通畅。", [None]),
        ("督查室核实。", [None]),
        ("经验收合格。经验收合格。", [91, None]),
        ("", []),
    ],
)
def test_R2_what_stands_or_nearly_stands_keeps_its_report_and_new_words_have_none(
    text: str, reports: list[int | None]
) -> None:
    assert [item.report_id for item in rebind(BEFORE, text)] == reports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一。二！三？四；五", ("一。", "二！", "三？", "四；", "五")),
        ("他说：“已完成。”下一步验收。", ("他说：“已完成。”", "下一步验收。")),
        ("标题\n\n  正文。  ", ("标题", "正文。")),
        ("。。\n", ()),
        ("2.3公里", ("2.3公里",)),
    ],
)
def test_sentences_end_at_their_stops_and_at_lines(text: str, expected: tuple[str, ...]) -> None:
    assert pieces(text) == expected


def test_R2_titles_and_tasks_rest_on_nothing_and_are_not_marked() -> None:
    _, sentences = draft("内涝点整治", RESULTS)
    frame = Frame.of(title_of("内涝点整治"), [(1, "积水点改造"), (2, "北城河清淤")])
    lines = basis_of((*sentences, Sentence("下一步加强管护。")), frame, {}, {})
    assert [line.text for line in lines] == [
        "县住建局：见佐证材料",
        "县水利局：已清淤2.3公里。",
        "经验收合格。",
        "下一步加强管护。",
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4]


BEGUN = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "reopened", "expected"),
    [
        (ChainStatus.SENT_BACK, None, True),
        (ChainStatus.SENT_BACK, datetime(2026, 3, 1, tzinfo=UTC), True),
        (ChainStatus.SENT_BACK, datetime(2026, 3, 9, tzinfo=UTC), False),
        (ChainStatus.APPROVED, None, False),
    ],
)
def test_a_new_text_begins_with_what_was_sent_back_last_and_not_with_an_old_one(
    status: ChainStatus, reopened: datetime | None, expected: bool
) -> None:
    last = Chain(3, ChainPurpose.RESULT, 1, "办结报告", "旧稿", "", 8, BEGUN, status)
    assert is_rewritten(last, reopened) is expected
