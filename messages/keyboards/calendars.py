"""Keyboards of the calendar."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.calendars import EnterCalendar, EnterFromFile, ShowCalendar
from messages.views.calendars import CalendarView
from supervision.notices.calendars import CalendarFile


def calendar_list(view: CalendarView) -> Keyboard:
    """The years around; entering the one that is shown."""
    label = "重新录入" if view.known == "entered" else "录入"
    enter = [button(f"{label}{view.year}年", EnterCalendar(view.year))] if view.enterable else []
    around = [button(f"{year}年", ShowCalendar(year)) for year in (view.year - 1, view.year + 1)]
    return rows(enter, around)


def calendar_file(it: CalendarFile) -> Keyboard:
    """Look over what was read."""
    return () if it.reason or not it.rows else rows([button("核对录入", EnterFromFile(it.file_id))])


KEYBOARDS = {"calendar_list": calendar_list, "calendar_file": calendar_file}
