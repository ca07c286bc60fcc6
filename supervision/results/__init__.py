"""汇总办结 and 上报: one text from many reports, and its way to those above."""
