"""Measures how well the default policy finds persons on labelled sets, beside a naive rule and Splink.

    python benchmarks/accuracy.py                     the sets of the development dependencies
    python benchmarks/accuracy.py --sets FOLDER       every subfolder with records.csv and truth.csv

Each set is built alone in a small warehouse of its own, all under the project's one default policy. Systems are given
the records; the truth is read when they have answered. Seconds: inside models and all they build on for this project;
without imports for the others.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from measure.accuracy_report import COLUMNS, NO_SPLINK, markdown
from measure.conformed import conformed_records
from measure.person_sets import PersonSet, SetError, read_sets
from measure.processes import CommandError
from measure.project import Place
from measure.reach import reach, sentence
from measure.report import screen_table, write_csv
from measure.scores import count_pairs, scores
from measure.splink_system import splink_python
from measure.systems import DEFAULT, Answer, naive_answer, project_answers, splink_answer

RESULTS = Path(__file__).resolve().parent / "results"


def default_sets() -> list[PersonSet]:
    """Imported late: a folder of sets needs no development dependency."""
    from measure.shipped_sets import shipped_sets

    return shipped_sets()


def answers_of(persons: PersonSet, work: Path, python: str | None) -> list[Answer]:
    """What every system makes of a set."""
    records, ignored = conformed_records(persons)
    if ignored:
        print(f"{persons.name}: columns not read: {', '.join(ignored)}")
    answers = project_answers(Place(work), records)
    answers.append(naive_answer(records))
    if python is not None:
        answers.append(splink_answer(python, work, records))
    return answers


def measure(persons: PersonSet, work: Path, python: str | None) -> tuple[list[dict[str, object]], list[str]]:
    """The rows of a set, and notes on where determinism stops short."""
    answers = answers_of(persons, work, python)
    truth = persons.read_truth()
    records, _ = conformed_records(persons)
    rows, notes = [], []
    for answer in answers:
        result = scores(answer.clusters, truth)
        rows.append(
            {
                "set": persons.name,
                "system": answer.system,
                "records": len(truth),
                "precision": round(result.pairs.precision, 6),
                "recall": round(result.pairs.recall, 6),
                "f1": round(result.pairs.f1, 6),
                "b3_precision": round(result.b3_precision, 6),
                "b3_recall": round(result.b3_recall, 6),
                "exact_clusters": result.exact_clusters,
                "seconds": f"{answer.seconds:.1f}",
            }
        )
        if answer.system in (DEFAULT, f"{DEFAULT}_loose"):
            counted = reach(answer.clusters, truth, records)
            notes.append(f"`{answer.system}` {sentence(counted, count_pairs(truth.values()))}")
    notes.insert(0, f"{result.true_clusters:,} persons, {count_pairs(truth.values()):,} true pairs")
    return rows, notes


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, help="folder of sets; default: those of the development dependencies")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder that accuracy.csv and .md go to")
    parser.add_argument("--work", type=Path, help="folder for files on the way; default: a temporary one")
    parser.add_argument("--no-splink", action="store_true", help="leave Splink out")
    options = parser.parse_args(arguments)
    try:
        sets = read_sets(options.sets) if options.sets else default_sets()
    except SetError as error:
        print(error, file=sys.stderr)
        return 1
    python = None if options.no_splink else splink_python()
    if python is None and not options.no_splink:
        print(NO_SPLINK)
    rows, notes = [], {}
    with tempfile.TemporaryDirectory(prefix="accuracy_", dir=options.work) as work:
        for persons in sets:
            try:
                found, notes[persons.name] = measure(persons, Path(work), python)
            except CommandError as error:
                print(f"{persons.name}: {error}", file=sys.stderr)
                return 1
            print("\n".join(screen_table(COLUMNS, [[row[column] for column in COLUMNS] for row in found])), flush=True)
            rows += found
            write_csv(options.results / "accuracy.csv", COLUMNS, rows)
            (options.results / "accuracy.md").write_text(markdown(rows, notes, python is not None), encoding="utf-8")
    print(f"\nwritten: {options.results / 'accuracy.csv'} and accuracy.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
