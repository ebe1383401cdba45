"""A module that comes late is the module itself as soon as anything in it is used."""

import subprocess
import sys

CHECKED_WITH = "import sys; from practice_player.lib.late_imports import import_when_used as late\n"


def run(program: str) -> str:
    """Runs it in a Python of its own, for this one has imported nearly everything."""
    done = subprocess.run(
        [sys.executable, "-c", CHECKED_WITH + program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_importing_it_loads_nothing() -> None:
    assert (
        run("late('urllib.request'); import urllib.request; print('http.client' in sys.modules)") == "False"
    )


def test_it_is_there_when_it_is_used() -> None:
    used = "late('urllib.request'); import urllib.request; print(urllib.request.Request('http://a.b/c').host)"
    assert run(used) == "a.b"


def test_a_name_imported_from_it_is_its_own() -> None:
    used = "late('urllib.request')\nfrom urllib.request import Request\nprint(Request('http://a.b/c').host)"
    assert run(used) == "a.b"


def test_once_used_everybody_has_the_module_itself() -> None:
    used = "late('calendar'); import calendar as early; early.isleap(2000); import calendar; "
    assert run(used + "print(calendar.__file__.endswith('calendar.py'), early.MONDAY == 0)") == "True True"


def test_a_module_that_is_imported_stays() -> None:
    assert run("import calendar; late('calendar'); print(sys.modules['calendar'] is calendar)") == "True"


def test_a_name_that_is_not_there_is_missed_as_ever() -> None:
    assert run("late('calendar'); import calendar; print(hasattr(calendar, 'no_such_name'))") == "False"


def test_a_name_that_is_known_needs_no_module() -> None:
    used = "import typing\nlate('typing_extensions', Self=typing.Self)\nfrom typing_extensions import Self\n"
    assert run(used + "print(Self is typing.Self)") == "True"


def test_the_libraries_for_sound_bring_nothing_that_reads_from_the_internet_or_starts_programs() -> None:
    loads = "from practice_player.lib.late_imports import postpone_unneeded_imports as later\nlater()\n"
    loads += "import miniaudio, soundfile, numpy\n"
    assert run(loads + "print([name for name in ('ssl', 'selectors', 'bz2') if name in sys.modules])") == "[]"
    assert run(loads + "print(soundfile.available_formats()['WAV'])") == "WAV (Microsoft)"
