"""How large a pack may be.

Everything that is shipped, in both voices, is some 1,700 files and 55 MB.  Files are stored as they are and
never compressed, so a pack is as large unpacked as it is packed: there is no ratio to limit.
"""

from typing import Final

from practice_player.lib.plain_files import MAX_SCRIPT_BYTES

MAX_FILES: Final = 2_000
"""Room for all shipped practices in both voices; each file costs a hash, a write and a check."""

MAX_PACK_BYTES: Final = 300_000_000
"""Five times what is shipped; also half an hour of uncompressed stereo recordings in scripts."""

MAX_MANIFEST_BYTES: Final = 1_000_000
"""For `MAX_FILES` rows with the longest paths; the manifest is the only file that is read whole."""

MAX_TEXT_BYTES: Final = MAX_SCRIPT_BYTES
"""Of a script, a piece or a `voice.yaml`: what is too large among one's own scripts is too large here."""

MAX_CLIP_BYTES: Final = 5_000_000
"""Of a voice's recording, which says one sentence: some ten minutes; shipped ones have 0.06 MB at most."""

MAX_PRACTICES: Final = 100
MAX_VOICES: Final = 20
"""Each practice is checked and each voice searched, on every start; shipped are 31 and 2."""

MAX_NAME_BYTES: Final = 143
"""Of one file or folder, in UTF-8: encrypted home folders take no longer names, other disks take 255."""

MAX_PATH_BYTES: Final = 200
"""Of a path in a pack: Windows takes 260 characters, with the folder that the pack is added to."""

MAX_FOLDERS_DEEP: Final = 8
"""Scripts do not lie deeper: changes below are not noticed (`script/watch.py`)."""

MAX_LINE_LETTERS: Final = 200
"""Of the author's line and the licence's."""
