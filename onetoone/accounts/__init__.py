"""People: signing up, in and out, settings, and the tab that listens."""
