"""Graphs of every shape, and their components by union-find."""

import itertools
import random

Edges = list[tuple[int, int]]
# Ids of one shape stay below this, so that many shapes fit side by side into one graph.
SHAPE_SIZE = 1_000_000


def components_of(edges: Edges) -> list[tuple[int, int]]:
    """(node, smallest node of its component), in order, for every node with an edge to another."""
    parents: dict[int, int] = {}

    def root(node: int) -> int:
        while parents.setdefault(node, node) != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    for left, right in edges:
        if left != right:
            left_root, right_root = root(left), root(right)
            parents[max(left_root, right_root)] = min(left_root, right_root)
    return sorted((node, root(node)) for node in parents)


def chain(length: int) -> Edges:
    return [(node, node + 1) for node in range(1, length)]


def zigzag(length: int) -> Edges:
    """A chain over ids that jump between a small and a large one."""
    half = length // 2
    order = itertools.chain.from_iterable(zip(range(1, half + 1), range(half + 1, 2 * half + 1), strict=True))
    return list(itertools.pairwise(order))


def cycle(length: int) -> Edges:
    return [*chain(length), (length, 1)]


def star(nodes: int, centre: int) -> Edges:
    return [(centre, leaf) for leaf in range(1, nodes + 1) if leaf != centre]


def bridged_stars(nodes: int) -> Edges:
    """Two stars and one link between a leaf of each."""
    other = [(left + nodes, right + nodes) for left, right in star(nodes, 1)]
    return [*star(nodes, 1), *other, (2, nodes + 2)]


def binary_tree(nodes: int) -> Edges:
    return [(node // 2, node) for node in range(2, nodes + 1)]


def random_graph(nodes: int, edges: int, seed: int) -> Edges:
    """Loops and repeated edges included."""
    generator = random.Random(seed)
    return [(generator.randint(1, nodes), generator.randint(1, nodes)) for _ in range(edges)]


def renumbered(edges: Edges, seed: int) -> Edges:
    """The same graph with its ids dealt out anew."""
    nodes = sorted({node for edge in edges for node in edge})
    dealt = dict(zip(nodes, random.Random(seed).sample(nodes, len(nodes)), strict=True))
    return [(dealt[left], dealt[right]) for left, right in edges]


def shuffled(edges: Edges, seed: int) -> Edges:
    """The same edges in another order, some of them turned round."""
    generator = random.Random(seed)
    turned = [edge if generator.random() < 0.5 else edge[::-1] for edge in edges]
    generator.shuffle(turned)
    return turned


def shapes(longest: int) -> dict[str, Edges]:
    """Graphs by name, the longest chain with that many nodes."""
    wide = longest // 5
    return {
        "pair": [(1, 2)],
        "loop": [(1, 1)],
        "repeated edge": [(1, 2), (2, 1), (1, 2)],
        "diamond": [(1, 2), (1, 3), (2, 4), (3, 4)],
        "chain in id order": chain(longest),
        "chain against id order": [edge[::-1] for edge in reversed(chain(longest))],
        "chain of shuffled ids": renumbered(chain(longest), seed=1),
        "zigzag": zigzag(longest),
        "cycle in id order": cycle(longest),
        "cycle of shuffled ids": renumbered(cycle(longest), seed=2),
        "star around the smallest": star(wide, centre=1),
        "star around the largest": star(wide, centre=wide),
        "bridge between two stars": bridged_stars(wide),
        "binary tree": binary_tree(longest),
        "binary tree of shuffled ids": renumbered(binary_tree(longest), seed=3),
        "clique": list(itertools.combinations(range(1, 41), 2)),
        "random, 1 edge for 4 nodes": random_graph(longest, longest // 4, seed=4),
        "random, 1 edge for 2 nodes": random_graph(longest, longest // 2, seed=5),
        "random, 3 edges for 4 nodes": random_graph(longest, longest * 3 // 4, seed=6),
        "random, 3 edges for 2 nodes": random_graph(longest, longest * 3 // 2, seed=7),
    }


def side_by_side(graphs: dict[str, Edges]) -> Edges:
    """All graphs as disjoint parts of one."""
    return [
        (left + place * SHAPE_SIZE, right + place * SHAPE_SIZE)
        for place, edges in enumerate(graphs.values())
        for left, right in edges
    ]
