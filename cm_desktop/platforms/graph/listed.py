"""Lists read to their very end. May not know what is listed."""

from collections.abc import Iterator

from cm_desktop.domain.errors import Unreadable
from cm_desktop.platforms.graph.answers import listing
from cm_desktop.platforms.graph.client import GraphClient, Json, Params

PAGES_AT_MOST = 500


def listed(graph: GraphClient, path: str, params: Params) -> Iterator[Json]:
    """Every item of a list, page after page. Raises Unreadable for one that does not end."""
    after: str | None = None
    for _ in range(PAGES_AT_MOST):
        page = listing(graph.get(path, {**params, **from_here(after)}), after)
        yield from page.items
        if page.after is None:
            return
        after = page.after
    raise Unreadable


def from_here(cursor: str | None) -> Params:
    """The parameter that goes on from a cursor; none for the first page."""
    return {"after": cursor} if cursor else {}
