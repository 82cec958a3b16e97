"""In which language, digits and calendar somebody reads the admin: changed by one press, on whatever page they are."""
