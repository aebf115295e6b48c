"""Imports in Wagtail's admin: upload, check, look, apply."""
