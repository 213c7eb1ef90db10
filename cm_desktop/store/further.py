"""What is read of a workspace beside its queues: each part is imported and made when it is first asked for.

May not read anything itself. Who lists comments asks for hardly any of it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from cm_desktop.domain.once import once

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from cm_desktop.store.comments.authors import Authors
    from cm_desktop.store.comments.history import History
    from cm_desktop.store.letting_go.retention import Retained
    from cm_desktop.store.lists.aimed_at import AimedAt
    from cm_desktop.store.supervised import Supervised
    from cm_desktop.store.tables.aside import Aside
    from cm_desktop.store.tables.halted import Halted
    from cm_desktop.store.tables.kept import Kept
    from cm_desktop.store.tables.past import Past
    from cm_desktop.store.tables.snoozes import Sleeping


class Further:
    """Reads through the two connections of whoever inherits it."""

    folder: Path

    def _cache(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    def _work(self) -> AbstractContextManager[sqlite3.Connection]:
        raise NotImplementedError

    @once
    def history(self) -> History:
        """All comments, to be judged."""
        from cm_desktop.store.comments.history import History

        return History(self._cache, self._work)

    @once
    def supervised(self) -> Supervised:
        """Teams, and what they carried."""
        from cm_desktop.store.supervised import Supervised

        return Supervised(self._work, self.folder)

    @once
    def aside(self) -> Aside:
        """What is left aside."""
        from cm_desktop.store.tables.aside import Aside

        return Aside(self._cache, self._work)

    @once
    def retention(self) -> Retained:
        """How long things are kept."""
        from cm_desktop.store.letting_go.retention import Retained

        return Retained(self._cache, self._work)

    @once
    def kept(self) -> Kept:
        """Saved replies, saved views and words."""
        from cm_desktop.store.tables.kept import Kept

        return Kept(self._work)

    @once
    def past(self) -> Past:
        """What became of a comment."""
        from cm_desktop.store.tables.past import Past

        return Past(self._work)

    @once
    def authors(self) -> Authors:
        """Who writes comments."""
        from cm_desktop.store.comments.authors import Authors

        return Authors(self._cache, self._work)

    @once
    def sleeping(self) -> Sleeping:
        """What is put off."""
        from cm_desktop.store.tables.snoozes import Sleeping

        return Sleeping(self._work)

    @once
    def halted(self) -> Halted:
        """What the user suspended."""
        from cm_desktop.store.tables.halted import Halted

        return Halted(self._work)

    @once
    def aimed_at(self) -> AimedAt:
        """What acts are about."""
        from cm_desktop.store.lists.aimed_at import AimedAt

        return AimedAt(self._cache, self._work)
