"""The topics of the bot: every module below `handlers/`. One that declares no tables contributes nothing."""

from __future__ import annotations

import importlib
import pkgutil

import handlers
from handlers.conversation.catalogue import gather

CATALOGUE = gather(
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(handlers.__path__, "handlers.")
    if info.name != __name__
)
"""Everything that can be said, tapped, shown, awaited and done by the clock; in the order of the modules' names."""
