"""Commands of the programme, one a file."""
