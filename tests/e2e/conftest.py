"""What the end-to-end tests share: a real WordPress, installed once for all of them."""

from collections.abc import Iterator

import pytest

from tests.conftest import NeedsDebianPackages
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import PACKAGES, WordPress, wordpress


@pytest.fixture(scope="session")
def wordpress_server(needs_debian_packages: NeedsDebianPackages) -> Iterator[WordPress]:
    """The server, with whatever earlier tests left there."""
    needs_debian_packages(*PACKAGES)
    with wordpress() as site:
        site.call(
            "wp_update_post", {"ID": 1, "post_title": "La vie d'ici", "post_content": "Des nouvelles & des idées."}
        )
        yield site


@pytest.fixture
def site(wordpress_server: WordPress) -> WordPress:
    """The server without a comment, and set as it was installed."""
    wordpress_server.sql(
        "DELETE FROM wp_comments; DELETE FROM wp_commentmeta; UPDATE wp_posts SET comment_status = 'open'"
    )
    wordpress_server.calls(
        [("update_option", ["timezone_string", ""]), ("update_option", ["permalink_structure", "/%postname%/"])]
    )
    return wordpress_server


@pytest.fixture
def proxy(site: WordPress) -> Iterator[FaultProxy]:
    """A line to the site that can be spoilt."""
    with FaultProxy(site.port) as proxy:
        yield proxy
