"""What the platform is called here."""
