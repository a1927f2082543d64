"""What an open tab knows of calls. Identity, permission and money stay in the database; this is only what is shown."""
