"""The call, from the first ring to the summary."""
