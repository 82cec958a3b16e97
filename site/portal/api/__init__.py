"""The citizen's API: the same forms, cases and limits for an app or a machine, under ``/api/v1/``."""
