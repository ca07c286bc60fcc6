"""The figures behind a bulletin's text, and the paper that it is drawn up as."""

from __future__ import annotations

from datetime import date

from handlers.bulletins.counting import held
from storage.unit_of_work import UnitOfWork
from supervision.bulletins import paper
from supervision.calendars.periods import title_of
from supervision.figures.counting import TRACK, UNIT, Cell, row_of, scopes_of
from supervision.model import Bulletin, BulletinKind, Unit
from supervision.model.documents import PaperContent, Table
from supervision.notices.bulletins import TrackLine
from supervision.procedures.tracks import TRACKS


def tracks_of(cells: tuple[Cell, ...]) -> tuple[TrackLine, ...]:
    """The figures by track, in the order of the notice; none where there is but one."""
    tracks = set(scopes_of(cells, TRACK))
    if len(tracks) < 2:
        return ()
    return tuple(TrackLine(track, row_of(cells, TRACK + track)) for track in TRACKS if track in tracks)


def annex_title(bulletin: Bulletin) -> str:
    """What the table is called."""
    period = "" if bulletin.kind is BulletinKind.MATTER else title_of(bulletin)
    return f"{period}督查事项落实情况汇总表"


async def annex_of(unit: UnitOfWork, bulletin: Bulletin, *, named: bool = True) -> tuple[Table, ...]:
    """The table behind the bulletin's text, as its figures are now; without names no unit stands in it.

    Raises:
        InconsistentError: as `counting.held`.
    """
    if not bulletin.figures or bulletin.kind is BulletinKind.CORRECTION:  # it counts nothing of its own
        return ()
    cells = await held(unit, bulletin)
    ids = sorted(int(one) for one in scopes_of(cells, UNIT))
    units = await unit.find(Unit, id=ids) if ids else []
    annex = paper.Annex(annex_title(bulletin), cells, units, bulletin.cut_off)
    if named:
        return (paper.by_unit(annex),)
    return (paper.by_track(annex, {key: track.title for key, track in TRACKS.items()}),)


async def content_of(
    unit: UnitOfWork,
    bulletin: Bulletin,
    text: str,
    *,
    named: bool = True,
    dated: date | None = None,
    annex: tuple[Table, ...] | None = None,
) -> PaperContent:
    """The bulletin as a paper: its text as it was signed, and the table that was signed with it.

    Args:
        annex: as it was signed; none: as its figures are now.

    Raises:
        InconsistentError: as `annex_of`.
    """
    tables = await annex_of(unit, bulletin, named=named) if annex is None else annex
    return paper.content(bulletin, text, tables, unit.county, dated)
