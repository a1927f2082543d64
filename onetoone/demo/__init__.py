"""The demo: people with pictures, conversations and calls behind them, so that a fresh database is a lively place."""
