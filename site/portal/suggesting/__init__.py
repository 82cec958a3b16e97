"""What suggestions are made of, how often they were right, and whether they are made: for owners and administrators."""
