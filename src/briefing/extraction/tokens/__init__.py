"""The numbers of a text as flat tokens."""
