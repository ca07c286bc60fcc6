"""What units ask for and name: 延期, 工作方案, 专人."""
