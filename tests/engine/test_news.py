"""What one may be told of, from real databases: urgent comments, by the names of their client and page alone."""

from dataclasses import replace

import pytest

from cm_desktop.domain.comments import ClientId
from cm_desktop.domain.notices import About
from cm_desktop.domain.verdicts import Verdict
from cm_desktop.engine.desk import Desk
from tests.engine.packs import FakeJudge
from tests.engine.port import ACCOUNT, CLIENT, FakePlatform

judged = FakeJudge.judge


def gravely(judge: FakeJudge, text: str, client: ClientId | None = None) -> Verdict:
    verdict = judged(judge, text, client)
    return replace(verdict, business=4) if verdict.hits else verdict


def test_an_urgent_comment_is_news_and_says_nothing_of_itself(
    desk: Desk, platform: FakePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeJudge, "judge", gravely)
    grave = platform.post("c7", "Bande d'escrocs")
    platform.post("c8", "Merci pour tout")
    desk.sync()
    (news,) = desk.news.everything()
    assert (news.about, news.client, news.page, news.comment) == (About.URGENT, CLIENT.name, ACCOUNT.name, grave)
    desk.acts.dismiss(grave).result()
    assert desk.news.everything() == ()
