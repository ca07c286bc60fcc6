"""A section follows its own matters up, takes them to the Office (确需), and puts them before those who countersign."""
