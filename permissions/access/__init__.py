"""Who may do what: grants, and the questions asked of them. The only home of guardian."""
