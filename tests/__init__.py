"""The proofs, from small parts (unit) to whole evenings with browsers (e2e); docs/architecture.md says how to run them."""
