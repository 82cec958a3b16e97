"""What every screen of the staff in the admin stands on."""
