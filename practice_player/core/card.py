"""What is shown of a practice before it is played."""

from dataclasses import dataclass, replace
from pathlib import Path

from practice_player.lib.units import clock, exact_clock, length_range, seconds, spoken_length
from practice_player.settings import pack_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something that can be left out of a practice."""

    word: str
    """Its word on the command line: `hold`, `touch`."""

    name: str
    """Its name as it is shown: `breath holds`."""

    left_out: bool

    remembered: bool
    """True for an adaptation, which is remembered; False for a consent, which is asked for each time."""

    wish: str = ""
    """What somebody who leaves it out says, such as `I know this one`; empty if its name stands for it."""

    @property
    def label(self) -> str:
        """What stands beside its box."""
        return self.wish or self.name

    @property
    def is_ticked(self) -> bool:
        """Whether its box has a tick: what is taken in has one, and a wish that is fulfilled."""
        return self.left_out == bool(self.wish)


def replaces_shipped(replaced_script: Path | None) -> bool:
    """Whether there is a replaced script, and it is a shipped one and none of a pack."""
    return replaced_script is not None and not pack_of(replaced_script)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
    """A practice in the list, with the lengths and sentences that fit what is left out."""

    name: str
    title: str
    practice: str
    """`solo` or `partner`; empty if its script cannot be read."""

    goal: str
    level: int
    summary: str
    least_frames: int
    usual_frames: int
    most_frames: int
    care: tuple[str, ...]
    """Sentences about what to take care of."""

    caution: str
    beds: tuple[str, ...]
    """Backgrounds to choose from, the script's own first and `none` last; empty if it has no background."""

    lengths_frames: tuple[int, ...]
    """Lengths to choose from, ascending: the least, the usual, the most, and whole minutes between."""

    problem: str
    """Why it cannot be played, and what helps; empty if it can be played."""

    reading: bool = False
    """True if it cannot be played yet because a recording is still being read."""

    switches: tuple[Switch, ...] = ()
    """What can be left out, and whether it is left out; the lengths fit this choice."""

    shortcut: str = ""
    """`ground` for a practice that the ground key may open; otherwise empty."""

    replaces: bool = False
    """True if a person's own script, or a pack's, replaces a shipped one of the same name."""

    pack: str = ""
    """The name of the pack that it was added with; empty for all others."""

    whole_seconds: bool = True
    """False if lengths are shown to a tenth of a second: it lasts whole breaths only, or has one length."""

    asks: tuple[str, ...] = ()
    """The consents that a practice for two asks for, as they are shown."""

    marks: tuple[str, ...] = ()
    """What somebody may want to know while choosing: `touch`, `eye contact`, `breath holds`."""

    helps: tuple[str, ...] = ()
    """From `MOODS`: who it is good for."""

    postures: tuple[str, ...] = ()
    """From `POSTURES`: how it can be done."""

    needs: str = ""
    """What to have at hand, in a sentence, or empty."""

    evidence: tuple[str, ...] = ()
    """What studies found about such practices, each with its source and its limits, in sentences."""

    habit: str = ""
    """A sentence that says what is left out because of the settings; empty if nothing is."""

    unheard: str = ""
    """A warning that some sentences have no recording; empty if all have one, and on cards for a list."""

    @property
    def reach(self) -> str:
        """The range of lengths, or the only length, in a form that can be typed."""
        return length_range(seconds(self.least_frames), seconds(self.most_frames), whole=self.whole_seconds)

    def clock(self, length_frames: int) -> str:
        """Formats a length of this practice, in a form that can be typed."""
        length_s = seconds(length_frames)
        return clock(length_s) if self.whole_seconds else exact_clock(length_s)

    def spoken(self, length_frames: int | None = None) -> str:
        """A length of this practice in words, to the minute; its usual one unless another is given."""
        return spoken_length(seconds(length_frames or self.usual_frames))

    def with_bed_first(self, bed: str | None) -> "PracticeCard":
        """Returns the card with this background first, if the practice offers it."""
        if bed not in self.beds:
            return self
        return replace(self, beds=(bed, *(other for other in self.beds if other != bed)))

    @property
    def without(self) -> frozenset[str]:
        """The words of everything that is left out."""
        return frozenset(switch.word for switch in self.switches if switch.left_out)
