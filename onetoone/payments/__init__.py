"""Money: holds, captures, releases, tips, and the ledger."""
