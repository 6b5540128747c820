"""Others' announcements: kept as they came, read into proposals, published once a person agrees."""
