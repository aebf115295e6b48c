"""What `offers` announces to whoever listens (the search index does)."""

from django.dispatch import Signal

# Sent after a bulk change that bypasses Wagtail's `published` signal, such as an import.
# Arguments: `pks`, the primary keys of the offers that were written.
offers_changed = Signal()

# Sent when a mail can never be delivered. Argument: `address`, whom it was for.
mail_bounced = Signal()
