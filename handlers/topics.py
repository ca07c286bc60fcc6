"""The topics of the bot, listed by hand: a new module of use cases is one more line."""

from __future__ import annotations

from handlers import asking, enrolment, groups
from handlers.catalogue import gather

CATALOGUE = gather([enrolment, asking, groups])
"""Everything that can be said, tapped, shown, awaited and done by the clock."""
