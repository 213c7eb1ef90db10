"""The networks a page without access may be on, told by its link, for the word and the way there. May not ask them."""

from urllib.parse import urlsplit

NETWORKS = {
    "Facebook": "https://www.facebook.com",
    "Instagram": "https://www.instagram.com",
    "LinkedIn": "https://www.linkedin.com",
    "TikTok": "https://www.tiktok.com",
    "X": "https://x.com",
    "YouTube": "https://www.youtube.com",
}
_HOSTS = {"fb.com": "Facebook", "twitter.com": "X", "youtu.be": "YouTube"} | {
    urlsplit(home).netloc.removeprefix("www."): name for name, home in NETWORKS.items()
}


def network_of(link: str) -> str | None:
    """The network that a link leads to, None where it is another or none at all."""
    try:
        host = (urlsplit(link).hostname or "").lower()
    except ValueError:
        return None
    return next((name for known, name in _HOSTS.items() if host == known or host.endswith(f".{known}")), None)
