"""Take the snapshot of the checkout that is on the path: first its world, then what is seen of it, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from same import outside, pages, schema, world


def take(folder: Path, var: Path) -> None:
    """Write the snapshot into ``folder``; ``var`` is the world's own folder and is thrown away."""
    os.environ.update(world.ENVIRONMENT, INSAF_VAR=str(var), DATABASE_URL=f"sqlite:///{var / 'world.sqlite3'}")
    on_postgres = subprocess.Popen([sys.executable, "-m", "same.schema", folder / "schema-postgresql.txt"])
    subprocess.run([sys.executable, "-m", "same.world"], check=True)
    world.set_up()
    world.fix_secrets("snapshot")
    schema.write_sqlite(var / "world.sqlite3", folder / "schema-sqlite.txt")
    walks = [(login, language) for language in pages.LANGUAGES for login in (pages.VISITOR, *pages.LOGINS)]
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        jobs = [pool.apply_async(pages.write, (folder, var, *walk)) for walk in walks]
        jobs += [pool.apply_async(write, (folder, var)) for write in outside.PARTS]
        for job in jobs:
            job.get()
    if on_postgres.wait():
        sys.exit("The schema on PostgreSQL can't be read.")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="insaf-same-") as made:
        take(Path(sys.argv[1]), Path(made))
