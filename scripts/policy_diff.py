"""Show what a changed policy would do to the customers, before anything is built with it.

Identity is built twice beside the warehouse in use, on the same raw input: under the policy as it is, and under the
changed one. The warehouse, its registry and the published marts are only read; both builds are removed at the end.

Usage: python scripts/policy_diff.py --vars '{customer_tier: loose}' [--seeds folder] [--current-vars '{…}']
"""

import argparse
import difflib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import yaml
from policy_builds import ROOT, DiffError, Side, engine
from policy_comparison import Comparison, compare
from policy_report import report, write_rows

POLICY_SEEDS = ROOT / "seeds" / "policy"
# Not policy: what is read, and as of when, is the same on both sides.
SAME_ON_BOTH_SIDES = ("as_of", "raw_data_dir")


def mapping(text: str | None, name: str) -> dict:
    """The vars that a text in YAML sets."""
    try:
        found = yaml.safe_load(text) if text else {}
    except yaml.YAMLError as error:
        raise DiffError(f"{name} is no YAML: {error}") from None
    if found is not None and not isinstance(found, dict):
        raise DiffError(f"{name} is {text!r}; write it as in '{{customer_tier: loose}}'.")
    return found or {}


def changed_vars(given: dict, current: dict) -> list[str]:
    """What the given vars change, a line each; a var that the project does not have is an error."""
    lines = []
    for name, value in given.items():
        if name in SAME_ON_BOTH_SIDES:
            raise DiffError(f"var {name} is no policy: both sides read the same. Set AS_OF or RAW_DATA_DIR instead.")
        if name not in current:
            raise DiffError(f"var {name} is unknown; use one of {', '.join(current)}.")
        if value != current[name]:
            lines.append(f"var {name}: {change_of(current[name], value)}")
    return lines


def change_of(old: object, new: object) -> str:
    """From what to what; of a list of named entries, only those that differ."""
    if isinstance(old, list) and isinstance(new, list):
        before, after = ({entry_name(entry): entry for entry in entries} for entries in (old, new))
        words = {
            "without": [name for name in before if name not in after],
            "new": [name for name in after if name not in before],
            "changed": [name for name in after if name in before and after[name] != before[name]],
        }
        said = [f"{word} {', '.join(names)}" for word, names in words.items() if names]
        return "; ".join(said) or "another order"
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [*old, *(key for key in new if key not in old)]
        differing = [key for key in keys if old.get(key) != new.get(key)]
        return "; ".join(f"{key} {shown(old.get(key))} -> {shown(new.get(key))}" for key in differing)
    return f"{shown(old)} -> {shown(new)}"


def entry_name(entry: object) -> str:
    return str(entry.get("name", entry)) if isinstance(entry, dict) else str(entry)


def shown(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=10**9, allow_unicode=True).removesuffix("...\n").strip()


def seeds_in(folder: Path | None) -> list[Path]:
    """The policy seeds of a folder; a file that is none of them is an error."""
    if folder is None:
        return []
    known = sorted(path.name for path in POLICY_SEEDS.glob("*.csv"))
    found = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not found:
        raise DiffError(f"Folder '{folder}' holds no seed: put changed copies of files of seeds/policy there.")
    strange = [path.name for path in found if path.name not in known]
    if strange:
        raise DiffError(f"'{strange[0]}' is no policy seed; those are {', '.join(known)}.")
    return found


def changed_seeds(seeds: list[Path]) -> list[str]:
    """What the seeds change, a line for each changed row."""
    lines = []
    for seed in seeds:
        old, new = (path.read_text(encoding="utf-8").splitlines() for path in (POLICY_SEEDS / seed.name, seed))
        for line in list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]:
            if line[0] in "+-":
                lines.append(f"seed {seed.stem}: {'without' if line[0] == '-' else 'new'} {line[1:]}")
    return lines


def diff(given: dict, current: dict, seeds: list[Path]) -> Comparison:
    """Build both sides in a temporary folder and compare them. Ids mean the same on both: after begins with those of
    before."""
    with tempfile.TemporaryDirectory(prefix="policy_diff_") as name, engine(Path(name)) as sides:
        folder = Path(name)
        before = Side("before", folder / "before_build", sides.settings("before"), current, [])
        after = Side("after", folder / "after_build", sides.settings("after"), {**current, **given}, seeds)
        for side in (before, after):
            side.copy_project()
        with explained("The changed policy cannot be built"):
            after.check()
        print("Building under the policy as it is …", file=sys.stderr, flush=True)
        with explained("The policy as it is cannot be built"):
            before.build()
        sides.hand_over_registry()
        print("Building under the changed policy …", file=sys.stderr, flush=True)
        with explained("The changed policy cannot be built"):
            after.build()
        with sides.compared() as (ask, names):
            return compare(ask, names)


@contextmanager
def explained(what: str) -> Iterator[None]:
    """An error of dbt says first which of the builds it is from."""
    try:
        yield
    except DiffError as error:
        raise DiffError(f"{what}.\n{error}") from None


def main() -> None:
    parser = argparse.ArgumentParser(description="Show what a changed policy would do to the customers.")
    parser.add_argument("--vars", help="the vars that change, as for dbt")
    parser.add_argument("--seeds", type=Path, help="folder with changed copies of policy seeds")
    parser.add_argument("--current-vars", help="vars of every build, as given to dbt build; both sides have them")
    parser.add_argument("--as-of", help="the moment of both sides; default: now")
    arguments = parser.parse_args()
    try:
        given, current = mapping(arguments.vars, "VARS"), mapping(arguments.current_vars, "CURRENT_VARS")
        if not given and arguments.seeds is None:
            raise DiffError("Say what would change: make policy-diff VARS='{customer_tier: loose}', or SEEDS=folder.")
        project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
        seeds = seeds_in(arguments.seeds)
        changes = [*changed_vars(given, {**project, **current}), *changed_seeds(seeds)]
        if arguments.as_of:
            current["as_of"] = arguments.as_of
        current.setdefault("as_of", datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S"))
        found = diff(given, current, seeds)
    except DiffError as error:
        sys.exit(f"No comparison was made; the warehouse is as it was.\n{error}")
    files = write_rows(found)
    print(report(found, changes))
    print(f"\nEvery row: {', '.join(os.path.relpath(file) for file in files)}")


if __name__ == "__main__":
    main()
