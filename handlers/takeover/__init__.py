"""What was kept before the bot: taking the ledger over, and finding matters again."""
