"""Time, faults, limits and raw updates."""

from dataclasses import asdict

from sandbox.clock import instant
from sandbox.control.endpoint import Ask
from sandbox.errors import ControlError
from sandbox.records import Json

PATIENCE = 30.0
FIGURES = ("on", "overall_per_second", "chat_burst", "chat_seconds", "group_per_minute")


async def follow(ask: Ask) -> Json:
    """The bot's long poll, `GET /clock?seen=N&idle=N&due=ISO`."""
    try:
        seen = int(ask.text("seen", "-1"))
        idle = int(ask.text("idle")) if ask.text("idle") else None
        return await ask.state.clock.poll(seen, idle, ask.text("due"))
    except ValueError as error:
        raise ControlError(400, str(error)) from error


def time_now(ask: Ask) -> Json:
    """The time, and whether a bot follows it."""
    clock = ask.state.clock
    return {"now": clock.iso(), "n": clock.n, "offset": clock.offset, "attached": clock.attached}


def _patience(ask: Ask) -> float:
    return float(ask.fields.get("timeout") or PATIENCE)


async def settle(ask: Ask) -> Json:
    """Wait until the bot is at rest; with `need_bot`, first until one follows the clock."""
    return await ask.state.settling.settle(_patience(ask), ask.flag("need_bot"))


async def advance(ask: Ask) -> Json:
    """Move the clock `to` an ISO time, or on by `seconds`, from due instant to due instant."""
    if ask.fields.get("to") is not None:
        try:
            to = instant(ask.text("to"))
        except ValueError as error:
            raise ControlError(400, str(error)) from error
    else:
        to = ask.state.clock.now() + float(str(ask.need("seconds")))
    return await ask.state.settling.advance(to, _patience(ask))


def push(ask: Ask) -> Json:
    """Queue a raw update, as it is."""
    raw = ask.need("update")
    if not isinstance(raw, dict):
        raise ControlError(400, "update must be an object")
    return {"update_id": ask.state.updates.push_raw(ask.bot().id, raw)}


def pending(ask: Ask) -> Json:
    """What the bot has not confirmed."""
    waiting = ask.state.updates.waiting(ask.bot().id)
    return {"pending": len(waiting), "updates": [update.raw for update in waiting]}


def reset_ids(ask: Ask) -> Json:
    """Number the next updates anew, at random or from `to`."""
    return {"next": ask.state.updates.reset_ids(ask.bot().id, ask.optional("to"))}


def list_faults(ask: Ask) -> list[Json]:
    """The rules in force."""
    return [rule.shown() for rule in ask.state.faults.rules]


def add_fault(ask: Ask) -> Json:
    """Add a rule, see `sandbox.faults`."""
    return ask.state.faults.add(ask.fields).shown()


def clear_faults(ask: Ask) -> Json:
    """Remove one rule (`id`) or all."""
    ask.state.faults.clear(ask.optional("id"))
    return {"left": len(ask.state.faults.rules)}


def limits(ask: Ask) -> Json:
    """Show or set the rate limits; figures that are not given stay."""
    rates = ask.state.rates
    for name, value in ask.fields.items():
        if name not in FIGURES:
            raise ControlError(400, f"{name} is none of {', '.join(FIGURES)}")
        setattr(rates, name, value)
    figures = asdict(rates)
    return {name: figures[name] for name in FIGURES}
