"""工作日历: the holidays and make-up workdays of a year."""
