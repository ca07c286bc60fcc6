"""The process: configuration, assembly, inbox, delivery, fetching, timers, logs and the clock."""
