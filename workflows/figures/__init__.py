"""What is counted of cases: rows written with each event, measures that owners define, and how they are reckoned."""
