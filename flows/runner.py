"""The runner's process: registers the deployment, heals what died, watches, and starts the runs.

`python -m flows.runner ORDER`, the order as JSON, with a pipe as its standard input.
"""

import sys

from flows.listen import follow_parent
from flows.order import Order


def main() -> None:
    """Work for a home until SIGTERM, or until the supervisor is gone."""
    follow_parent()
    import asyncio

    from flows.working import work

    try:
        asyncio.run(work(Order.model_validate_json(sys.argv[1])))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(0)


if __name__ == "__main__":
    main()
