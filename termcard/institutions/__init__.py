"""Who runs events and where: institutions with their departments, and venues."""
