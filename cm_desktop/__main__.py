"""The way in: `python -m cm_desktop` and the `cm-desktop` command. May not hold anything but the hand-over."""

import gc
import sys

_DICTIONARIES = "--dictionaries"  # what the window begins its process of the dictionaries with: see `spelling.apart`


def main() -> int:
    """Run the command line with the process's arguments, or serve the dictionaries; answers the exit status."""
    if sys.argv[1:2] == [_DICTIONARIES]:
        from cm_desktop.spelling.serve import serve

        return serve(*sys.argv[2:])
    gc.disable()  # what is imported and made until the first paint stays: whoever looks for garbage there finds none
    from cm_desktop.cli.program import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
