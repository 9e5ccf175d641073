"""From a number and the words around it to an item: what is measured, how, and of what."""
