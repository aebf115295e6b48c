"""The pages: what editors write, the menus around every page, and the example content."""
