"""How people come to take part: asking whoever answers for an event, without an address shown."""
