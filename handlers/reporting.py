"""Reports: any reply to a paper."""
