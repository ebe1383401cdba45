"""What is asked before a practice and after it: made from its script, and from what is known of the people.

What comes out goes into the request, and from there into the choices that a timeline is made with.  Names,
adaptations and that a page was read are remembered; what anybody consented to is not.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_player.core.cards import NAMES, care_lines, cautions
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.request import PracticeRequest
from practice_player.journal.history import PracticeHistory
from practice_player.lib.errors import NameUnknownError, PeopleError, PreferencesError
from practice_player.people.store import People
from practice_player.prompts.after import AfterAnswers, ask_after
from practice_player.prompts.before import (
    Preparation,
    PreparationQuestions,
    PreparationResult,
    RememberedFacts,
    ask_before,
)
from practice_player.prompts.check_in import Numbers
from practice_player.prompts.consent import Answer, PossibleAnswers
from practice_player.prompts.people import Pair
from practice_player.prompts.prompt import Dialog, RandomBelow
from practice_player.script import model
from practice_player.script.choices import ADAPTATIONS, CONSENTS, Choices
from practice_player.script.expand import can_leave_out, some_ways
from practice_player.script.library import Library, LoadedScript
from practice_player.script.tree import every

TENDER_LEVEL: Final = 3
OPENING_LEVEL: Final = "1"
OPENING_COUNT: Final = 2
"""After so many finished practices of the first level, a tender one begins without saying so first."""

_TURNS: Final = frozenset({"first", "second", "speaker", "listener"})


class Preparer:
    """Makes the dialogs before and after practices, and remembers what may be remembered."""

    def __init__(
        self,
        library: Library,
        *,
        people: People | None,
        preferences: Preferences | None,
        journal_path: Path | None,
        below: RandomBelow,
    ) -> None:
        """`below` draws lots, and gentle evenings; without a journal, nothing is known of before."""
        self._library = library
        self._people = people
        self._preferences = preferences
        self._history = PracticeHistory(journal_path)
        self._below = below

    def before(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[PreparationResult]:
        """The dialog before a practice.

        Raises:
            ScriptError: its script has problems.
        """
        script = loaded.playable()
        if request.prepared:
            return Dialog(
                ask_before(
                    PreparationQuestions(title=script.title, for_two=False), RememberedFacts(), self._below
                )
            )
        needs = self._needs(script)
        possible_answers = {
            name: answers for name, answers in needs.possible_answers.items() if name not in request.without
        }
        return Dialog(
            ask_before(replace(needs, possible_answers=possible_answers), self._known(request), self._below)
        )

    def prepared(
        self,
        loaded: LoadedScript,
        request: PracticeRequest,
        preparation: Preparation,
        *,
        remember: bool = True,
    ) -> PracticeRequest:
        """The request with what came out of the dialog.

        Names, adaptations and that a page was read are remembered from here on; nothing is without
        `remember`, where nobody was there to answer, nor of a practice that leaves no trace.
        """
        if remember and request.log:
            self._remember(loaded.playable(), preparation)
        return replace(
            request,
            without=(request.without | preparation.without),
            some=preparation.some - request.without,
            people=preparation.people,
            check_ins=preparation.check_ins,
            prepared=True,
        )

    def _remember(self, script: model.Script, preparation: Preparation) -> None:
        if script.practice == "partner":
            self._turn(Setting.GATE_PASSED)
        if int(script.level) >= TENDER_LEVEL:
            self._turn(Setting.TENDER)
        if self._people:
            known = {name: self._without(name) for name in preparation.people if name}
            with suppress(PeopleError):  # the practice is none the worse for it
                self._people.leave_out(known | dict(preparation.adaptations))

    def after(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[AfterAnswers]:
        """The dialog after a practice that was heard to its end."""
        script = loaded.playable()
        names = request.people
        if len(names) > 1:
            pair = Pair(names=(names[0], names[1]))
            shown = tuple(pair.display_name(person) for person in range(len(request.check_ins)))
        else:
            shown = (names[0] if names and names[0] else "You",)
        return Dialog(ask_after(shown[: len(request.check_ins)], script.check_in, request.check_ins))

    def own_numbers(self, request: PracticeRequest, check_ins: tuple[Numbers, ...]) -> Numbers:
        """The numbers that may be kept: those of whoever practises alone here; never another person's."""
        me = self._me()
        if len(request.people) <= 1:
            return check_ins[0] if check_ins else {}
        for name, entered in zip(request.people, check_ins, strict=False):
            if me and name == me:
                return entered
        return {}

    @staticmethod
    def has_turns(script: model.Script) -> bool:
        """Whether one of the two goes first at something."""
        return any(isinstance(step, model.Turn) and step.turn in _TURNS for step in every(script.steps))

    def keeps(self, script: model.Script) -> bool:
        """Whether a practice of this kind goes into the journal."""
        return script.practice == "solo" or self._is_on(Setting.TOGETHER_KEPT, default=True)

    def _needs(self, script: model.Script) -> PreparationQuestions:
        adaptations = {ADAPTATIONS[name] for name in script.adaptations} - set(CONSENTS)
        tender = int(script.level) >= TENDER_LEVEL and not self._tender_is_open()
        for_two = script.practice == "partner"
        return PreparationQuestions(
            title=script.title,
            for_two=for_two,
            possible_answers=possible_consent_answers(script) if for_two else {},
            check_in=script.check_in,
            adaptations={word: NAMES[word] for word in NAMES if word in adaptations} if for_two else {},
            has_turns=self.has_turns(script),
            care=_tender_lines(script) if tender else (),
        )

    def _known(self, request: PracticeRequest) -> RememberedFacts:
        people = self._people.all() if self._people else ()
        return RememberedFacts(
            names=tuple(person.name for person in people),
            me=self._me(),
            last_pair=self._history.last_pair(),
            began_last=self._history.began_last,
            without={person.name: person.without for person in people},
            first=request.first,
            gate_passed=self._is_on(Setting.GATE_PASSED),
            asks_alone=self._is_on(Setting.CHECK_INS),
        )

    def _me(self) -> str:
        people = self._people.all() if self._people else ()
        return next((person.name for person in people if person.me), "")

    def _without(self, name: str) -> frozenset[str]:
        person = self._people.find(name) if self._people else None
        return person.without if person else frozenset()

    def _tender_is_open(self) -> bool:
        if self._is_on(Setting.TENDER):
            return True
        finished = self._history.finished()
        return sum(times for name, times in finished.items() if self._is_opening(name)) >= OPENING_COUNT

    def _is_opening(self, name: str) -> bool:
        with suppress(NameUnknownError):
            script = self._library.find(name).script
            return script is not None and script.level == OPENING_LEVEL
        return False

    def _is_on(self, setting: Setting, *, default: bool = False) -> bool:
        return self._preferences.is_on(setting) if self._preferences else default

    def _turn(self, setting: Setting) -> None:
        if self._preferences:
            with suppress(PreferencesError):  # it is asked again the next time
                self._preferences.turn(setting, on=True)


def possible_consent_answers(script: model.Script) -> PossibleAnswers:
    """For each consent that a script asks, the answers that make a difference."""
    can, some = can_leave_out(script), some_ways(script)
    possible_answers: dict[str, tuple[Answer, ...]] = {}
    for consent in CONSENTS:
        if getattr(script.asks, consent) != "none":
            no = (Answer.NO,) if consent in can else ()
            possible_answers[consent] = (*no, *((Answer.SOME,) if consent in some else ()), Answer.YES)
    return possible_answers


def _tender_lines(script: model.Script) -> tuple[str, ...]:
    """What is read before a tender practice."""
    lines = (*care_lines(script, Choices()), cautions(script, Choices()))
    return tuple(filter(None, lines)) or ("It goes a little deeper. You can stop at any time.",)
