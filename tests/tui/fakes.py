"""A core and a practice that stand still, so that every picture and every answer is certain."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from practice_player.balance.store import BalanceFile
from practice_player.core.again import PracticeOffer
from practice_player.core.balance import Balance
from practice_player.core.card import PracticeCard, Switch
from practice_player.core.journal_access import JournalAccess
from practice_player.core.narrating import NarrationOffer
from practice_player.core.people_register import PeopleRegister
from practice_player.core.practice_memory import PracticeMemory
from practice_player.core.practice_paths import PracticePaths
from practice_player.core.preferences import Setting
from practice_player.core.request import PracticeRequest, RecordingRequest
from practice_player.core.resuming import ResumeOffer
from practice_player.core.return_time import ReturnTimes
from practice_player.core.suggesting import SuggestionOffer
from practice_player.journal.history import PracticeHistory
from practice_player.lib.errors import ClipError, PracticeError
from practice_player.lib.units import frames
from practice_player.playback.desktop_port import DesktopPort, NoDesktop
from practice_player.playback.snapshot import BreathSnapshot, PlaybackSnapshot, PlaybackState, Question
from practice_player.prompts.after import AfterAnswers, ask_after, ask_after_with_plan
from practice_player.prompts.before import (
    Preparation,
    PreparationQuestions,
    PreparationResult,
    RememberedFacts,
    ask_before,
)
from practice_player.prompts.check_in import Numbers
from practice_player.prompts.own_voices import OwnRecordings, VoiceChange, ask_about_voices
from practice_player.prompts.prompt import Dialog
from practice_player.prompts.week import WeekPlan
from practice_player.recording.session import RecordingSession
from practice_player.script.choices import NOTHING
from practice_player.script.kinds import StepKind
from practice_player.script.library import LoadedScript
from practice_player.sound.inputs.base import InputDevice, no_microphone
from practice_player.timeline.model import OutlineEntry
from practice_player.tui.app import PracticeApp
from tests.recording.fakes import Studio

FRIDAY_EVENING = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)

SOFT_SIGHS = PracticeCard(
    name="soft-sighs",
    title="Soft Sighs",
    practice="solo",
    goal="settle",
    level=1,
    summary="Borrow the shape of a sigh, a few times over.",
    least_frames=frames(270),
    usual_frames=frames(420),
    most_frames=frames(595),
    care=("The breath is paced here; your own pace is always welcome.",),
    caution="Light-headed? Let the next few breaths be ordinary.",
    beds=("hush", "rain", "none"),
    lengths_frames=tuple(map(frames, (270, 300, 360, 420, 480, 540, 595))),
    problem="",
)
HERE_AND_NOW = replace(
    SOFT_SIGHS,
    name="here-and-now",
    title="Here, Now, Enough",
    goal="ground",
    summary="Look round, listen, and let the room be enough.",
    least_frames=frames(180),
    usual_frames=frames(300),
    most_frames=frames(480),
    care=(),
    caution="",
    beds=(),
    lengths_frames=tuple(map(frames, (180, 240, 300, 360, 420, 480))),
)
NINETY_SECONDS = replace(
    HERE_AND_NOW,
    name="ninety-seconds",
    title="Ninety Seconds",
    shortcut="ground",
    summary="A very short way back to the room.",
    least_frames=frames(75),
    usual_frames=frames(90),
    most_frames=frames(120),
    lengths_frames=tuple(map(frames, (75, 90, 120))),
)
TURNING = replace(
    SOFT_SIGHS,
    name="turning-toward",
    title="Turning Toward",
    goal="reflect",
    level=3,
    summary="A short visit to something tender, and the way back.",
    usual_frames=frames(720),
)
BROKEN = replace(
    SOFT_SIGHS,
    name="my-evening",
    title="My Evening",
    problem='my-evening.yaml:14:5: step "hum" lasts 0 s\n  Try: give it a number above 0, or delete the step',
)
CORNERS = replace(
    SOFT_SIGHS,
    name="four-corners",
    title="Four Corners",
    summary="Travel the edges of a window, and wait at each.",
    care=("There are waits in the breath: any of them can be left out.",),
    switches=(
        Switch(word="hold", name="breath holds", left_out=False, remembered=True),
        Switch(word="breath", name="paced breathing", left_out=False, remembered=True),
    ),
)
HANDS = replace(
    SOFT_SIGHS,
    name="hand-in-hand",
    title="Hand in Hand",
    practice="partner",
    switches=(Switch(word="touch", name="touch", left_out=False, remembered=False),),
)
MINE = replace(SOFT_SIGHS, replaces=True)
TWO_EARS = replace(
    SOFT_SIGHS,
    name="two-good-ears",
    title="Two Good Ears",
    practice="partner",
    goal="connect",
    level=2,
    summary="One talks, one listens, and then the other way round.",
    usual_frames=frames(840),
    beds=(),
)


def entry(start_s: int, words: str) -> OutlineEntry:
    """A step of an outline that is read, whatever it does."""
    return OutlineEntry(
        start_frame=frames(start_s),
        length_frames=0,
        kind=StepKind.SAY,
        text=words,
        clip=None,
        words=words,
        least_frames=0,
        most_frames=0,
    )


OUTLINE = [
    entry(0, "Sit, stand or lean, whatever your body likes"),
    entry(40, "Two together, as a try-out"),
    entry(65, "Breathing, 25 breaths of 4 in, 7 out"),
    entry(355, "A rest"),
    entry(385, "One thing that is a little different"),
    entry(415, "A bell"),
]

BREATHING = PlaybackSnapshot(
    state=PlaybackState.PLAYING,
    elapsed_s=130.0,
    length_s=420.0,
    practised_s=130.0,
    caption="If your head feels light, let the next few breaths be ordinary.",
    speaking=True,
    place="Breathing",
    place_left_s=200.0,
    step=3,
    steps=6,
    breath=BreathSnapshot(word="in", left_s=1.4, fullness=0.65, cycle=5, cycles=25),
    notice="",
    voice_db=0.0,
    bed_db=0.0,
    bed_on=True,
    bed="hush",
    bed_chosen=False,
    voices=1,
)
SPEAKING = replace(
    BREATHING,
    elapsed_s=12.0,
    caption="Sit, stand or lean, whatever your body would thank you for. Your eyes are welcome to stay open.",
    place="Arriving",
    step=1,
    breath=None,
)
SAID = replace(SPEAKING, speaking=False)
PAUSED = replace(BREATHING, state=PlaybackState.PAUSED)
EMPTY = replace(BREATHING, breath=BreathSnapshot(word="out", left_s=0.2, fullness=0.0, cycle=5, cycles=25))
FULL = replace(BREATHING, breath=BreathSnapshot(word="wait", left_s=2.0, fullness=1.0, cycle=5, cycles=25))
WAITING = replace(
    SPEAKING,
    caption="Settle near something pleasant.",
    speaking=False,
    place="In your own time",
    asks=Question.WAIT,
)
ASKING = replace(SPEAKING, caption="A hug?", place="A question", asks=Question.AGREE)
SILENT = replace(BREATHING, notice="No sound card just now; the words stay on the screen.")
ENDED = replace(
    BREATHING, state=PlaybackState.ENDED, finished=True, elapsed_s=420.0, practised_s=420.0, breath=None
)


@dataclass
class FakePractice:
    """Shows the moment it is given, and remembers what it was asked."""

    now: PlaybackSnapshot = BREATHING
    asked: list[str] = field(default_factory=list)
    refusal: PracticeError | None = None
    desktop: DesktopPort = field(default_factory=NoDesktop)

    def start(self, now_s: float) -> None:
        self.asked.append("start")

    def snapshot(self, now_s: float) -> PlaybackSnapshot:
        if self.refusal is not None:
            raise self.refusal
        return self.now

    def toggle_pause(self, now_s: float) -> None:
        self.asked.append("toggle_pause")
        paused = self.now.state is PlaybackState.PAUSED
        self.now = replace(self.now, state=PlaybackState.PLAYING if paused else PlaybackState.PAUSED)

    def back(self, now_s: float) -> None:
        self.asked.append("back")

    def on(self, now_s: float) -> None:
        self.asked.append("on")

    def turn_voice(self, by_db: float) -> None:
        self.asked.append(f"turn_voice {by_db}")
        self.now = replace(self.now, voice_db=self.now.voice_db + by_db)

    def turn_bed(self, by_db: float) -> None:
        self.asked.append(f"turn_bed {by_db}")

    def toggle_bed(self) -> None:
        self.asked.append("toggle_bed")

    def go_on(self, now_s: float) -> None:
        self.asked.append("go_on")

    def shift(self, now_s: float) -> None:
        self.asked.append("shift")

    def next_bed(self) -> None:
        self.asked.append("next_bed")

    def next_voice(self, now_s: float) -> None:
        self.asked.append("next_voice")

    def more_time(self, now_s: float) -> None:
        self.asked.append("more_time")

    def catch_up(self, now_s: float) -> None:
        self.asked.append("catch_up")

    def set_aside(self, now_s: float) -> None:
        self.asked.append("set_aside")

    def come_back(self, now_s: float, *, gentler: bool = False) -> None:
        self.asked.append("come_back gentler" if gentler else "come_back")

    def stop(self, now_s: float) -> None:
        self.asked.append("stop")


@dataclass
class FakePreparer:
    """Asks what a test gives it to ask; nothing by itself."""

    needs: PreparationQuestions = field(default_factory=lambda: PreparationQuestions(title="", for_two=False))
    known: RememberedFacts = field(default_factory=RememberedFacts)
    prepared_with: list[Preparation] = field(default_factory=list)
    names: tuple[str, ...] = ()
    register: PeopleRegister = field(default_factory=lambda: PeopleRegister(None, None))
    check_in: tuple[str, ...] = ()
    plans: bool = False
    """Whether a practice is followed by the plan of a week."""

    def people_names(self) -> tuple[str, ...]:
        return self.names

    def before(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[PreparationResult]:
        return Dialog(ask_before(self.needs, self.known, lambda limit: limit - 1))

    def prepared(
        self, loaded: LoadedScript, request: PracticeRequest, preparation: Preparation
    ) -> PracticeRequest:
        self.prepared_with.append(preparation)
        return replace(
            request,
            without=request.without | preparation.without,
            some=preparation.some,
            people=preparation.people,
            check_ins=preparation.check_ins,
        )

    def after(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[AfterAnswers]:
        names = tuple(name or "Somebody" for name in request.people)
        names = names[: len(request.check_ins)]
        steps = ask_after(names, self.check_in, request.check_ins)
        if self.plans:
            steps = ask_after_with_plan(steps, names, request.people, FRIDAY_EVENING.date())
        return Dialog(steps)


@dataclass
class FakeUnfinished:
    """The practice that broke off, if there is one."""

    unfinished: ResumeOffer | None = None
    still_under_way: str = ""
    """The title of one that another program may be playing."""

    def under_way(self) -> str:
        return self.still_under_way

    def offer(self) -> ResumeOffer | None:
        return self.unfinished

    def forget(self) -> None:
        self.unfinished = None


@dataclass
class FakeRecorder:
    """Opens the session of a studio, or refuses."""

    studio: Studio | None = None
    refusal: PracticeError | None = None
    names: tuple[str, ...] = ()
    """The voices that were recorded."""

    microphones: tuple[InputDevice, ...] = (
        InputDevice(name="Built-in Microphone", is_default=True),
        InputDevice(name="USB Headset"),
    )
    requests: list[RecordingRequest] = field(default_factory=list)
    close_times: int = 0

    def voices(self) -> list[str]:
        return list(self.names)

    def devices(self) -> tuple[InputDevice, ...]:
        if self.refusal:
            raise self.refusal
        return self.microphones

    def open(self, request: RecordingRequest) -> RecordingSession:
        self.requests.append(request)
        if self.refusal or not self.studio:
            raise self.refusal or no_microphone()
        return self.studio.session

    def close(self) -> None:
        self.close_times += 1
        if self.studio:
            self.studio.session.close()


@dataclass
class FakeOwnVoices:
    """Voices with a recording each, which fall silent without it."""

    own: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    refusal: PracticeError | None = None

    def names(self) -> list[str]:
        return list(self.own)

    def dialog(self) -> Dialog[VoiceChange | None]:
        own = [OwnRecordings(voice=name, recording_count=1, silent_texts=("One.",)) for name in self.own]
        return Dialog(ask_about_voices(own, self.deleted))

    def apply(self, change: VoiceChange, *, keep_deleted: bool) -> None:
        if self.refusal:
            raise self.refusal
        if change.kind == "restore":
            self.own, self.deleted = sorted((*self.own, *self.deleted)), []
            return
        self.own.remove(change.voice)
        self.deleted = [*(self.deleted if keep_deleted else ()), change.voice]


class FakeNarrator:
    """Narrates a sentence for each time that `go_on` is set, or all at once when it was set before."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.narrated: list[str] = []
        self.was_cancelled = False

    def narrate(
        self, offer: NarrationOffer, report: Callable[[int], object], is_cancelled: Callable[[], bool]
    ) -> int:
        for count, text in enumerate(offer.texts):
            while not self.go_on.wait(0.01):
                if is_cancelled():
                    self.was_cancelled = True
                    return count
            self.narrated.append(text)
            report(count + 1)
        return len(offer.texts)


def paths_in(folder: Path, journal_path: Path | None = None) -> PracticePaths:
    """The paths below a folder, with the practices of a `FakeCore`."""
    return PracticePaths(
        (folder,),
        lambda practice: [card for card in FakeCore().shelf if card.practice == practice],
        PracticeHistory(journal_path),
        clock=lambda: FRIDAY_EVENING,
    )


@dataclass
class FakeCore:
    practice: FakePractice = field(default_factory=FakePractice)
    shelf: tuple[PracticeCard, ...] = (SOFT_SIGHS, HERE_AND_NOW, TURNING, BROKEN, TWO_EARS)
    journal_access: JournalAccess = field(default_factory=lambda: JournalAccess(None))
    refusals: dict[str, PracticeError] = field(default_factory=dict)
    """By the name of the method that raises it."""
    taken_out: bool = False
    """Whether the last practice is taken out of the journal."""

    notes: list[str] = field(default_factory=list)
    prepared: list[tuple[str, int | None, str | None]] = field(default_factory=list)
    """Name, length in frames, and background."""
    prepared_voices: list[str | None] = field(default_factory=list)
    without: list[frozenset[str]] = field(default_factory=list)
    touched: int = 0
    """How often a script was saved."""
    closed: tuple[str, ...] = ()
    """What is told of folders that cannot be searched."""

    preparer: FakePreparer = field(default_factory=FakePreparer)
    unfinished: FakeUnfinished = field(default_factory=FakeUnfinished)
    returns: ReturnTimes = field(default_factory=lambda: ReturnTimes(None))
    voice: str = "heart"
    memory: PracticeMemory = field(default_factory=lambda: PracticeMemory(None))
    paths: PracticePaths = field(default_factory=lambda: paths_in(Path("nowhere")))
    recorder: FakeRecorder = field(default_factory=FakeRecorder)
    own_voices: FakeOwnVoices = field(default_factory=FakeOwnVoices)
    balance: Balance = field(
        default_factory=lambda: Balance(BalanceFile(None), None, None, clock=lambda: FRIDAY_EVENING)
    )
    suggested: SuggestionOffer | None = None
    """What the first screen suggests, until it was dismissed."""

    plans: list[WeekPlan] = field(default_factory=list)
    offer: PracticeOffer | None = None
    """The last practice once more."""

    lately: tuple[str, ...] = ()
    settings: dict[Setting, bool] = field(default_factory=dict)
    check_ins: list[tuple[Numbers, ...]] = field(default_factory=list)
    aside: FakePractice = field(default_factory=FakePractice)
    """What the ground key leads to."""

    prepared_aside: list[str] = field(default_factory=list)
    voice_names: tuple[str, ...] = ("heart", "michael")
    missing: NarrationOffer | None = None
    """What can be narrated for any practice."""

    narrator: FakeNarrator = field(default_factory=FakeNarrator)
    warm: bool = False
    close_times: int = 0

    def mark(self) -> int:
        return self.touched

    def cards(self, practice: str, come: Callable[[list[PracticeCard]], object]) -> list[PracticeCard]:
        self._refuse("cards")
        return [card for card in self.shelf if card.practice == practice]

    def open(self, name: str) -> LoadedScript:
        self._refuse("open")
        return LoadedScript(name=name, path=Path(name), script=None)

    def card(
        self, loaded: LoadedScript, without: frozenset[str] = frozenset(), voice: str | None = None
    ) -> PracticeCard:
        self._refuse("card")
        card = next(card for card in (*self.shelf, NINETY_SECONDS) if card.name == loaded.name)
        if voice:  # every other voice speaks a minute longer
            card = replace(card, usual_frames=card.usual_frames + frames(60))
        if not without:
            return card
        without -= {NOTHING}
        switches = tuple(replace(switch, left_out=switch.word in without) for switch in card.switches)
        return replace(card, switches=switches, usual_frames=card.usual_frames - frames(60) * len(without))

    def narration_offer(self, loaded: LoadedScript, request: PracticeRequest) -> NarrationOffer | None:
        self._refuse("narration_offer")
        return self.missing

    def outline(self, loaded: LoadedScript, request: PracticeRequest) -> list[OutlineEntry]:
        self._refuse("outline")
        without = sorted(request.without - {NOTHING})
        return OUTLINE if not without else [*OUTLINE[:2], entry(65, f"Without {', '.join(without)}")]

    def prepare(self, loaded: LoadedScript, request: PracticeRequest, *, aside: bool = False) -> FakePractice:
        self._refuse("prepare")
        if aside:
            self.prepared_aside.append(request.name)
            return self.aside
        self.prepared.append((request.name, request.length_frames, request.bed))
        self.prepared_voices.append(request.voice)
        self.without.append(self.card(loaded, request.without).without)
        return self.practice

    def back_to_earlier(self) -> None:
        self.prepared_aside.pop()

    def grounding(self, *, for_two: bool = False) -> PracticeRequest:
        return PracticeRequest(
            name=NINETY_SECONDS.name, length_frames=NINETY_SECONDS.least_frames, prepared=True
        )

    def keep_check_ins(self, request: PracticeRequest, check_ins: tuple[Numbers, ...]) -> None:
        self.check_ins.append(check_ins)

    def keep_plan(self, request: PracticeRequest, plan: WeekPlan) -> None:
        self._refuse("keep_plan")
        self.plans.append(plan)

    def suggestion(self, *, solo_only: bool = False) -> SuggestionOffer | None:
        is_off = self.settings.get(Setting.SUGGESTIONS) is False
        is_dismissed = self.suggested and self.suggested.key in self.balance.file.dismissed()
        return None if is_off or is_dismissed else self.suggested

    def forget_together(self) -> None:
        self._refuse("forget_together")
        self.settings[Setting.TOGETHER_KEPT] = False
        self.taken_out = True

    def remember_together(self) -> None:
        self.settings[Setting.TOGETHER_KEPT] = True
        self.taken_out = False

    def is_on(self, setting: Setting) -> bool:
        return self.settings.get(setting, False)

    def turn(self, setting: Setting, *, on: bool) -> None:
        self._refuse("turn")
        self.settings[setting] = on

    def recent(self, practice: str) -> tuple[str, ...]:
        return self.lately

    def again(self) -> PracticeOffer | None:
        return self.offer

    def warm_up(self) -> None:
        self._refuse("warm_up")
        self.warm = True

    def unsearched(self) -> list[str]:
        return list(self.closed)

    def voices(self) -> list[str]:
        return list(self.voice_names)

    @property
    def journal(self) -> JournalAccess:
        self._refuse("journal")
        return self.journal_access

    def add_note(self, word: str) -> None:
        self._refuse("add_note")
        self.notes.append(word)

    def close(self) -> None:
        self.close_times += 1

    def _refuse(self, method: str) -> None:
        if method in self.refusals:
            raise self.refusals[method]


NO_CLIP = ClipError("the recording is missing", fix="narrate it again", place="audio/heart/sit.ogg")

TO_THE_PRACTICE = ("a", "enter", "enter")


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way any more."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


def pressing(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """Press keys one by one, each when the one before has been dealt with."""

    async def press(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return press


def app_at(snapshot: PlaybackSnapshot = BREATHING) -> PracticeApp:
    return PracticeApp(lambda: FakeCore(practice=FakePractice(now=snapshot)))


def playing(snapshot: PlaybackSnapshot) -> PracticeApp:
    """An app that opens with a practice at this moment, as `practice-player play NAME` does."""
    core = FakeCore(practice=FakePractice(now=snapshot))
    return PracticeApp(lambda: core, PracticeRequest(name=SOFT_SIGHS.name))


def make_app() -> PracticeApp:
    return app_at()


def make_speaking() -> PracticeApp:
    return app_at(SPEAKING)


def make_said() -> PracticeApp:
    return app_at(SAID)


def make_paused() -> PracticeApp:
    return app_at(PAUSED)


def make_empty() -> PracticeApp:
    return app_at(EMPTY)


def make_full() -> PracticeApp:
    return app_at(FULL)


def make_silent() -> PracticeApp:
    return app_at(SILENT)


def make_ended() -> PracticeApp:
    return app_at(ENDED)


def make_new() -> PracticeApp:
    return PracticeApp(FakeCore)
