"""What members of staff are told inside the platform: a row each, their choices, and the letter of each morning."""
