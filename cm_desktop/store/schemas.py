"""The steps by which each file came to its present tables. Imported only where one is to be taken."""

from collections.abc import Mapping, Sequence

from cm_desktop.store.files import CACHE, WORK, DatabaseFile
from cm_desktop.store.migrations import Step
from cm_desktop.store.schema_cache import STEPS as OF_CACHE
from cm_desktop.store.schema_work import STEPS as OF_WORK

STEPS: Mapping[DatabaseFile, Sequence[Step]] = {WORK: OF_WORK, CACHE: OF_CACHE}
