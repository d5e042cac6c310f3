"""Articles -> duplicate pairs, reused passages and stories."""

from tasks.deduplicate.run import deduplicate, forget_all

# Raised whenever rows would change: everything is then redone.
CODE_VERSION = "1"

__all__ = ["CODE_VERSION", "deduplicate", "forget_all"]
