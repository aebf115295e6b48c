"""What the project stands on: each dependency says why, each version is pinned by hash."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.harness.tree import ROOT

LOCKS = [ROOT / "requirements" / "base.lock", ROOT / "requirements" / "dev.lock"]
PIN = re.compile(r"^([a-z0-9-]+)==\S+", re.MULTILINE)


def requirements() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"base": project["project"]["dependencies"], "dev": project["dependency-groups"]["dev"]}


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for requirement in [*requirements()["base"], *requirements()["dev"]]:
        (line,) = [line for line in lines if f'"{requirement}",' in line]
        assert re.search(r",\s+# \S+", line), f"{requirement} has no comment"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
class TestLock:
    def test_every_version_has_hashes(self, lock: Path):
        blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        pins = [block for block in blocks if PIN.match(block)]
        assert len(pins) > 50
        assert not [block.splitlines()[0] for block in pins if "--hash=sha256:" not in block]

    def test_names_no_place_to_download_from(self, lock: Path):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?:|--(extra-)?index-url|--find-links|file:", text)


@pytest.mark.parametrize(("group", "lock"), [("base", LOCKS[0]), ("dev", LOCKS[1])])
def test_lock_holds_what_is_asked_for(group: str, lock: Path):
    pinned = set(PIN.findall(lock.read_text(encoding="utf-8")))
    wanted = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in requirements()[group]}
    assert wanted <= pinned


def test_both_locks_agree():
    base, dev = (
        dict(line.split("==") for line in re.findall(r"^\S+==[^\s\\]+", lock.read_text(), re.M))
        for lock in LOCKS
    )
    assert base.items() <= dev.items()


def test_the_pip_that_comes_along_is_the_one_pinned():
    (wheel,) = (ROOT / "requirements").glob("pip-*.whl")
    lock = (ROOT / "requirements" / "pip.lock").read_text(encoding="utf-8")
    version = re.search(r"^pip==(\S+)", lock)[1]
    assert wheel.name == f"pip-{version}-py3-none-any.whl"
    assert f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in lock
