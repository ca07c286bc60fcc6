"""存量接入: the ledger that was kept before the bot."""
