"""Looking at entries again: the page that a reminder opens, and what the desk has to look at."""
