"""The generator of the sociale kaart. Its rooms lie along the flow, and import only from those before them."""

from pathlib import Path

PROGRAM = Path(__file__).parent.parent
TEMPLATES = PROGRAM / "templates"
