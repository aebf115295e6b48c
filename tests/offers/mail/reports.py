"""Reports of mail servers as they come, about a mail with the Message-ID and recipient given."""

POSTFIX = """\
Return-Path: <>
Received: by mx.example.net (Postfix)
\tid 4XyZ1234; Tue, 24 Nov 2026 10:31:02 +0100 (CET)
Date: Tue, 24 Nov 2026 10:31:02 +0100 (CET)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: portal@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XyZ0001.1732440662/mx.example.net"
Content-Transfer-Encoding: 8bit
Message-Id: <20261124093102.4XyZ1234@mx.example.net>

This is a MIME-encapsulated message.

--4XyZ0001.1732440662/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host mx.example.net.

<{recipient}>: host mail.example.com[192.0.2.7] said: 550 5.1.1 <{recipient}>:
    Recipient address rejected: User unknown (in reply to RCPT TO command)

--4XyZ0001.1732440662/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4XyZ0001
X-Postfix-Sender: rfc822; portal@example.org
Arrival-Date: Tue, 24 Nov 2026 10:31:01 +0100 (CET)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: Recipient address rejected:
    User unknown

--4XyZ0001.1732440662/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Return-Path: <portal@example.org>
Subject: =?utf-8?q?Stimmt_noch_alles_bei_N=C3=A4hstube=3F?=
From: portal@example.org
To: {recipient}
Message-ID: {message_id}
Auto-Submitted: auto-generated

--4XyZ0001.1732440662/mx.example.net--
"""

EXCHANGE = """\
From: postmaster@verein.onmicrosoft.example
To: portal@example.org
Date: Tue, 24 Nov 2026 09:31:04 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b1_=_Exchange"
MIME-Version: 1.0
Content-Language: de-DE
Message-ID: <3f0a@verein.onmicrosoft.example>
In-Reply-To: {message_id}
References: {message_id}
Subject: Unzustellbar: Stimmt noch alles?
Auto-Submitted: auto-replied

--b1_=_Exchange
Content-Type: multipart/alternative; boundary="b2_=_Exchange"

--b2_=_Exchange
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Ihre Nachricht an {recipient} konnte nicht zugestellt werden.

--b2_=_Exchange
Content-Type: text/html; charset="us-ascii"

<html><body><p>Ihre Nachricht konnte nicht zugestellt werden.</p></body></html>

--b2_=_Exchange--

--b1_=_Exchange
Content-Type: message/delivery-status

Reporting-MTA: dns;VI1PR01.example
Received-From-MTA: dns;mx.example.net
Arrival-Date: Tue, 24 Nov 2026 09:31:03 +0000

Original-Recipient: rfc822;{recipient}
Final-Recipient: rfc822;{recipient}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not
 found by SMTP address lookup

--b1_=_Exchange
Content-Type: message/rfc822

From: portal@example.org
To: {recipient}
Subject: Stimmt noch alles?
MIME-Version: 1.0
Content-Type: text/plain

(Text entfernt)

--b1_=_Exchange--
"""

GMAIL = """\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: portal@example.org
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {message_id}
In-Reply-To: {message_id}
X-Failed-Recipients: {recipient}
Message-ID: <6745.mx@mx.google.example>
Date: Tue, 24 Nov 2026 01:31:05 -0800 (PST)
MIME-Version: 1.0
Content-Type: multipart/report; boundary="000000000000f00"; report-type=delivery-status

--000000000000f00
Content-Type: multipart/related; boundary="000000000000f01"

--000000000000f01
Content-Type: text/plain; charset="UTF-8"

** Address not found **

--000000000000f01--
--000000000000f00
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Tue, 24 Nov 2026 01:31:05 -0800 (PST)
X-Original-Message-ID: {message_id}

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.27)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Tue, 24 Nov 2026 01:31:05 -0800 (PST)

--000000000000f00
Content-Type: message/rfc822

To: {recipient}
From: portal@example.org
Subject: Stimmt noch alles?
Message-ID: {message_id}
Content-Type: text/plain

Guten Tag

--000000000000f00--
"""


def postfix(message_id: str, recipient: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    return POSTFIX.format(message_id=message_id, recipient=recipient, action=action, status=status).encode()


def exchange(message_id: str, recipient: str) -> bytes:
    return EXCHANGE.format(message_id=message_id, recipient=recipient).encode()


def gmail(message_id: str, recipient: str) -> bytes:
    return GMAIL.format(message_id=message_id, recipient=recipient).encode()
