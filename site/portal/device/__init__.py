"""The platform as an app on somebody's own device: what installs it, what answers offline, what lies on the device."""
