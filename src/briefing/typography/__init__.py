"""Type on the line: fonts by role, their measures and coverage, and Chinese line breaking. Pure: runs and widths in, lines out."""
