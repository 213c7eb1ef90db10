"""What somebody drafted about an erased comment, and looks for its author by, goes with it: here, and with all who obey."""

import pytest

from cm_desktop.domain.comments import CommentRef
from cm_desktop.domain.search import Search
from cm_desktop.domain.views import View
from tests.engine.port import FakePlatform
from tests.engine.supervision.test_erased_by_everybody import Four, comment, four
from tests.engine.supervision.test_erased_late import everybody_reads
from tests.engine.supervision.test_erased_rows import files_that_say

__all__ = ["comment", "four"]

WORD = "Zigzagounet"
BY_NAME = View(name="Whom", search=Search(author="Odile")), View(name="What odíle says", search=Search(words="prix"))
OTHERS = View(name="A part", search=Search(author="Odi")), View(name="Odilette", search=Search(words="odiles"))


@pytest.mark.parametrize("whole", [False, True])
def test_with_an_erased_comment_go_the_drafts_about_it_and_the_views_with_the_name_of_its_author(
    four: Four, comment: CommentRef, platform: FakePlatform, whole: bool
) -> None:
    _, eraser, other, _ = four
    beside = platform.post("c2", "Bonjour")
    for one in (eraser, other):
        one.desk.sync()
        one.desk.acts.draft(comment, f"Bonjour {WORD}").result()
        one.desk.acts.draft(beside, "Merci").result()
        for view in (*BY_NAME, *OTHERS):
            one.desk.views.save(view)
        assert files_that_say(one, WORD), "control"
    (eraser.desk.person_erasing if whole else eraser.desk.supervision).erase(comment)
    everybody_reads(four)
    for one in (eraser, other):
        assert files_that_say(one, WORD) == []
        assert set(one.desk.views.every()) == set(OTHERS)
        assert one.desk._room.reader().draft(beside) == "Merci"
