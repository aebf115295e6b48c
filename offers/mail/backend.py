"""Django's way to send a mail (setting EMAIL_BACKEND) leads into the outbox, whoever sends it."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from offers.mail.queueing import put


class OutboxBackend(BaseEmailBackend):
    """Queues each message once for each recipient. Attachments are not kept: nothing here sends any."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for recipient in message.recipients():
                self._queue(message, recipient)
        return len(email_messages)

    def _queue(self, message: EmailMessage, recipient: str) -> None:
        if message.attachments:
            raise ValueError("The outbox keeps no attachments.")
        html = [content for content, kind in getattr(message, "alternatives", ()) if kind == "text/html"]
        put(
            key=f"sent-{uuid.uuid4()}",
            recipient=recipient,
            subject=message.subject,
            text=str(message.body),
            html=html[0] if html else "",
            reply_to=message.reply_to[0] if message.reply_to else "",
        )
