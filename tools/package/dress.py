"""What a system shows of a program that is not running: its icon, and on Windows its version. May not build.

The Windows and macOS parts are written and have not been run there; their formats are tested.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.package.contents import version

DRAWING = Path(__file__).with_name("cm-desktop.svg")
MENU_ENTRY = Path(__file__).with_name("cm-desktop.desktop")

_WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
_MACOS_SIZES = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}

_VERSION = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("040C04B0", [
      StringStruct("FileDescription", "CM Desktop"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "cm-desktop"),
      StringStruct("LegalCopyright", "Apache-2.0"),
      StringStruct("OriginalFilename", "cm-desktop.exe"),
      StringStruct("ProductName", "CM Desktop"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x040C, 1200])]),
  ],
)
"""


def icon(folder: Path, system: str = sys.platform) -> str:
    """Draw the icon in the form that Windows or macOS wants; answers the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn, name = (icns(), "cm-desktop.icns") if system == "darwin" else (ico(), "cm-desktop.ico")
    (folder / name).write_bytes(drawn)
    return str(folder / name)


def version_file(folder: Path) -> str:
    """Write what Windows shows under *Properties*; answers the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = tuple(int(part) for part in f"{version()}.0".split("."))
    (folder / "version.txt").write_text(_VERSION.format(numbers=numbers, version=version()), "utf-8")
    return str(folder / "version.txt")


def ico() -> bytes:
    """Every size as a PNG behind one directory: what Windows reads since Vista."""
    pictures = [(size, png(size)) for size in _WINDOWS_SIZES]
    directory, at = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, picture in pictures:
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return directory + b"".join(picture for _, picture in pictures)


def icns() -> bytes:
    """Every size as a PNG behind its own name and length."""
    entries = [(name, png(size)) for name, size in _MACOS_SIZES.items()]
    body = b"".join(name + struct.pack(">I", 8 + len(picture)) + picture for name, picture in entries)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def png(size: int) -> bytes:
    """The drawing, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6's stubs want bytes; Qt takes a name
    return bytes(buffer.data().data())
