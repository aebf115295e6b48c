"""Dates and times in English: day before month and 24 hours, as on every sign and letter in Germany.

A date does not break at the end of a line: its blanks are no-break spaces.
"""

DATE_FORMAT = "j\u00a0F\u00a0Y"  # 25 October 2026
SHORT_DATE_FORMAT = "j\u00a0M\u00a0Y"  # 25 Oct 2026
MONTH_DAY_FORMAT = "j\u00a0F"
YEAR_MONTH_FORMAT = "F\u00a0Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j\u00a0F\u00a0Y, H:i"
SHORT_DATETIME_FORMAT = "j\u00a0M\u00a0Y, H:i"
FIRST_DAY_OF_WEEK = 1  # Monday
