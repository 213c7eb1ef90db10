"""The practice platform: a small local server that speaks a part of Graph, strictly. May not import what talks to it."""

from cm_desktop.practice.faults import (
    Calls,
    Cut,
    Effect,
    Failure,
    Fault,
    Normal,
    Truncated,
    WebPage,
)
from cm_desktop.practice.journal import Act, Record
from cm_desktop.practice.platform import PlayedPage, PracticePlatform, serve_until_interrupted
from cm_desktop.practice.play import Growth

__all__ = [
    "Act",
    "Calls",
    "Cut",
    "Effect",
    "Failure",
    "Fault",
    "Growth",
    "Normal",
    "PlayedPage",
    "PracticePlatform",
    "Record",
    "Truncated",
    "WebPage",
    "serve_until_interrupted",
]
