"""What may go wrong between us and a provider; screens put each into words, and nothing of a person stands in one."""

from __future__ import annotations


class OpenIdError(Exception):
    """Nobody was proved. The text is for the log."""


class ProviderAway(OpenIdError):
    """It does not answer, answers too slowly, or says that it cannot now: worth trying again later."""


class AnswerRefused(OpenIdError):
    """What came is not an answer to what was asked. ``code`` is OAuth's name for it, where there was one."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code

    @property
    def declined(self) -> bool:
        """Whether the person said no there, which is nobody's fault."""
        return self.code == "access_denied"


class TokenNotTrusted(OpenIdError):
    """The token is not the provider's, not for us, not for this asking, or not of now."""
