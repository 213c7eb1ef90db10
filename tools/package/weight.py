"""How heavy a built folder is, and what makes it so: `python -m tools.package.weight FOLDER`. May not change it."""

import sys
from collections import Counter
from pathlib import Path

LIMIT = 200.0
"""Megabytes (a million bytes) that the folder may weigh on Linux."""

_SHOWN = 0.05  # megabytes: what is lighter is counted together


def main(folder: Path) -> int:
    """Print each part's weight, the heaviest first; answers 1 where the whole is too heavy."""
    weights = weigh(folder)
    for name, weight in weights.most_common():
        if weight >= _SHOWN:
            print(f"{weight:8.1f} MB  {name}")
    total = sum(weights.values())
    print(f"{total:8.1f} MB  in all, of {LIMIT:.0f}")
    return 1 if total > LIMIT else 0


def weigh(folder: Path) -> Counter[str]:
    """Megabytes by part. A link weighs nothing: what it leads to is counted where it is."""
    weights: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            weights[part(file.relative_to(folder))] += file.stat().st_size / 1e6  # type: ignore[assignment]
    return weights


def part(file: Path) -> str:
    """What a file is counted with: its package; Qt by its libraries, plugins and bindings."""
    if file.parts[0] != "_internal":
        return file.parts[0] if len(file.parts) > 1 else "the program's modules and all others, compressed"
    match file.parts[1:]:
        case ("PySide6", "Qt", kind, *_):
            return f"Qt: {kind}"
        case (name, *inside) if inside:
            return name.removesuffix(".libs")
        case (name, *_) if name.startswith("libpython"):
            return "Python"
        case _:
            return "libraries of the system"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
