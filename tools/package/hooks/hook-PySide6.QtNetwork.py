"""Of what PyInstaller takes along for QtNetwork, what the window needs; in place of PyInstaller's own hook."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from tools.package.contents import chosen

hiddenimports, _binaries, _data = add_qt6_dependencies(__file__)
binaries, datas = chosen(_binaries), chosen(_data)
