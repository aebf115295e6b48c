"""Dates in German as Django writes them, with blanks at which no line may break."""

DATE_FORMAT = "j.\u00a0F\u00a0Y"  # 25. Oktober 2026
MONTH_DAY_FORMAT = "j.\u00a0F"
YEAR_MONTH_FORMAT = "F\u00a0Y"
DATETIME_FORMAT = "j.\u00a0F\u00a0Y H:i"
