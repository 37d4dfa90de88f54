"""SciPy's connected components of links in a DuckDB file, stored back into it; a process of its own.

    python scipy_components.py task.json

The task: database (with a table links(left_node, right_node)), settings, seconds (the JSON file for stages).
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import numpy
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    stages = {}
    with duckdb.connect(task["database"], config=task["settings"]) as connection:
        started = time.perf_counter()
        links = connection.execute("select left_node, right_node from links").fetchnumpy()
        stages["load"] = time.perf_counter() - started
        started = time.perf_counter()
        ends = numpy.concatenate([links["left_node"], links["right_node"]])
        nodes, numbers = numpy.unique(ends, return_inverse=True)
        left, right = numpy.split(numbers, 2)
        graph = coo_array((numpy.ones(len(left), dtype=numpy.int8), (left, right)), shape=(len(nodes), len(nodes)))
        count, labels = connected_components(graph, directed=False)
        # The smallest node of each component: nodes are in order, so it is the first.
        first = numpy.full(count, len(nodes))
        numpy.minimum.at(first, labels, numpy.arange(len(nodes)))
        found = {"node": nodes, "component": nodes[first[labels]]}
        stages["components"] = time.perf_counter() - started
        started = time.perf_counter()
        connection.register("found", found)
        connection.execute("create table components_scipy as select node, component from found")
        stages["store"] = time.perf_counter() - started
    Path(task["seconds"]).write_text(json.dumps(stages), encoding="utf-8")


if __name__ == "__main__":
    main()
