"""What dbt says about the project: its manifest, read once."""

import json
from dataclasses import dataclass
from pathlib import Path

PROJECT = "customer_identity"


@dataclass(frozen=True)
class Manifest:
    """The manifest of a parsed project."""

    content: dict

    @classmethod
    def read(cls, artifacts: Path) -> "Manifest":
        return cls(json.loads((artifacts / "manifest.json").read_text(encoding="utf-8")))

    def nodes(self, resource_type: str) -> dict[str, dict]:
        """This project's nodes of one type by unique id."""
        return {
            key: node
            for key, node in sorted(self.content["nodes"].items())
            if node["resource_type"] == resource_type and node["package_name"] == PROJECT
        }

    @property
    def models(self) -> dict[str, dict]:
        return self.nodes("model")

    @property
    def sources(self) -> dict[str, dict]:
        return dict(sorted(self.content["sources"].items()))

    def children(self, key: str, resource_type: str = "model") -> list[str]:
        """The nodes of one type that read a node."""
        return [child for child in self.content["child_map"].get(key, []) if child.startswith(f"{resource_type}.")]

    def tests_of(self, key: str) -> list[dict]:
        """The generic tests that stand on a model."""
        return [
            node
            for node in self.nodes("test").values()
            if node.get("attached_node") == key and node.get("test_metadata")
        ]
