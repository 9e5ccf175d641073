"""Signs that copying has damaged the text."""
