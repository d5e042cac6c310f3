"""Read addresses of the web, which files state in any shape."""

from urllib.parse import urljoin, urlsplit


def host_of(url: str | None) -> str | None:
    """Return the host of an address without its `www.`, or None."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def join_address(base: str | None, link: str | None) -> str | None:
    """Return an address that may be written relative to another, or None."""
    try:
        return urljoin(base or "", link) if link else None
    except ValueError:
        return None
