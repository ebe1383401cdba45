"""Outputs and speech engines of other packages, found by their entry points.

What is broken in one is told with the name of its package, and breaks nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from practice_player.lib.errors import PracticeError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

OUTPUTS_GROUP: Final = "practice_player.outputs"
ENGINES_GROUP: Final = "practice_player.engines"


class PluginError(PracticeError):
    """A plugin that cannot be loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """Something that another package offers; nothing of the package is imported until `load`."""

    name: str
    group: str
    package: str
    entry_point: "EntryPoint"

    def load(self) -> Any:
        """Imports the package and returns what it offers.

        Raises:
            PluginError: that fails, in whatever way.
        """
        try:
            return self.entry_point.load()
        except Exception as exc:
            raise self.error(exc) from exc

    def error(self, exc: Exception) -> PluginError:
        """Returns what to tell of a failure inside the package."""
        return PluginError(
            f"{self.name}, of the package {self.package}, has failed: {type(exc).__name__}: {exc}",
            fix=f"pip install --upgrade {self.package}, or pip uninstall {self.package}",
        )


def find_plugins(group: str) -> Mapping[str, Plugin]:
    """Returns the plugins of a group by name; of two of the same name, the one that is found first."""
    from importlib import metadata  # late: the engine starts without it

    plugins: dict[str, Plugin] = {}
    for entry_point in metadata.entry_points(group=group):
        package = entry_point.dist.name if entry_point.dist else "an unknown one"
        plugins.setdefault(
            entry_point.name,
            Plugin(name=entry_point.name, group=group, package=package, entry_point=entry_point),
        )
    return plugins
