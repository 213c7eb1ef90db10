"""A page in one file: what stands in it, and a policy that lets nothing else run or load. May not know what it says."""

import base64
import colorsys
import hashlib
import html
import json
import re
from pathlib import Path
from string import Template

_WHITE_READS = 4.7  # contrast of white letters on a client's colour, as in the window
_FIRST_OF_PALETTE = "#C8862B"
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def filled(template: Path, **parts: str) -> bytes:
    """The file, with these parts of HTML in their places: none may be missing, and none is escaped here."""
    return Template(template.read_text("utf-8")).substitute(parts).encode("utf-8", "replace")


def policy(*, style: str, script: str = "") -> str:
    """What the browser may do with a page of this style and script: show it, run it, and nothing from anywhere."""
    scripts = f"script-src {_hashed(script)}; " if script else ""
    return f"default-src 'none'; {scripts}style-src {_hashed(style)}; base-uri 'none'; form-action 'none'"


def attribute(text: str) -> str:
    """A text between double quotes, or between tags."""
    return html.escape(text)


def data(value: object) -> str:
    """JSON that can stand in a script element: nothing in it ends one."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def under_white(colour: str) -> str:
    """A client's colour `#RRGGBB`, as dark as white letters need it; what is no colour becomes the first of the palette."""
    chosen = colour if _COLOUR.fullmatch(colour) else _FIRST_OF_PALETTE
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(chosen[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    while True:
        shown = [round(channel * 255) for channel in colorsys.hls_to_rgb(hue, max(lightness, 0), saturation)]
        if 1.05 / (_luminance(shown) + 0.05) >= _WHITE_READS:
            return "#{:02X}{:02X}{:02X}".format(*shown)
        lightness -= 0.01


def _luminance(colour: list[int]) -> float:
    channels = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def _hashed(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
