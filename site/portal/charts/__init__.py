"""Charts: bars of HTML, lines and maps of our own SVG, each with its table under it."""
