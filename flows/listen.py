"""The Prefect server's process: serves a socket that it inherits until its parent is gone.

`python -m flows.listen FD`, with a pipe as its standard input.
"""

import os
import signal
import socket
import sys
import threading
import time

# What the server may take to close its database after its parent has gone.
_GRACE_SECONDS = 10.0


def main() -> None:
    """Serve the Prefect application on the socket whose descriptor is the first argument."""
    follow_parent()
    import uvicorn

    listener = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        lifespan="on",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,  # open pages hold websockets that never end by themselves
    )
    uvicorn.Server(config).run(sockets=[listener])


def follow_parent() -> None:
    """Stop this process when its parent has gone, however it went: the pipe between them ends."""

    def wait() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE_SECONDS)
        os._exit(1)

    threading.Thread(target=wait, name="follow-parent", daemon=True).start()


if __name__ == "__main__":
    main()
