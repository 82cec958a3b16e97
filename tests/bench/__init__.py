"""The benchmarks: what an issue promises in figures, measured on PostgreSQL beside a country's worth of open cases."""
