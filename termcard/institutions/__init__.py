"""Who runs events and where: institutions with their departments, venues, and terms."""
