"""The gazetteer: the governorates of the country and their districts, with their outlines where somebody gave them."""
