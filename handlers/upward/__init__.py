"""汇总 and 上报: summaries, and what goes up to the city."""
