"""At a terminal, what a client wants validated is asked and said of the team that is named."""

from pathlib import Path

from cm_desktop.practice import PracticePlatform
from tests.journeys.conftest import Someone, played


def test_each_team_is_asked_for_its_own_rules_by_its_name(
    moderator: Someone, practice: PracticePlatform, tmp_path: Path
) -> None:
    client = played(practice, "facebook").client
    policy = ("validation", "policy", client)
    for team in ("Halles", "Anew"):
        (tmp_path / team).mkdir()
        begun = ("validation", "found", team, "--folder", str(tmp_path / team), "--person", "Camille")
        assert moderator(*begun, "--client", client).status == 0
        if team == "Halles":
            assert moderator(*policy, "--level", "signed", "--act", "hide").status == 0
    assert "decides alone" in moderator(*policy).out, "the team that works for the client is meant"
    assert "Declared" in moderator(*policy, "--team", "Anew", "--level", "declared", "--act", "hide").out
    former = moderator(*policy, "--team", "Halles").out
    assert ("Signed" in former, "Declared" in former, "Not in force on this computer" in former) == (True, False, True)
    nobody = moderator("validation", "policy", "Nobody’s", "--team", "Halles", "--level", "signed")
    assert (nobody.status, "No client “Nobody’s” here" in nobody.err) == (1, True)
