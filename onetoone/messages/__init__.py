"""Threads between a creator and a fan: text, call cards, event lines."""
