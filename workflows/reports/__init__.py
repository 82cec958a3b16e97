"""What is reported: facts from the diary, frozen numbers, and the files made of them."""
