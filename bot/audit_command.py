"""`ducha audit verify`: walk the hash chain of the audit and say whether it is whole."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock
from bot.config import Config
from storage import audit
from storage.engine import Database
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays

INTACT, BROKEN = 0, 1


async def verify(config: Config, say: Callable[[str], None]) -> int:
    """Check every row of the audit.

    Returns:
        The exit code: 0 when every row agrees with the one before, 1 when one does not or the end was cut off.
    """
    database = Database.open(config.database())
    try:
        async with database.read(Setting(Clock().now(), config.county(), Workdays())) as unit:
            verdict = await audit.verify(unit)
    finally:
        await database.close()
    if verdict.broken_at is not None:
        say(f"审计记录不完整：第{verdict.broken_at}条与前一条不符，此前{verdict.rows}条无误")
    elif verdict.tail_cut:
        say(f"审计记录不完整：现有{verdict.rows}条，末尾有记录被删除")
    else:
        say(f"审计记录完整：共{verdict.rows}条，末条校验值 {verdict.head}")
    return INTACT if verdict.intact else BROKEN
