"""The works a text names, and what it tells of each: state, money, place, owner, progress."""
