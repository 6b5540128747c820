"""The organiser's desk: what needs somebody today, events from draft to published, terms planned."""
