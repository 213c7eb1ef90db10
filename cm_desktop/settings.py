"""Where files live and what is configured. May not hold any secret, nor change while the program runs."""

import re
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from platformdirs import PlatformDirs

from cm_desktop.domain.errors import BadValue, NotWritable, SettingsError
from cm_desktop.domain.proxies import read_choice
from cm_desktop.store.disk.durable import put_in_place

LONGEST_UNDO = 60.0
THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "fr", "en")
PREFERENCES = "preferences.toml"
_REMEMBERED = ("language", "theme", "window", "keys", "notices", "proxy")
_OF_THIS_COMPUTER = ("window", "proxy")
_LINE = re.compile(r"[\w .\-]{0,200}")  # needs no escape in TOML
_KEYS = re.compile(r"[\w+%=.~ -]{0,4000}", re.ASCII)
_PLACES = PlatformDirs("CM Desktop", appauthor=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run of the program. `language` and `theme` may be "system"; `window` is where it stood, `keys` what was made of
    the keyboard, `notices` of what to be told and when, each in its own words.

    `proxy` is "system", "none" or the address of an HTTP proxy, without user or password: those are a secret. `proxy_said_in`
    is the settings file where it names one: nothing that is chosen in the window changes it then.
    `certificates` are authorities to believe beside the usual ones, as PEM text.
    """

    workspace: Path
    resources: Path
    language: str = "system"
    theme: str = "system"
    undo_delay: timedelta = timedelta(seconds=10)
    window: str = ""
    keys: str = ""
    notices: str = ""
    proxy: str = "system"
    proxy_said_in: Path | None = None
    certificates: str = field(default="", repr=False)

    @property
    def crashes(self) -> Path:
        """Where reports of failures are kept."""
        return self.workspace / "crashes"

    @classmethod
    def load(cls, workspace: Path | None = None, file: Path | None = None) -> Self:
        """Read the settings file, by default `settings.toml` in the user's configuration folder; absent, all defaults hold.

        What `remember` kept holds where that file says nothing. `workspace` overrides where the data lives. Raises
        SettingsError naming the file and the field.
        """
        file = file or _usual_file()
        base = cls(workspace=_PLACES.user_data_path / "workspace", resources=resources())
        said = _read(file)
        known = replace(base, **_preferred(file.with_name(PREFERENCES)) | said)
        known = replace(known, proxy_said_in=file if "proxy" in said else None)
        return replace(known, workspace=_folder(workspace)) if workspace else known


def remember(
    language: str | None = None,
    theme: str | None = None,
    *,
    window: str | None = None,
    keys: str | None = None,
    notices: str | None = None,
    proxy: str | None = None,
    file: Path | None = None,
) -> None:
    """Keep what was chosen in the window for the next launch, beside the settings file. Raises SettingsError, NotWritable."""
    place = (file or _usual_file()).with_name(PREFERENCES)
    given = {"language": language, "theme": theme, "window": window, "keys": keys, "notices": notices, "proxy": proxy}
    chosen = {name: value for name, value in given.items() if value is not None}
    kept = _preferred(place) | {name: _value(place, name, value) for name, value in chosen.items()}
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(place, "".join(f'{name} = "{value}"\n' for name, value in kept.items()))
    except OSError as error:
        raise NotWritable(place) from error


def remembered(file: Path | None = None) -> dict[str, str]:
    """What `remember` kept and another computer can use: where the window stood and the way out are of this one."""
    kept = _preferred((file or _usual_file()).with_name(PREFERENCES))
    return {name: value for name, value in kept.items() if name not in _OF_THIS_COMPUTER}


def chosen_proxy(file: Path | None = None) -> str:
    """The way out that `remember` keeps now, whoever chose it: the window, or a command in a terminal."""
    return str(_preferred((file or _usual_file()).with_name(PREFERENCES)).get("proxy", "system"))


def resources() -> Path:
    """Where rule packs, fonts, icons and translations are: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _usual_file() -> Path:
    return _PLACES.user_config_path / "settings.toml"


def _preferred(place: Path) -> dict[str, Any]:
    """What was remembered. A file that is damaged counts as none: it is the program's own, and small."""
    try:
        return {name: value for name, value in _read(place).items() if name in _REMEMBERED}
    except SettingsError:
        return {}


def _folder(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError:  # "~nobody", where there is no such user: a name like another
        return path.absolute()


def _read(file: Path) -> dict[str, Any]:
    try:
        written = _parsed(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as error:  # no TOML, no UTF-8, or no reading it
        raise SettingsError(file=file, field=str(error)) from error
    if "proxies" in written:  # as it was called in 0.1
        written.setdefault("proxy", _old_proxy(written.pop("proxies")))
    unknown = set(written) - {f.name for f in fields(Settings)} | {"resources"} & set(written)
    if unknown:
        raise SettingsError(file=file, field=min(unknown))
    return {name: _value(file, name, value) for name, value in written.items()}


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _old_proxy(proxies: object) -> object:
    """What `proxies = {https = "…"}` asked for: pages are reached by https alone."""
    return proxies.get("https", "none") if isinstance(proxies, dict) else proxies


def _value(file: Path, name: str, value: object) -> object:
    match name, value:
        case "language", str() if value in LANGUAGES:
            return value
        case "theme", str() if value in THEMES:
            return value
        case "undo_delay", int() | float() if 0 <= value <= LONGEST_UNDO:
            return timedelta(seconds=value)
        case "window" | "notices", str() if _LINE.fullmatch(value):
            return value
        case "keys", str() if _KEYS.fullmatch(value):
            return value
        case "workspace", str():
            return _folder(Path(value))
        case "proxy", str():
            return _proxy(file, value)
        case "certificates", str():
            return _certificates(file, value)
        case _:
            raise SettingsError(file=file, field=name)


def _proxy(file: Path, value: str) -> str:
    """What is chosen as the way out. The error never repeats it: it may hold a password."""
    try:
        return read_choice(value)
    except BadValue as error:
        problem = "password" if error.what == "proxy_password" else ""
    raise SettingsError(file=file, field="proxy", problem=problem)


def _certificates(file: Path, named: str) -> str:
    """The text of a file of certificates, named from the settings file's folder, once it is seen to hold some."""
    import ssl

    try:
        text = (file.parent / Path(named).expanduser()).read_text("utf-8")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (OSError, ValueError, RuntimeError) as error:
        raise SettingsError(file=file, field="certificates", problem="certificates") from error
    return text
