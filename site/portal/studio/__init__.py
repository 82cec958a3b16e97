"""The owners' screens: ladders and routing tables, drafted and published in forms."""
