"""What reaching people looks like: the settings, a letter, and what the browser does for it."""
