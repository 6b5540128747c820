"""Words: what is told to the world about an event, and the formats it is told in.

Pure Python: nothing here knows Django, a database or a network.
"""
