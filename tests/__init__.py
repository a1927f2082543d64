"""The proofs, from the small parts (unit) to whole evenings with browsers (e2e)."""
