"""Runs before the program in a built folder, and nowhere else: what a bundled Python changes around itself, put right.

Standard library only, nothing of the program.
"""

import os
import sys

# The starter points the system's loader at the folder's own libraries. What the program starts, as a browser for a link,
# would load them too, and break: it gets what was there before.
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

# On Windows a program with a window and no terminal has no standard streams at all.
sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # as long as the process
sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
