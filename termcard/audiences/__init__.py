"""Who asked to be told, of what and how often: followers, what they follow, what they are told."""
