"""Reaching people who aren't looking: notifications by web push, e-mail, and when they are not to be disturbed."""
