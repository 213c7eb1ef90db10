"""The steps by which each file came to its present tables. Imported only where one is to be taken."""

from collections.abc import Mapping, Sequence

from cm_desktop.store.databases.schema_cache import STEPS as OF_CACHE
from cm_desktop.store.databases.schema_work import STEPS as OF_WORK
from cm_desktop.store.disk.files import CACHE, WORK, DatabaseFile
from cm_desktop.store.disk.migrations import Step

STEPS: Mapping[DatabaseFile, Sequence[Step]] = {WORK: OF_WORK, CACHE: OF_CACHE}
