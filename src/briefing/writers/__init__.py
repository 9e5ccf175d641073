"""Summary and document → bytes: JSON now; every writer renders and decides nothing."""
