"""The parts of the pages about money."""
