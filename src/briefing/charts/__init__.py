"""Chart specification → neutral drawing in points. Writers paint the drawing; they know nothing of charts."""
