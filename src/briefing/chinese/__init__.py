"""The Chinese room: script, numerals, units, periods, places, and the lexicon as data."""
