"""Generated records with planted truth, and a day later a delta file: new records and changed ones."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from measure.project import AS_OF, ROOT, Place

MOMENT = "%Y-%m-%d %H:%M:%S"
NEXT_DAY = (datetime.strptime(AS_OF, MOMENT) + timedelta(days=1)).strftime(MOMENT)
# One record in a thousand: half of these change, half are new (of persons known, and of new ones).
DELTA_SHARE = 1000


def truth_file(place: Place) -> Path:
    return place.folder / "truth.csv"


def generate(records: int, place: Place, file_format: str) -> None:
    """Writes about `records` customer records and their truth."""
    subprocess.run(
        [
            sys.executable, str(ROOT / "sample_data" / "generate.py"),
            "--records", str(records), "--format", file_format,
            "--out", str(place.raw), "--truth", str(truth_file(place)),
        ],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def records_file(place: Place) -> Path:
    """The one big file."""
    (file,) = (place.raw / "conformed").glob("customers.*")
    return file


def read_records(place: Place) -> str:
    """SQL that reads the big file as text."""
    file = records_file(place)
    if file.suffix == ".parquet":
        return f"read_parquet('{file}')"
    return f"read_csv('{file}', all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"


def write_delta(place: Place) -> int:
    """Writes the next day's new and changed records as a file of their own; returns how many."""
    file = records_file(place)
    delta = file.with_name(f"customers__delta_001{file.suffix}")
    options = "format parquet, compression zstd" if file.suffix == ".parquet" else "format csv, header"
    with duckdb.connect() as connection:
        (count,) = connection.execute(
            f"""
            copy (
                with numbered as (
                    select
                        *,
                        cast(source_record_id as bigint) as number,
                    from {read_records(place)}
                ),

                chosen as (
                    select
                        * exclude (number),
                        number // {DELTA_SHARE} % 4 as kind,
                    from numbered
                    where number % {DELTA_SHARE} = 0
                )

                select
                    * exclude (kind) replace (
                        -- 0 and 1 change their phone or town; 2 is one more record of that person; 3 is somebody new.
                        case when kind >= 2 then 'N' || source_record_id else source_record_id end as source_record_id,
                        case
                            when kind in (0, 3) then regexp_replace(phone, '[0-9]{{3}}$', '987') else phone
                        end as phone,
                        case when kind = 1 then '제주시' else city end as city,
                        case when kind = 3 then 'new' || source_record_id || '@example.org' else email end as email,
                        case when kind = 3 then '1999-09-09' else birth_date end as birth_date,
                        case when kind >= 2 then '{AS_OF}' else created_at end as created_at,
                        '{AS_OF}' as updated_at
                    )
                from chosen
                order by source_record_id
            ) to '{delta}' ({options})
            """
        ).fetchone()
    return count
