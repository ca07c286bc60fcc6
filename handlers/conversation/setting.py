"""What templates may use besides the notice or the view."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork


def template_setting(unit: UnitOfWork) -> dict[str, object]:
    """County, time and calendar of a transaction, by the names that templates use."""
    return {
        "county": unit.county,
        "now": unit.now,
        "today": unit.today,
        "workdays": unit.workdays,
        "resent": False,
    }
