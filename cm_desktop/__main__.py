"""The way in: `python -m cm_desktop` and the `cm-desktop` command. May not hold anything but the hand-over."""

import sys


def main() -> int:
    """Run the command line with the process's arguments; answers the exit status."""
    from cm_desktop.cli.program import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
