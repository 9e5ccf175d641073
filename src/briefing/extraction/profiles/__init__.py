"""Places as the text presents them: what they want to be, what they make; zones that stand in no list."""
