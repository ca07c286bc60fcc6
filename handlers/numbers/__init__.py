"""文号登记: the registers of numbers as they are looked at, and marking a number as void."""
