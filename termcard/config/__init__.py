"""Where the parts are put together: settings, addresses, the command, the way in for a server."""
