"""What runs, in what order: the Prefect flows, the supervisor and the `dateline` command."""
