"""What officers have in hand: whose page of a case is open, and what is typed and not sent yet."""
