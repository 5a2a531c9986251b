"""The generator of the sociale kaart: reads content, checks it, and turns it into a static site."""
