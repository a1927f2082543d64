"""Creators and their subscribers."""
