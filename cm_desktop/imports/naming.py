"""What a page without an API is called in the workspace. May not keep anything."""

import re
from dataclasses import replace
from unicodedata import combining, normalize

from cm_desktop.domain.comments import Account, AccountId, Identity, RemoteId
from cm_desktop.imports.assisted import KIND


def introduce(account: Account) -> tuple[Account, Identity]:
    """The page under an id made of its client's name and its own, so that the same page has the same id.

    Two clients' pages that would have one are told apart by whoever keeps them. Nothing is proved: the page is who the
    moderator says it is.
    """
    name = account.name or account.base_url or account.client
    known = replace(account, id=AccountId(f"{KIND}:{_slug(f'{account.client} {name}')}"), name=name)
    return known, Identity(id=RemoteId(known.id), name=name)


def _slug(name: str) -> str:
    """In small letters without accents, words joined by hyphens: it is typed on a command line."""
    plain = "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
    return "-".join(re.findall(r"[^\W_]+", plain)) or "page"
