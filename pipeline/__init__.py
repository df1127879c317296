"""From a public page with a table of services to clean CSV, JSON and Open Referral data."""
