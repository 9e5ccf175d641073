"""Tables: head, units, rows, and cells that stand in the wrong column."""
