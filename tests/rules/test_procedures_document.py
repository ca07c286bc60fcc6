"""`docs/procedures.md` and the tables say the same, cell by cell."""

from pathlib import Path

import pytest

from supervision.calendars.schedules import SCHEDULES, ScheduleKey
from supervision.procedures.sources import SOURCES, SourceDefault
from supervision.procedures.tracks import BULLETIN_CHAIN, CLOSING_CHAIN, LETTER_CHAIN, TRACKS, Steps, Track
from supervision.roles import Role

PAGE = (Path(__file__).parents[2] / "docs" / "procedures.md").read_text(encoding="utf-8")

UNDATED = {ScheduleKey.AS_PRINTED: "as printed", ScheduleKey.AS_ORDERED: "as the order says"}


def table(first_column: str) -> dict[str, dict[str, str]]:
    """The rows of the page's table whose first heading is this, by first cell."""
    lines = iter(PAGE.splitlines())
    headings = next(cells(line) for line in lines if line.startswith(f"| {first_column} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(headings, cells(line), strict=True)))
    by_key = {row[first_column]: row for row in rows}
    assert len(by_key) == len(rows), "two rows of one key"
    return by_key


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def chain_cell(chain: Steps, star: str = "") -> str:
    return " ".join(f"{step.role}:{step.act}{star}" for step in chain)


def schedule_cell(key: ScheduleKey) -> str:
    row = SCHEDULES[key]
    if row.dates:
        return " ".join(f"{month:02}-{day:02}" for month, day in row.dates)
    if row.month_days:
        return "monthly " + " and ".join(map(str, row.month_days)) + " (two readings)"
    if row.months:
        return "by law, " + " or ".join(map(str, row.months)) + " months"
    return UNDATED[key]


def as_row(track: Track) -> dict[str, str]:
    def star(field: str) -> str:
        return "*" if field in track.ours else ""

    party = " (county government or party)" if Role.PARTY_LEADER in track.leaders else ""
    return {
        "track": track.key,
        "title": track.title,
        "clause": track.clause,
        "starter": track.starter,
        "issue steps": "(gate 确需) " * track.gate + chain_cell(track.issue_steps, star("issue_steps")),
        "issued as": " ; ".join(track.forms) + star("forms"),
        "in the name of": " ; ".join(track.issuers) + star("issuers"),
        "report schedule": schedule_cell(track.schedule) + star("schedule"),
        "result steps": " ; ".join(chain_cell(c, star("result_chains")) for c in track.result_chains) + party,
        "result goes to": " ; ".join(track.destinations),
        "archive": track.archive + star("archive"),
    }


def source_row(kind: str, source: SourceDefault) -> dict[str, str]:
    remark = ["ours"] * source.ours + ["without P1.3"] * (not source.reports_up)
    return {
        "source": kind,
        "title": source.title,
        "track": source.track,
        "where named": source.clause,
        "remark": ", ".join(remark),
    }


def test_page_and_tracks_have_the_same_rows_in_the_same_order() -> None:
    assert list(table("track")) == list(TRACKS)


@pytest.mark.parametrize("key", TRACKS)
def test_every_cell_of_a_track_is_on_the_page(key: str) -> None:
    assert table("track")[key] == as_row(TRACKS[key])


def test_page_and_sources_say_the_same() -> None:
    assert table("source") == {kind: source_row(kind, source) for kind, source in SOURCES.items()}


def test_page_and_chains_without_a_row_say_the_same() -> None:
    found = {key: row["steps"] for key, row in table("chain").items()}
    assert found == {
        "closing": chain_cell(CLOSING_CHAIN),
        "letter": chain_cell(LETTER_CHAIN),
        "bulletin": chain_cell(BULLETIN_CHAIN),
    }


def test_every_schedule_of_a_track_is_explained() -> None:
    assert {schedule_cell(track.schedule) for track in TRACKS.values()} == set(table("schedule"))


def test_every_column_is_explained() -> None:
    explained = table("column")
    assert list(explained) == list(as_row(next(iter(TRACKS.values()))))
    fields = {name.strip(" `") for row in explained.values() for name in row["field of `Track`"].split(",")}
    assert fields == set(Track.__dataclass_fields__) - {"ours"}
