"""The flat dataset: one row a service, in CSV and JSON, with the schemas and the package that describe it."""
