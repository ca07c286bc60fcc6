"""The real bot, in a process that dies (SIGKILL) at a chosen point.

`DUCHA_TEST_ARM=ARM python -m tests.e2e.killable POINT run --config FILE` is `ducha run`, but once ARM exists the
process kills itself when it reaches POINT, and removes ARM first so that it happens once. The product has no hooks for
this: its functions are wrapped here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import bot.calling
from bot.cli import main
from bot.inbox import Inbox
from storage import inbox, outgoing
from storage.unit_of_work import UnitOfWork


def die() -> None:
    """Die if armed."""
    arm = Path(os.environ["DUCHA_TEST_ARM"])
    if arm.exists():
        arm.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, when: Callable[..., bool] = lambda *_args, **_named: True) -> None:
    """Die on entering an async function."""
    original: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def wrapped(*args: Any, **named: Any) -> Any:
        if when(*args, **named):
            die()
        return await original(*args, **named)

    setattr(owner, name, wrapped)


def after(owner: Any, name: str, when: Callable[..., bool] = lambda *_args, **_named: True) -> None:
    """Die on leaving an async function."""
    original: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def wrapped(*args: Any, **named: Any) -> Any:
        result = await original(*args, **named)
        if when(*args, **named):
            die()
        return result

    setattr(owner, name, wrapped)


def slowed(owner: Any, name: str, seconds: float) -> None:
    """Take longer over an async function."""
    original: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def wrapped(*args: Any, **named: Any) -> Any:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.Event().wait()
        return await original(*args, **named)

    setattr(owner, name, wrapped)


def _handles_update(unit: UnitOfWork) -> bool:
    return unit.origin.update_id is not None


def _is_update(_inbox: Inbox, updates: list[Any]) -> bool:
    return bool(updates)


POINTS: dict[str, Callable[[], None]] = {
    "after_fetching": lambda: before(Inbox, "take", _is_update),
    "after_storing": lambda: after(inbox, "store"),
    "before_handling": lambda: before(Inbox, "_handle"),
    "in_the_handler": lambda: after(inbox, "finish"),
    "before_commit": lambda: before(UnitOfWork, "commit", _handles_update),
    "after_commit": lambda: after(UnitOfWork, "commit", _handles_update),
    "after_claiming": lambda: after(outgoing, "claim"),
    "before_sending": lambda: before(bot.calling, "send_part"),
    "before_marking_sent": lambda: after(bot.calling, "send_part"),
    "while_marking_sent": lambda: after(outgoing, "mark_sent"),
    "before_an_edit": lambda: before(bot.calling, "edit_part"),
    "after_an_edit": lambda: after(bot.calling, "edit_part"),
}

SLOW = "slow"
"""No point to die at: every update takes a third of a second."""

if __name__ == "__main__":
    if sys.argv[1] == SLOW:
        slowed(Inbox, "_handle", 0.3)
    else:
        POINTS[sys.argv[1]]()
    sys.argv = ["ducha", *sys.argv[2:]]
    main()
