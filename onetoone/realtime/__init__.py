"""How open tabs learn that something changed: they are told which thing, and read it again themselves."""
