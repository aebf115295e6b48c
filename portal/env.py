"""The environment variables the portal reads, typed, each with its default.

Every name begins with `PORTAL_`. A value that cannot be read as its type stops the start with a
sentence that names the variable.
"""

import ipaddress
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

_NODE = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:]+\]):\d+/?")

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


def read_networks(name: str) -> list[str]:
    """IP addresses and networks, and "unix" for a socket of this machine."""
    networks = read_list(name)
    for network in networks:
        try:
            if network != "unix":
                ipaddress.ip_network(network)
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be addresses, networks or unix, not {network!r}."
            ) from None
    return networks


def read_choice(name: str, choices: tuple[str, ...]) -> str:
    """One of these words; the first one, where nothing is said."""
    value = read_text(name) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def read_elasticsearch() -> dict[str, str | list[str]]:
    """Where Elasticsearch is and how to sign in."""
    urls = read_list("PORTAL_ELASTICSEARCH_URLS", "http://127.0.0.1:9200")
    prefix = read_text("PORTAL_ELASTICSEARCH_INDEX_PREFIX", "portal")
    key, user = read_text("PORTAL_ELASTICSEARCH_API_KEY"), read_text("PORTAL_ELASTICSEARCH_USER")
    if not urls or not all(_NODE.fullmatch(url) for url in urls):
        raise ImproperlyConfigured("PORTAL_ELASTICSEARCH_URLS must be like https://search.example.org:9200.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,60}", prefix):
        raise ImproperlyConfigured("PORTAL_ELASTICSEARCH_INDEX_PREFIX must be of a-z, 0-9, _ and -.")
    if key and user:
        raise ImproperlyConfigured(
            "PORTAL_ELASTICSEARCH_API_KEY and PORTAL_ELASTICSEARCH_USER exclude each other."
        )
    return {
        "URLS": urls,
        "API_KEY": key,
        "USER": user,
        "PASSWORD": read_text("PORTAL_ELASTICSEARCH_PASSWORD"),
        "CA_FILE": read_text("PORTAL_ELASTICSEARCH_CA_FILE"),
        "INDEX_PREFIX": prefix,
    }


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
