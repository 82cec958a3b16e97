"""What each action does to a case, decided in memory."""
