"""Pages of services with their truth beside them: made-up services, rendered in many layouts, then disturbed."""
