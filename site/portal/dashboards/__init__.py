"""The screens of dashboards."""
