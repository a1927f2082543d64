"""Whole screens in the gallery: the rooms' own pages, fed with frozen view-models instead of the database."""

from onetoone.gallery.pages import add_pages

__all__ = ["add_pages"]
