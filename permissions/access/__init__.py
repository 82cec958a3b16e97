"""The only home of guardian: who may do what."""
