"""Get the dbt packages of packages.yml: from the package hub, else the stand-in in compat/.

Does nothing when dbt_packages/ already holds what packages.yml asks for.
"""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
REQUESTED = ROOT / "packages.yml"
LOCKED = ROOT / "package-lock.yml"  # written by `dbt deps`
STAND_IN = ROOT / "compat" / "dbt_utils"
INSTALLED = ROOT / "dbt_packages" / "dbt_utils"

HUB = os.environ.get("DBT_PACKAGE_HUB_URL") or "https://hub.getdbt.com/"
SECONDS_TO_REACH_THE_HUB = 8
SECONDS_TO_DOWNLOAD = 60
REACH_THE_HUB = """
import sys, requests
requests.get(sys.argv[1], timeout=5).raise_for_status()
"""


def succeeds(command: list[str], seconds: int) -> bool:
    """Whether a command ends well in time; its output is kept for nobody."""
    try:
        finished = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return finished.returncode == 0


def install_from_hub() -> bool:
    """Run `dbt deps`, unless the hub is out of reach: dbt itself would retry for minutes."""
    index = f"{HUB}api/v1/dbt-labs/dbt_utils.json"
    if not succeeds([sys.executable, "-c", REACH_THE_HUB, index], SECONDS_TO_REACH_THE_HUB):
        return False
    return succeeds([sys.executable, "-m", "dbt.cli.main", "deps"], SECONDS_TO_DOWNLOAD)


def same_files(left: Path, right: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = {path.relative_to(left) for path in left.rglob("*") if path.is_file()}
    if names != {path.relative_to(right) for path in right.rglob("*") if path.is_file()}:
        return False
    return all(filecmp.cmp(left / name, right / name, shallow=False) for name in names)


def is_from_hub() -> bool:
    """Whether `dbt deps` has installed what packages.yml now asks for."""
    if not (INSTALLED.is_dir() and LOCKED.is_file()):
        return False
    locked = [(package["package"], package["version"]) for package in yaml.safe_load(LOCKED.read_text())["packages"]]
    return all(
        (package["package"], package["version"]) in locked
        for package in yaml.safe_load(REQUESTED.read_text())["packages"]
    )


def main() -> None:
    if is_from_hub() or same_files(STAND_IN, INSTALLED) or install_from_hub():
        return
    shutil.rmtree(INSTALLED, ignore_errors=True)
    LOCKED.unlink(missing_ok=True)
    shutil.copytree(STAND_IN, INSTALLED)
    print(f"dbt packages: {HUB} cannot be reached, using compat/dbt_utils instead of dbt_utils.")


if __name__ == "__main__":
    main()
