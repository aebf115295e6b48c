"""Composes the apps: settings, addresses, frame of every page. Imported by none of them."""

import sys

try:
    # Debian 12's SQLite (3.40) can lose a write when the write-ahead log is reset; the wheel carries
    # a mended one. It has to stand in before Django imports `sqlite3`, hence here.
    import pysqlite3
except ImportError:  # no wheel for this platform: the system's SQLite serves
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
