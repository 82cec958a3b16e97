"""The call centre: one screen for those who call, come or write on paper, and for whoever takes it down."""
