"""Starts and tests onetoone from a bare checkout: standard library only, because it runs before anything is installed."""
