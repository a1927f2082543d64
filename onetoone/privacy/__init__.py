"""One's data: a copy to take along, and leaving for good. Stands above the rooms, whose tables it all touches."""
