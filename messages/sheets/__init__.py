"""Workbooks that are sent: what is printed, or filled in and sent back."""
