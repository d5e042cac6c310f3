"""How each stage works: plain functions; `steps` alone wraps them as Prefect tasks."""
