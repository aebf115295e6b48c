"""The environment variables the portal reads, typed, each with its default.

Every name begins with `PORTAL_`. A value that cannot be read as its type stops the start with a
sentence that names the variable.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

SQLITE_OPTIONS = {
    # A writer takes its lock when the transaction begins, so two writers queue instead of failing.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def read_text(name: str, default: str = "") -> str:
    return env.str(name, default=default).strip()


def read_bool(name: str, default: bool = False) -> bool:
    value = read_text(name, str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def read_int(name: str, default: int) -> int:
    value = read_text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def read_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in read_text(name, default).split(",") if item.strip()]


def read_data_dir() -> Path:
    """The one folder that the portal writes to (`PORTAL_DATA_DIR`, default `var/`)."""
    folder = Path(read_text("PORTAL_DATA_DIR") or BASE_DIR / "var").expanduser()
    folder = folder if folder.is_absolute() else BASE_DIR / folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_database(data_dir: Path) -> dict[str, object]:
    """Django's settings of the database at `PORTAL_DATABASE_URL`, default SQLite in the data folder.

    Schemes: `sqlite` and `postgres`/`postgresql`. Anything else raises ImproperlyConfigured.
    """
    url = read_text("PORTAL_DATABASE_URL") or f"sqlite:///{data_dir / 'portal.sqlite3'}"
    scheme = url.split(":", 1)[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"PORTAL_DATABASE_URL must begin with sqlite:// or postgresql://, not {scheme!r}."
        )
    database = dict(env.db_url_config(url))
    if scheme == "sqlite":
        database["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        database.setdefault("CONN_MAX_AGE", 60)
        database.setdefault("CONN_HEALTH_CHECKS", True)
    return database
