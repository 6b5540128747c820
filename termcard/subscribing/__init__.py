"""How people are told of what they asked for: by mail as it happens or gathered, by calendar."""
