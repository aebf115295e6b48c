"""What `offers` announces to whoever listens (the search index does)."""

from django.dispatch import Signal

# Sent after a bulk change that bypasses Wagtail's `published` signal, such as an import.
# Arguments: `pks`, the primary keys of the offers that were written.
offers_changed = Signal()
