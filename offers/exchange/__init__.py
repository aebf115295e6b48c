"""Offers from files: read a table, map its columns, write records; once or again and again.

table  ->  mapping  ->  drafts  ->  apply
rows       records      unsaved     created, changed, unchanged, refused
"""
