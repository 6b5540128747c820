"""The organiser's desk: what needs somebody today, events from draft on, terms planned."""
