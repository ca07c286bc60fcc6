"""Tests of the process: configuration, clock, logs, intake, delivery."""
