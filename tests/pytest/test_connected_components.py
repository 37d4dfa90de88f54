"""The closure in SQL finds the components that a plain union-find finds, for every shape and depth."""

import csv
import json
from pathlib import Path

import duckdb
import pytest
from psycopg2.extras import execute_values
from support.graphs import Edges, components_of, shapes, shuffled, side_by_side
from support.postgres import connect
from support.workspace import ROOT, Workspace

ORACLE = ROOT.parent / "shared" / "data" / "oracles"
CALL = "with {{ connected_components('closure_edges') }} select node, component from components"
SHAPES = shapes(longest=5_000)
LARGEST_ID = 2**63 - 1


def compiled(workspace: Workspace) -> str:
    """The macro's SQL; it reads a relation closure_edges(left_node, right_node)."""
    workspace.dbt("compile", "--inline", CALL)
    results = json.loads((workspace.artifacts / "run_results.json").read_text(encoding="utf-8"))["results"]
    return results[0]["compiled_code"]


@pytest.fixture(scope="module")
def closure_sql(tmp_path_factory: pytest.TempPathFactory) -> str:
    return compiled(Workspace(tmp_path_factory.mktemp("closure")))


def with_edges(folder: Path, edges: Edges, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the edges in the order given."""
    file = folder / "edges.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(edges)
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("create table closure_edges (left_node bigint, right_node bigint)")
    connection.execute(f"copy closure_edges from '{file}' (format csv, header false, auto_detect false)")
    return connection


def closed(sql: str, folder: Path, edges: Edges) -> list[tuple[int, int]]:
    with with_edges(folder, edges) as connection:
        return sorted(connection.execute(sql).fetchall())


@pytest.mark.parametrize("shape", SHAPES)
def test_components_of_each_shape(closure_sql: str, tmp_path: Path, shape: str) -> None:
    assert closed(closure_sql, tmp_path, SHAPES[shape]) == components_of(SHAPES[shape])


def test_components_of_all_shapes_side_by_side(closure_sql: str, tmp_path: Path) -> None:
    edges = side_by_side(SHAPES)
    assert closed(closure_sql, tmp_path, edges) == components_of(edges)


def test_no_edges_no_components(closure_sql: str, tmp_path: Path) -> None:
    assert closed(closure_sql, tmp_path, []) == []


def test_ids_of_63_bits(closure_sql: str, tmp_path: Path) -> None:
    edges = [(LARGEST_ID, LARGEST_ID - 1), (LARGEST_ID - 1, 0), (LARGEST_ID - 2, 7)]
    assert closed(closure_sql, tmp_path, edges) == components_of(edges)


def test_same_bytes_in_any_order_on_any_number_of_threads(closure_sql: str, tmp_path: Path) -> None:
    edges = side_by_side(shapes(longest=1_000))
    written = set()
    for seed, threads in enumerate((1, 2, 1, 2)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with with_edges(folder, shuffled(edges, seed), threads) as connection:
            ordered = f"select * from ({closure_sql}) as found order by node"
            connection.execute(f"copy ({ordered}) to '{folder}/components.csv' (header true)")
        written.add((folder / "components.csv").read_bytes())
    assert len(written) == 1
    assert written.pop().count(b"\n") == 1 + len(components_of(edges))


def test_components_on_postgres(postgres_database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("closure_on_postgres")
    sql = compiled(Workspace(folder, target="postgres", environment=postgres_database))
    edges = side_by_side(shapes(longest=500))
    connection = connect(postgres_database)
    try:
        with connection.cursor() as cursor:
            cursor.execute("create table closure_edges (left_node bigint, right_node bigint)")
            execute_values(cursor, "insert into closure_edges values %s", edges, page_size=5_000)
            cursor.execute(sql)
            assert sorted(cursor.fetchall()) == components_of(edges)
    finally:
        connection.close()


@pytest.mark.skipif(not (ORACLE / "cc_edges.csv").is_file(), reason="the shared oracle is not here")
def test_components_of_the_shared_oracle(closure_sql: str, tmp_path: Path) -> None:
    with (ORACLE / "cc_edges.csv").open(encoding="utf-8", newline="") as lines:
        links = [(row["a"], row["b"]) for row in csv.DictReader(lines)]
    with (ORACLE / "cc_expected.csv").open(encoding="utf-8", newline="") as lines:
        expected = {row["node"]: row["component_min_node"] for row in csv.DictReader(lines)}
    number = {name: place for place, name in enumerate(sorted({*expected, *(name for link in links for name in link)}))}
    names = {place: name for name, place in number.items()}
    edges = [(number[left], number[right]) for left, right in links]
    found = {names[node]: names[component] for node, component in closed(closure_sql, tmp_path, edges)}
    # The oracle lists nodes without an edge too; the macro leaves them to its caller.
    assert {node: found.get(node, node) for node in expected} == expected
    assert found.keys() <= expected.keys()
