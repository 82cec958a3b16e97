"""The national reports in the admin: for whoever may read them, and for nobody else."""
