"""What was done on paper and by telephone: entering it, the second clerk, 补签, 撤回."""
