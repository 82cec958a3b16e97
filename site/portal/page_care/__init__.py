"""What editors have to look after among their pages: translations, links that lead nowhere, what readers said."""
