"""``manage.py push_key``: makes the key by which notices on devices are known to be ours."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand

from workflows.notifications.transports.push.encrypting import CURVE, to_base64

KEY_BYTES = 32


class Command(BaseCommand):
    help = "Prints a new VAPID_PRIVATE_KEY. With another key every device has to ask for notices anew."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        number = ec.generate_private_key(CURVE).private_numbers().private_value
        self.stdout.write(f"VAPID_PRIVATE_KEY={to_base64(number.to_bytes(KEY_BYTES, 'big'))}")
