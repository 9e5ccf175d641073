"""The values every room speaks in: frozen, typed, without I/O. Imports nothing of the package but errors."""
