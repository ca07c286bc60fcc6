"""What nobody may change of a task, by a signer's hand or by 更正."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.approving.task_changes import Field, TaskChange, propose
from supervision.refusals import InvalidInput
from tests.rules.test_amending import FOLDER, UNITS


def test_P3_2_nobody_changes_a_date_of_the_ten_things_beyond_the_year() -> None:
    wanted = TaskChange(1, Field.DUE, day=date(2027, 1, 31))
    propose(FOLDER, [wanted], UNITS)
    listed = replace(FOLDER, matter=replace(FOLDER.matter, track="ten_things"))
    with pytest.raises(InvalidInput) as refused:
        propose(listed, [wanted], UNITS)
    assert (refused.value.reason, refused.value.given) == ("past_year_end", "第1项")
