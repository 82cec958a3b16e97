"""How often something may be asked for within an hour, by whom, before it is slowed down and before it is refused."""
