"""The directory of public bodies: a page for each, of what the platform knows, and of an editor's words if any."""
