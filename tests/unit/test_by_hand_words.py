"""Where to click on a page without an API: three lines for each act, in both languages."""

from pathlib import Path

import pytest

from cm_desktop.domain.actions import ActionKind
from cm_desktop.wording.by_hand import network, steps
from cm_desktop.wording.words import Words

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations"


@pytest.mark.parametrize(
    ("links", "known"),
    [
        (("https://www.facebook.com/valbreuil/posts/1",), "facebook"),
        (("https://m.facebook.com/1", "https://www.instagram.com/p/2"), "facebook"),
        (("", "https://www.instagram.com/p/2"), "instagram"),
        (("https://facebook.com.example.org/1",), ""),
        (("https://notfacebook.com/1",), ""),
        (("pas un lien", "http://[", ""), ""),
    ],
)
def test_a_network_is_known_by_its_own_hosts_alone(links: tuple[str, ...], known: str) -> None:
    assert network(*links) == known


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("on", ["facebook", "instagram", ""])
@pytest.mark.parametrize("kind", [ActionKind.HIDE, ActionKind.UNHIDE, ActionKind.DELETE])
def test_each_act_has_its_three_lines_on_each_network(language: str, on: str, kind: ActionKind) -> None:
    lines = steps(Words.load(language, TRANSLATIONS), kind, on)
    assert len(set(lines)) == 3
    assert all(line.endswith(".") for line in lines)


def test_each_network_is_clicked_in_its_own_way() -> None:
    words = Words.load("fr", TRANSLATIONS)
    told = {steps(words, ActionKind.HIDE, on)[:2] for on in ("facebook", "instagram", "linkedin")}
    assert len(told) == 3
    assert steps(words, ActionKind.HIDE, "facebook") != steps(words, ActionKind.DELETE, "facebook")
