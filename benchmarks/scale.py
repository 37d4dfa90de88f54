"""Builds the project on generated records and prints seconds per model, peak memory and what came out.

    python benchmarks/scale.py --records 1000000

Seconds are those inside models (dbt's run_results), dbt's own start-up apart. The peak is that of the dbt process.
Nothing is asserted: a benchmark measures, tests assert.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
AS_OF = (ROOT / "sample_data" / "as_of.txt").read_text(encoding="utf-8").strip()


def generate(records: int, folder: Path, file_format: str) -> None:
    """Writes about `records` customer records and their truth below `folder`."""
    subprocess.run(
        [
            sys.executable, str(ROOT / "sample_data" / "generate.py"),
            "--records", str(records), "--format", file_format,
            "--out", str(folder / "raw"), "--truth", str(folder / "truth.csv"),
        ],
        check=True,
    )  # fmt: skip


def build(folder: Path, threads: int) -> tuple[dict[str, float], float, int]:
    """Builds all models (no tests). Returns seconds per model, seconds of the whole command, peak megabytes."""
    (folder / "warehouse").mkdir(exist_ok=True)
    environment = os.environ | {
        "RAW_DATA_DIR": str(folder / "raw"),
        "WAREHOUSE_DIR": str(folder / "warehouse"),
        "DBT_TARGET": "duckdb",
    }
    started = time.perf_counter()
    subprocess.run(
        [
            str(Path(sys.executable).with_name("dbt")), "build", "--quiet", "--threads", str(threads),
            "--resource-type", "model", "--resource-type", "seed",
            "--target-path", str(folder / "target"), "--log-path", str(folder / "logs"),
            "--vars", json.dumps({"as_of": AS_OF}),
        ],
        check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    models = {
        result["unique_id"].split(".")[-1]: result["execution_time"]
        for result in results
        if result["unique_id"].startswith("model.")
    }
    return models, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def accuracy(folder: Path) -> tuple[int, int, float, float]:
    """Records, customers, pairwise precision and recall of the customers against the planted truth."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder}/warehouse/customer_identity.duckdb' as built (read_only)")
        connection.execute(
            f"""
            create table placed as
            select identity_map.customer_id, truth.person_id
            from built.marts.customer_identity_map as identity_map
            inner join read_csv('{folder}/truth.csv', all_varchar = true) as truth
                on identity_map.channel = truth.channel
                and identity_map.source_record_id = truth.source_record_id
            """
        )

        def pairs(columns: str) -> int:
            query = f"select sum(n * (n - 1) / 2) from (select count(*) as n from placed group by {columns})"
            return int(connection.execute(query).fetchone()[0])

        records, customers = connection.execute("select count(*), count(distinct customer_id) from placed").fetchone()
        hits = pairs("customer_id, person_id")
        return records, customers, hits / max(pairs("customer_id"), 1), hits / max(pairs("person_id"), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--format", choices=["csv", "parquet"], default="csv")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="keep everything here; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        generate(arguments.records, folder, arguments.format)
        models, seconds, peak = build(folder, arguments.threads)
        records, customers, precision, recall = accuracy(folder)
    print(f"{'model':44}{'seconds':>9}")
    for name, spent in sorted(models.items(), key=lambda item: (-item[1], item[0])):
        if spent >= 0.1:
            print(f"{name:44}{spent:9.1f}")
    total = sum(models.values())
    print(f"{'all models':44}{total:9.1f}")
    print(f"{'whole command':44}{seconds:9.1f}")
    print(f"\n{records:,} records, {customers:,} customers, {records / total:,.0f} records per second in models")
    print(f"peak memory {peak:,} MB, pairwise precision {precision:.4f}, recall {recall:.4f}")


if __name__ == "__main__":
    main()
