"""The hook of the build: makes the manual and the completion of shells, and puts them into the wheel."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFilesHook(BuildHookInterface[Any]):
    """Makes the files in a temporary folder, outside the source, and removes it after the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        sys.path.insert(0, self.root)
        from build_steps.files import made_files

        self._folder = TemporaryDirectory()
        for place, text in made_files().items():
            path = Path(self._folder.name, Path(place).name)
            path.write_text(text, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(path)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        self._folder.cleanup()
