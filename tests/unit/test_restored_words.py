"""What is said once a copy was put back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cm_desktop.domain.backups import Copy, Restored
from cm_desktop.settings import resources
from cm_desktop.wording.restoring import told_restored
from cm_desktop.wording.words import Words

COPY = Copy(name="work-1", made_at=datetime(2026, 11, 22, 9, tzinfo=UTC), whole=True)


@pytest.mark.parametrize(("language", "said"), [("en", "If you joined a team since"), ("fr", "rejoint une équipe")])
def test_whoever_restores_is_told_that_a_copy_knows_no_team_of_since(language: str, said: str) -> None:
    words = Words.load(language, resources() / "translations")
    restored = Restored(copy=COPY, aside="", held=0, asking=0)
    assert said in "\n".join(told_restored(words, restored))
    itself = replace(restored, copy=replace(COPY, name="work.db", made_at=None))
    assert said not in "\n".join(told_restored(words, itself))  # nothing was lost
