"""The platform as an app on a device."""
