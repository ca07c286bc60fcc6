"""The topics of the bot, listed by hand: a new module of use cases is one more line."""

from __future__ import annotations

from handlers import (
    acknowledging,
    approving,
    asking,
    bulletins,
    closing,
    dispatching,
    enrolment,
    groups,
    helping,
    housekeeping,
    inquiring,
    invitations,
    lookups,
    matters,
    objecting,
    people,
    registering,
    reminding,
    reporting,
    reviewing,
    rosters,
    splitting,
    submitting,
    transferring,
    undelivered,
)
from handlers.catalogue import gather

CATALOGUE = gather(
    [
        acknowledging,
        approving,
        asking,
        bulletins,
        closing,
        dispatching,
        enrolment,
        groups,
        helping,
        housekeeping,
        inquiring,
        invitations,
        lookups,
        matters,
        objecting,
        people,
        registering,
        reminding,
        reporting,
        reviewing,
        rosters,
        splitting,
        submitting,
        transferring,
        undelivered,
    ]
)
"""Everything that can be said, tapped, shown, awaited and done by the clock."""
