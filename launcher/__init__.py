"""Starts and tests onetoone from a bare checkout; standard library only, for it runs before anything is installed."""
