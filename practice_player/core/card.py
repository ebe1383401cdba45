"""A practice as it is offered, before anything is played."""

from dataclasses import dataclass

from practice_player.lib.units import clock, exact_clock, length_range, seconds, spoken_length


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something a practice can be done with or without."""

    word: str
    """As the command line names it: `hold`, `touch`."""

    name: str
    """As people read it: `breath holds`."""

    left_out: bool

    remembered: bool
    """True for a person's own adaptation, False for a consent, which is given anew each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
    """A practice as it stands in the list."""

    name: str
    title: str
    practice: str
    """`solo` or `partner`; empty when its script cannot be read."""

    goal: str
    level: int
    summary: str
    least_frames: int
    usual_frames: int
    most_frames: int
    care: tuple[str, ...]
    """Plain sentences."""

    caution: str
    beds: tuple[str, ...]
    """Backgrounds to choose from, its own first and `none` last; empty when it has none."""

    lengths_frames: tuple[int, ...]
    """Lengths to choose from: the least, whole minutes, the usual, the most."""

    problem: str
    """Why it cannot be played and what helps, or empty."""

    reading: bool = False
    """Whether it only cannot be played yet, because a recording is still being read."""

    switches: tuple[Switch, ...] = ()
    """What can be left out, and whether it is; the lengths are those of this choice."""

    shortcut: str = ""
    """`ground` for a practice that the ground key may lead to; empty for all others."""

    replaces: bool = False
    """True when a person's own script stands in for a shipped one of the same name."""

    whole_seconds: bool = True
    """False when it lasts whole breaths only, or one length: lengths are told to the tenth of a second."""

    asks: tuple[str, ...] = ()
    """What a practice for two asks each of them alone, as people read it."""

    marks: tuple[str, ...] = ()
    """What somebody may want to know while choosing: `touch`, `eye contact`, `breath holds`."""

    helps: tuple[str, ...] = ()
    """From `MOODS`: who it is good for."""

    postures: tuple[str, ...] = ()
    """From `POSTURES`: how it can be done."""

    needs: str = ""
    """What to have at hand, in a sentence, or empty."""

    evidence: tuple[str, ...] = ()
    """What was found of such practices, each with its source and its `but`, in sentences."""

    unheard: str = ""
    """That some of its sentences have no recording; empty when all have one, and in a list."""

    @property
    def reach(self) -> str:
        """From its least length to its most, or the only one it has, as they can be typed."""
        return length_range(seconds(self.least_frames), seconds(self.most_frames), whole=self.whole_seconds)

    def clock(self, length_frames: int) -> str:
        """A length of this practice, as it is told and as it can be typed."""
        length_s = seconds(length_frames)
        return clock(length_s) if self.whole_seconds else exact_clock(length_s)

    def spoken(self, length_frames: int | None = None) -> str:
        """A length of this practice in words, to the minute; its usual one unless another is given."""
        return spoken_length(seconds(length_frames or self.usual_frames))

    @property
    def without(self) -> frozenset[str]:
        """The words of what is left out."""
        return frozenset(switch.word for switch in self.switches if switch.left_out)
