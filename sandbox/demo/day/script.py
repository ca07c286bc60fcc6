"""The day as a list of steps."""

from sandbox.demo.day.afternoon import afternoon
from sandbox.demo.day.before import before
from sandbox.demo.day.morning import morning
from sandbox.demo.day.night import night
from sandbox.demo.day.steps import Command
from sandbox.demo.steps import Step


def script(command: Command, restored: Command, archive: str) -> list[Step]:
    """All steps in their order; `command` runs a command of the bot at the console, `restored` on an empty folder."""
    return [*before(), *morning(), *afternoon(), *night(command, restored, archive)]
