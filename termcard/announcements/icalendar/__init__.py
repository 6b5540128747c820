"""The iCalendar format (RFC 5545, RFC 7986): written so that every client shows the right hour."""
