"""Notices that a letter came back, in the shapes that mail servers send (RFC 3464)."""

from __future__ import annotations

from typing import Final

POSTFIX: Final = """\
Return-Path: <>
Date: Thu, 26 Nov 2026 10:21:07 +0200 (EET)
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: insaf@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4D5C61A0.1764145267/mx.example.org"
Content-Transfer-Encoding: 8bit
Message-Id: <20261126082107.5B1E91A0@mx.example.org>

This is a MIME-encapsulated message.

--4D5C61A0.1764145267/mx.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

--4D5C61A0.1764145267/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4D5C61A0
Arrival-Date: Thu, 26 Nov 2026 10:21:05 +0200 (EET)

Final-Recipient: rfc822; citizen@example.org
Original-Recipient: rfc822;citizen@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 5.1.1 <citizen@example.org>: Recipient address rejected

--4D5C61A0.1764145267/mx.example.org
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Received: from insaf (insaf [10.0.0.2]) by mx.example.org (Postfix) with ESMTP id 4D5C61A0
Subject: We have your request
From: Insaf <insaf@example.org>
To: citizen@example.org
Message-ID: {number}
Auto-Submitted: auto-generated

--4D5C61A0.1764145267/mx.example.org--
"""
"""With the head of the letter alone."""

OUTLOOK: Final = """\
From: <postmaster@example.onmicrosoft.test>
To: <insaf@example.org>
Date: Thu, 26 Nov 2026 08:21:09 +0000
Content-Type: multipart/report; report-type=delivery-status; boundary="_a6b6-40ce_"
Content-Language: en-US
Message-ID: <a6b67fb3-4f9a-40ce@DB9PR01.prod.test>
In-Reply-To: {number}
Subject: Undeliverable: We have your request
MIME-Version: 1.0

--_a6b6-40ce_
Content-Type: multipart/alternative; differences=Content-Type; boundary="_b3_"

--_b3_
Content-Type: text/plain; charset="us-ascii"

Your message to citizen@example.org couldn't be delivered.

--_b3_
Content-Type: text/html; charset="us-ascii"

<html><body><p>Your message couldn't be delivered.</p></body></html>

--_b3_--

--_a6b6-40ce_
Content-Type: message/delivery-status

Reporting-MTA: dns;DB9PR01.prod.test
Received-From-MTA: dns;mx.example.org
Arrival-Date: Thu, 26 Nov 2026 08:21:08 +0000

Final-Recipient: rfc822;citizen@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found

--_a6b6-40ce_
Content-Type: message/rfc822

Received: from mx.example.org (10.1.2.3) by DB9PR01.prod.test
Subject: We have your request
From: Insaf <insaf@example.org>
To: <citizen@example.org>
Message-ID:
 {number}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

We have your request.

--_a6b6-40ce_--
"""
"""With the whole letter, its number on a line of its own."""


def notice(number: str, *, shape: str = POSTFIX, action: str = "failed", status: str = "5.1.1") -> bytes:
    """As it comes in, with the ends of lines of the network."""
    said = shape.replace("{number}", number).replace("{action}", action).replace("{status}", status)
    return said.replace("\n", "\r\n").encode()
