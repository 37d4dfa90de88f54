"""Makes the raw files of every channel, and the truth about them, from a seed.

python sample_data/generate.py                          the committed sample
python sample_data/generate.py --persons 20000 --out DIR --truth FILE
python sample_data/generate.py --day 1 --out DIR        the files of the next day, into the same
folder python sample_data/generate.py --records 1000000 --format parquet --out DIR     one big
customer file
"""

import argparse
from datetime import date
from pathlib import Path

from generator.full import write_sample
from generator.people import World
from generator.scale import write_scale

HERE = Path(__file__).resolve().parent


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not a positive whole number")
    return number


def _day(text):
    number = int(text)
    if not 0 <= number <= 999:
        raise argparse.ArgumentTypeError(f"{number} is not between 0 and 999")
    return number


def parse_arguments(arguments=None):
    """The command line as a namespace; argparse ends the process with status 2 on a wrong one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE / "raw", help="root folder of the raw files")
    parser.add_argument(
        "--truth",
        type=Path,
        help="who is who; default sample_data/truth/truth.csv, beside --out otherwise",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--persons", type=_positive, default=2000, help="persons of the base day")
    size.add_argument(
        "--records",
        type=_positive,
        help="only conformed/customers, with about this many records, fast",
    )
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 6, 30))
    parser.add_argument("--day", type=_day, default=0, help="0: the base files; N: those N days later")
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parsed = parser.parse_args(arguments)
    if parsed.records and parsed.day:
        parser.error("--records makes a base file only: leave --day away")
    if parsed.truth is None:
        is_default = parsed.out.resolve() == HERE / "raw"
        parsed.truth = (
            HERE / "truth" / "truth.csv"
            if is_default
            else parsed.out.resolve().with_name(f"{parsed.out.resolve().name}_truth") / "truth.csv"
        )
    if parsed.truth.resolve().is_relative_to(parsed.out.resolve()):
        parser.error(f"--truth {parsed.truth} lies in the raw folder, where models could read it")
    return parsed


def main(arguments=None):
    """Writes the files and prints one line about them."""
    parsed = parse_arguments(arguments)
    parsed.truth.parent.mkdir(parents=True, exist_ok=True)
    if parsed.records:
        count = write_scale(parsed.records, parsed.seed, parsed.as_of, parsed.out, parsed.truth, parsed.format)
    else:
        world = World(parsed.seed, parsed.persons, parsed.as_of, parsed.day)
        count = write_sample(world, parsed.out, parsed.truth, parsed.format)
    print(f"{count} customer records in {parsed.out}, truth in {parsed.truth}")


if __name__ == "__main__":
    main()
