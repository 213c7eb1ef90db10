"""HTML made plain text and back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cm_desktop.platforms.transport.html_text import escaped, plain

PATIENCE = 5.0  # seconds of the processor: a cost that grows with the square takes twenty
READ = {
    "Commentaire <b>gras</b> &amp; été": "Commentaire gras & été",
    "C&rsquo;est &#8220;ça&#8221;&nbsp;!": "C’est “ça”\u00a0!",
    "un<br>deux<br />\ntrois": "un\ndeux\ntrois",
    "<p>un</p>\n<p>deux</p>\n": "un\n\ndeux",
    "<script>alert(1)</script> & ": "alert(1) &",
    "alert(1) &amp; ": "alert(1) &",
    "avant<!-- caché -->après": "avantaprès",
    "avant<!-- jamais fermé": "avant",
    "je <3 vous, 2 < 3 > 1": "je <3 vous, 2 < 3 > 1",
    "&lt;b&gt;pas une balise&lt;/b&gt;": "<b>pas une balise</b>",
    '<a href="https://example.org/?a=1&amp;b=2" rel="nofollow ugc">lien</a>': "lien",
    "&amp;eacute;": "&eacute;",
    "👩\u200d👩\u200d👧\u200d👦 &#x1f600;": "👩\u200d👩\u200d👧\u200d👦 😀",
    "un\r\ndeux\n\n\n\ntrois": "un\ndeux\n\ntrois",
    "": "",
}


@pytest.mark.parametrize("markup", READ)
def test_a_comment_reads_as_a_reader_sees_it(markup: str) -> None:
    assert plain(markup) == READ[markup]


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs", "Cc"])))
def test_a_text_sent_is_the_text_read_back(text: str) -> None:
    assert plain(escaped(text)) == text.strip()


@given(st.text(st.sampled_from("<>&;!-ab\"' /p")))
def test_no_text_is_ever_a_failure(markup: str) -> None:
    assert len(plain(markup)) <= len(markup)


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", '<a "', "</p", "<br", "&", "&#", "\n", "<script>"])
def test_a_hostile_comment_costs_no_time(piece: str) -> None:
    started = time.process_time()
    plain(piece * (65_525 // len(piece)))
    assert time.process_time() - started < PATIENCE
