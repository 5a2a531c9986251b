"""The real content with three initiatives more, all of them invented: eight stand side by side."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.copies import FOLDERS, ROOT

INVENTED = {  # the name, the initiative that it is a copy of, and its colour
    "gezinsmaatje": ("Gezinsmaatje", "buurtgezinnen", "#4a4a8a"),
    "kindervriend": ("Kindervriend", "steunouder", "#7a1f1f"),
    "samen-thuis": ("Samen Thuis", "samen-oplopen", "#5b4a00"),
}


def copy_with_eight(folder: Path) -> Path:
    """The real content in every language, below `folder`, with eight initiatives."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    for slug, (name, model, colour) in INVENTED.items():
        own = {"name": name, "colour": f'"{colour}"', "website": f"https://{slug}.voorbeeldstad.example/"}
        lines = (folder / f"initiatives/{model}.yaml").read_text("utf-8").splitlines()
        keys = [line.partition(":")[0] for line in lines]
        changed = [f"{key}: {own[key]}" if key in own else line for key, line in zip(keys, lines, strict=True)]
        (folder / f"initiatives/{slug}.yaml").write_text("\n".join(changed) + "\n", "utf-8")
        for text in folder.glob(f"initiatives/{model}*.md"):
            shutil.copy(text, folder / "initiatives" / text.name.replace(model, slug))
    return folder
