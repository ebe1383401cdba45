"""Makes the dialogs before and after a practice, from its script and from what is known of the people.

Their results go into the request, and from there into the choices that a timeline is made with.  Names,
adaptations and which pages were read are remembered; consents are not.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from practice_player.core.balance import Balance
from practice_player.core.card_building import NAMES, care_lines, cautions
from practice_player.core.people_register import PeopleRegister
from practice_player.core.preferences import Preferences, Setting
from practice_player.core.request import PracticeRequest
from practice_player.journal.history import PracticeHistory
from practice_player.lib.errors import NameUnknownError, PeopleError, PreferencesError
from practice_player.people.store import People
from practice_player.prompts.after import AfterAnswers, ask_after, ask_after_with_plan
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
from practice_player.script.choices import ADAPTATIONS, CONSENTS, INSTRUCTIONS
from practice_player.script.expand import can_leave_out, partial_consents
from practice_player.script.library import Library, LoadedScript
from practice_player.script.practice_choices import Choices
from practice_player.script.tree import walk_steps

TENDER_LEVEL: Final = 3
FIRST_LEVEL: Final = "1"
MIN_FIRST_LEVEL_COUNT: Final = 2
"""After this many finished practices of the first level, tender ones begin without a page that says so."""

_ORDERED_TURNS: Final = frozenset({"first", "second", "speaker", "listener"})


class Preparer:
    """Makes the dialogs before and after practices, and remembers names, adaptations and pages read."""

    def __init__(
        self,
        library: Library,
        *,
        people: People | None,
        register: PeopleRegister | None = None,
        preferences: Preferences | None,
        journal_path: Path | None,
        random_below: RandomBelow,
        balance: Balance | None = None,
    ) -> None:
        """`random_below` draws lots and gentler evenings; without a journal, nothing earlier is known.

        Without a `register`, people are renamed in that journal.  `balance` has the plan of the last week and
        the day on which the next one is made.
        """
        self._balance = balance
        self._library = library
        self._people = people
        self.register = register or PeopleRegister(people, journal_path)
        self._preferences = preferences
        self._history = PracticeHistory(journal_path)
        self._random_below = random_below

    def people_names(self) -> tuple[str, ...]:
        """Returns the names of those who practise here."""
        return tuple(person.name for person in self._people.all()) if self._people else ()

    def before(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[PreparationResult]:
        """Returns the dialog before a practice; a prepared request has an empty one.

        Raises:
            ScriptError: the script has problems.
        """
        script = loaded.playable()
        if request.prepared:
            return Dialog(
                ask_before(
                    PreparationQuestions(title=script.title, for_two=False),
                    RememberedFacts(),
                    self._random_below,
                )
            )
        questions = self._questions(script)
        if request.in_step_with is not None:
            questions = replace(questions, in_two_places=True)
        if request.resume:  # the numbers from before it broke off stay
            questions = replace(questions, check_in=())
        possible_answers = {
            name: answers
            for name, answers in questions.possible_answers.items()
            if name not in request.without
        }
        return Dialog(
            ask_before(
                replace(questions, possible_answers=possible_answers),
                self._remembered_facts(request),
                self._random_below,
            )
        )

    def prepared(
        self,
        loaded: LoadedScript,
        request: PracticeRequest,
        preparation: Preparation,
        *,
        remember: bool = True,
    ) -> PracticeRequest:
        """Returns the request with the result of the dialog.

        Names, adaptations and which pages were read are remembered, unless the practice leaves no trace, or
        `remember` is False because nobody was there to answer.
        """
        if request.resume and request.prepared:  # nothing was asked
            return request
        if remember and request.log and self._keeps_traces:
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
            adaptations = {name: self._without(name) for name in preparation.people if name}
            with suppress(PeopleError):  # the practice does not depend on it
                self._people.leave_out(
                    adaptations | dict(preparation.adaptations),
                    dict.fromkeys(preparation.adaptations, preparation.asked_about),
                )

    def after(self, loaded: LoadedScript, request: PracticeRequest) -> Dialog[AfterAnswers]:
        """Returns the dialog after a practice that was played to its end."""
        script = loaded.playable()
        names = request.people
        if len(names) > 1:
            pair = Pair(names=(names[0], names[1]))
            shown_names = tuple(pair.display_name(person) for person in range(len(request.check_ins)))
        else:
            shown_names = (names[0] if names and names[0] else "You",)
        shown_names = shown_names[: len(request.check_ins)]
        steps = ask_after(shown_names, script.check_in, request.check_ins)
        if script.plans == "week" and self._balance:
            steps = ask_after_with_plan(steps, shown_names, names, self._balance.today())
        return Dialog(steps)

    def own_numbers(self, request: PracticeRequest, check_ins: tuple[Numbers, ...]) -> Numbers:
        """Returns the numbers that may be kept: those of the person whose journal this is."""
        me = self._me()
        if len(request.people) <= 1:
            return check_ins[0] if check_ins else {}
        for name, entered in zip(request.people, check_ins, strict=False):
            if me and name == me:
                return entered
        return {}

    def own_adaptations(self, script: model.Script, without: frozenset[str]) -> tuple[str, ...]:
        """Returns the adaptations that may be kept: those of the person whose journal this is.

        For two people, what is left out because of a consent or of the other person is not among them;
        instructions are, which both do without.
        """
        words = without & {ADAPTATIONS[name] for name in script.adaptations}
        if script.practice == "partner":
            words &= self._without(self._me()) - set(CONSENTS) | {INSTRUCTIONS}
        return tuple(word for word in ADAPTATIONS.values() if word in words)

    @staticmethod
    def has_turns(script: model.Script) -> bool:
        """Whether a script has turns, so that one of the two goes first."""
        return any(
            isinstance(step, model.Turn) and step.turn in _ORDERED_TURNS for step in walk_steps(script.steps)
        )

    def keeps(self, script: model.Script) -> bool:
        """Whether a practice of this kind goes into the journal."""
        return script.practice == "solo" or self.keeps_together

    @property
    def keeps_together(self) -> bool:
        """Whether practices for two go into the journal."""
        return self._is_on(Setting.TOGETHER_KEPT, default=True)

    def _questions(self, script: model.Script) -> PreparationQuestions:
        adaptations = {ADAPTATIONS[name] for name in script.adaptations} - {*CONSENTS, INSTRUCTIONS}
        is_tender = int(script.level) >= TENDER_LEVEL and self._shows_tender_note()
        for_two = script.practice == "partner"
        return PreparationQuestions(
            title=script.title,
            for_two=for_two,
            possible_answers=possible_consent_answers(script) if for_two else {},
            check_in=script.check_in,
            adaptations={word: NAMES[word] for word in NAMES if word in adaptations} if for_two else {},
            has_turns=self.has_turns(script),
            care=_tender_lines(script) if is_tender else (),
            plan=self._balance.file.plan() if script.plans == "week" and self._balance else None,
        )

    def _remembered_facts(self, request: PracticeRequest) -> RememberedFacts:
        people = self._people.all() if self._people else ()
        return RememberedFacts(
            names=tuple(person.name for person in people),
            me=self._me(),
            last_pair=self._last_pair(request),
            began_last=self._history.began_last,
            without={person.name: person.without for person in people},
            asked={person.name: person.asked for person in people},
            first=request.first,
            gate_passed=self._is_on(Setting.GATE_PASSED),
            asks_numbers=self._is_on(Setting.CHECK_INS),
        )

    def _last_pair(self, request: PracticeRequest) -> tuple[str, ...]:
        if not request.resume:
            return self._history.last_pair()
        return request.people if all(request.people) else ()

    def _me(self) -> str:
        people = self._people.all() if self._people else ()
        return next((person.name for person in people if person.me), "")

    def _without(self, name: str) -> frozenset[str]:
        person = self._people.find(name) if self._people else None
        return person.without if person else frozenset()

    @property
    def _keeps_traces(self) -> bool:
        return self._preferences is None or self._preferences.chosen.journal

    def _shows_tender_note(self) -> bool:
        choice = self._preferences.chosen.tender_note if self._preferences else "once"
        return choice == "always" or (choice == "once" and not self._knows_tender_practices())

    def _knows_tender_practices(self) -> bool:
        if self._is_on(Setting.TENDER):
            return True
        finished = self._history.finished()
        return (
            sum(times for name, times in finished.items() if self._is_first_level(name))
            >= MIN_FIRST_LEVEL_COUNT
        )

    def _is_first_level(self, name: str) -> bool:
        with suppress(NameUnknownError):
            script = self._library.find(name).script
            return script is not None and script.level == FIRST_LEVEL
        return False

    def _is_on(self, setting: Setting, *, default: bool = False) -> bool:
        return self._preferences.is_on(setting) if self._preferences else default

    def _turn(self, setting: Setting) -> None:
        if self._preferences:
            with suppress(PreferencesError):  # it will be asked again next time
                self._preferences.turn(setting, on=True)


def possible_consent_answers(script: model.Script) -> PossibleAnswers:
    """Returns the answers that make a difference to each consent that a script asks for."""
    can_be_left_out, consents_with_some = can_leave_out(script), partial_consents(script)
    possible_answers: dict[str, tuple[Answer, ...]] = {}
    for consent in CONSENTS:
        if getattr(script.asks, consent) != "none":
            no = (Answer.NO,) if consent in can_be_left_out else ()
            possible_answers[consent] = (
                *no,
                *((Answer.SOME,) if consent in consents_with_some else ()),
                Answer.YES,
            )
    return possible_answers


def _tender_lines(script: model.Script) -> tuple[str, ...]:
    """Returns the sentences to read before a tender practice."""
    lines = (*care_lines(script, Choices()), cautions(script, Choices()))
    return tuple(filter(None, lines)) or ("It goes a little deeper. You can stop at any time.",)
