"""What is on: events with their sessions, talks, people and hosts, in series and topics.

The only package that writes events. Others ask `Event.objects.visible_to(reader)` and write
by `programme.actions`.
"""
