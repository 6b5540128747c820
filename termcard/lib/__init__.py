"""Small tools that know nothing of events, one file per thing."""
