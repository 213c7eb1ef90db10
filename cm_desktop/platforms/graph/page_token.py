"""The Page that a token is of, on Facebook or before an Instagram account. May not read what is said there."""

from cm_desktop.domain.errors import Forbidden, Gone, Invalid, NotAPage
from cm_desktop.platforms.graph.client import GraphClient, Json

MODERATION_TASKS = frozenset({"MODERATE", "PROFILE_PLUS_MODERATE"})


def page_behind(graph: GraphClient, fields: str = "id,name") -> tuple[Json, frozenset[str]]:
    """The Page with these fields, and the tasks that the token may do there.

    Raises NotAPage for a person's token, Forbidden ("MODERATE", or the permission that is named).
    """
    try:
        me = graph.get("me", {"fields": f"{fields},tasks"})
    except Invalid:  # a person has no tasks to ask for
        raise NotAPage from None
    except Gone as error:
        raise Forbidden(error.message) from None
    told = me.get("tasks")
    if not isinstance(told, list):
        raise NotAPage
    tasks = frozenset(task for task in told if isinstance(task, str))
    if not tasks & MODERATION_TASKS:
        raise Forbidden(scope="MODERATE")
    return me, tasks
