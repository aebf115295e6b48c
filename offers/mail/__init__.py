"""Mail: an outbox in the database, written with what it tells of and sent in the background (ADR 24)."""

from offers.mail.queueing import queue_mail

__all__ = ["queue_mail"]
