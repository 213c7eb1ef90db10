"""A workspace that is closed while somebody still reads it."""

import sqlite3
from threading import Event, Thread

import pytest

from cm_desktop.engine.readers import Readers
from cm_desktop.store.workspace import Workspace


def test_a_reader_is_closed_while_another_thread_reads(with_comment: Workspace) -> None:
    reader, began, ended = with_comment.reader(), Event(), list[sqlite3.Error]()

    def read() -> None:
        try:
            while True:
                reader.counts()
                began.set()
        except sqlite3.Error as error:
            ended.append(error)

    thread = Thread(target=read)
    thread.start()
    assert began.wait(30)
    reader.close()
    thread.join(30)
    assert not thread.is_alive()
    assert len(ended) == 1


def test_a_thread_that_comes_late_opens_no_reader(with_comment: Workspace) -> None:
    readers = Readers(with_comment)
    readers.close()
    with pytest.raises(RuntimeError, match="closed"):
        readers.mine()
