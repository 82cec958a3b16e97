"""``manage.py simulate_call``: plays the telephone exchange of the demo."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from argparse import ArgumentParser
from typing import Any

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from portal.operations.demo_world.cases.scenes import FREQUENT
from portal.operations.demo_world.people.roster import EXTENSION

PATIENCE = 10.0  # seconds


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Have a telephone ring at the call-taker of the demo (log in as callcentre, open the call centre), be answered "
        "and hung up. The running site is asked at INSAF_URL."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", nargs="?", default=FREQUENT.phone, help="who calls; empty: the number is withheld"
        )
        parser.add_argument("--extension", default=EXTENSION, help=f"where it rings (default: {EXTENSION})")
        parser.add_argument("--rings", type=float, default=10.0, metavar="SECONDS", help="until it is answered")
        parser.add_argument("--lasts", type=float, default=120.0, metavar="SECONDS", help="until it is hung up")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.INSAF_ENV == "production":
            raise CommandError("A call is simulated in the demo alone: here real ones come in.")
        call = f"demo-{secrets.token_hex(4)}"
        self._tell(call, "ringing", extension=options["extension"], number=options["number"])
        time.sleep(options["rings"])
        self._tell(call, "answered")
        time.sleep(options["lasts"])
        self._tell(call, "ended")

    def _tell(self, call: str, event: str, **more: str) -> None:
        body = json.dumps({"event": event, "call": call, "at": int(time.time()), **more}).encode()
        signature = hmac.new(settings.EXCHANGE_SECRET.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Insaf-Signature": f"sha256={signature}", "Content-Type": "application/json"}
        address = f"{settings.INSAF_URL}{reverse('exchange')}"
        try:
            answer = requests.post(address, data=body, headers=headers, timeout=PATIENCE)
        except requests.RequestException as error:
            raise CommandError(f"Nobody answers at {address}: is `make demo` running?") from error
        if answer.status_code != requests.codes.no_content:
            raise CommandError(f"{event}: {answer.status_code} {answer.text}")
        self.stdout.write(f"{call}: {event}")
