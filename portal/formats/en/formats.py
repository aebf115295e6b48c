"""Dates and times in English: day before month and 24 hours, as on every sign and letter in Germany."""

DATE_FORMAT = "j F Y"  # 25 October 2026
SHORT_DATE_FORMAT = "j M Y"  # 25 Oct 2026
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
FIRST_DAY_OF_WEEK = 1  # Monday
