"""The process that has the dictionaries: a line of JSON asks, a line answers. May not keep a word."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

from cm_desktop.spelling.dictionaries import Dictionaries


def serve(folder: str, first: str) -> int:
    """Answer what comes in, from the dictionaries in `folder`, until whoever asks is gone; answers the exit status.

    `first` is the language to try first.
    """
    answer_all(Dictionaries(Path(folder), first), sys.stdin.buffer, sys.stdout.buffer)
    return 0


def answer_all(dictionaries: Dictionaries, asked: BinaryIO, told: BinaryIO) -> None:
    """`{"unknown": [words]}` is answered by a list of words, `{"suggestions": word}` by one of what was perhaps meant."""
    for line in asked:
        question = json.loads(line)
        if "unknown" in question:
            found = sorted(dictionaries.unknown(question["unknown"]))
        else:
            found = list(dictionaries.suggestions(question["suggestions"]))
        told.write(json.dumps(found).encode() + b"\n")
        told.flush()
