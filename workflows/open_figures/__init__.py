"""Figures that everybody may read: of each month what the national report says, without what is small."""
