"""The day as a list of steps."""

from sandbox.demo.day.before import before
from sandbox.demo.day.steps import Command
from sandbox.demo.steps import Step


def script(command: Command) -> list[Step]:
    """All steps in their order; `command` runs a command of the bot at the console."""
    return [*before()]
