"""OpenID Connect, the side that asks: sends somebody to a provider and reads what comes back."""
