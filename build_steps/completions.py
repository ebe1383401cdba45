"""The files that make a shell complete the commands: shtab writes them from the parser.

Names are asked of the program each time (`practice-player _names KIND`).  A name may have spaces, quotes or
`$( )` in it: none of it may be expanded by the shell, neither now nor when the line is run.
"""

import argparse
from typing import Final

import shtab

from build_steps.values import ANYTHING, FILES, FOLDERS, open_arguments, parsers, value_of
from practice_player.cli.names import KINDS

_LICENCE_LINE: Final = "# SPDX-License-Identifier: MIT AND MPL-2.0"

_BASH: Final = r"""
# Prints the names of a kind that begin with a word, quoted for where they are put: bash itself would leave
# a dollar sign as it is.
_practice_player_names() {
  local program="${COMP_WORDS[0]}" word="${2//\\/}" name found=1
  word="${word#[\"\']}"
  type -P -- "$program" >/dev/null 2>&1 || program=practice-player
  while IFS= read -r name; do
    [[ $name == "$word"* ]] && _practice_player_quote "$2" "$name" && found=0
  done < <("$program" _names "$1" 2>/dev/null </dev/null)
  return $found
}

# Prints a name as it can follow a quotation mark that was typed before it, or none.
_practice_player_quote() {
  local mark="${1:0:1}" name="$2" quoted="" letter index
  if [[ $mark != \' && $mark != \" ]]; then
    printf '%q\n' "$name"
    return
  fi
  for ((index = 0; index < ${#name}; index++)); do
    letter="${name:index:1}"
    case $mark$letter in
      "''") quoted+="'\\''" ;;
      '"\' | '""' | '"$' | '"`') quoted+="\\$letter" ;;
      *) quoted+="$letter" ;;
    esac
  done
  printf '%s\n' "$quoted"
}

# Prints practices, or files if there are none; a folder ends with a stroke.
_practice_player_practices() {
  local path
  _practice_player_names practices "$1" && return
  while IFS= read -r path; do
    [[ -d ${path/#\~\//$HOME/} ]] && path+=/
    path=$(_practice_player_quote "$1" "$path")
    printf '%s\n' "${path/#\\~/\~}"
  done < <(word="${1//\\/}"; compgen -f -- "${word#[\"\']}")
}
"""
_BASH_KIND: Final = """\
_practice_player_{kind}() {{
  _practice_player_names {kind} "$1"
}}
"""
_BASH_END: Final = r"""
# Completes the value in `--voice=heart` as that in `--voice heart`, and puts no space behind a folder.
_practice_player() {
  local -a words=()
  local index word_index=$COMP_CWORD
  for index in "${!COMP_WORDS[@]}"; do
    if [[ ${COMP_WORDS[index]} != = || ${COMP_WORDS[index-1]} != --* ]]; then
      words+=("${COMP_WORDS[index]}")
    elif (( index == COMP_CWORD )); then
      words+=("")
    elif (( index < COMP_CWORD )); then
      (( word_index -= 1 ))
    fi
  done
  local -a COMP_WORDS=("${words[@]}")
  local COMP_CWORD=$word_index
  _shtab_practice_player
  [[ ${COMPREPLY[0]-} == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -o bashdefault -F _practice_player practice-player
"""

_ZSH: Final = """\
_practice_player_names() {
  local program=${_comp_command1:-practice-player}
  (( $+commands[$program] )) || [[ -x $program ]] || program=practice-player
  local -a names
  names=(${(f)"$("$program" _names $1 2>/dev/null </dev/null)"})
  compadd "${@:2}" -a names
}
"""
_ZSH_KIND: Final = """\
_practice_player_{kind}() {{
  _practice_player_names {kind} "$@"
}}
"""
_ZSH_PRACTICES: Final = """\
_practice_player_practices() {
  _practice_player_names practices "$@" || _files "$@"
}
"""

_FISH: Final = """\
function __practice_player_names
  set -l program (commandline -opc)[1]
  if not type -q -- "$program"
    set program practice-player
  end
  command $program _names $argv[1] 2>/dev/null </dev/null
end

function __practice_player_practices
  __practice_player_names practices
  if string match -qr '[/.]' -- (commandline -ct)
    __fish_complete_path (commandline -ct)
  end
end
"""

_POWERSHELL: Final = r"""
function _practice_player_quote([string]$Name) {
  if ($Name -match '^[\w.-]+$') { return $Name }
  $inside = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Name)
  return "'" + $inside + "'"
}

function _practice_player_names([string]$Kind, [string]$WordToComplete) {
  $encoding = [Console]::OutputEncoding
  try {
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $names = @(practice-player _names $Kind 2>$null)
  } finally {
    [Console]::OutputEncoding = $encoding
  }
  $word = $WordToComplete.Trim([char[]]@(39, 34))
  foreach ($name in $names) {
    if ($name.StartsWith($word, [System.StringComparison]::OrdinalIgnoreCase)) {
      _practice_player_quote $name
    }
  }
}
"""
_POWERSHELL_KIND: Final = """\
function _practice_player_{kind} {{
  param([string]$WordToComplete)
  _practice_player_names {kind} $WordToComplete
}}
"""
_POWERSHELL_PRACTICES: Final = """\
function _practice_player_practices {
  param([string]$WordToComplete)
  $names = @(_practice_player_names practices $WordToComplete)
  if ($names.Count -eq 0) { $names = @(_shtab_powershell_compgen_files $WordToComplete) }
  $names
}
"""


def _for_each_kind(template: str, practices: str) -> str:
    others = (template.format(kind=kind) for kind in KINDS if kind != "practices")
    return "\n".join((practices, *others))


PREAMBLES: Final = {
    "bash": _BASH.lstrip() + _for_each_kind(_BASH_KIND, ""),
    "zsh": _ZSH + _for_each_kind(_ZSH_KIND, _ZSH_PRACTICES),
    "fish": _FISH,
    "powershell": _POWERSHELL.lstrip() + _for_each_kind(_POWERSHELL_KIND, _POWERSHELL_PRACTICES),
}
"""The functions that ask the program for names, in the language of each shell."""


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """Returns the text of a shell's file; the parser is changed, and parses no more."""
    for words, command_parser in parsers(parser):
        for action in open_arguments(command_parser):
            _say_what_stands_for(" ".join(words), action)
    text = shtab.complete(parser, shell, preamble=PREAMBLES[shell]).rstrip()
    return f"{text}\n{_BASH_END if shell == 'bash' else ''}{_LICENCE_LINE}\n"


def _say_what_stands_for(command: str, action: argparse.Action) -> None:
    value = value_of(command, action)
    if isinstance(value, tuple):
        action.choices = value
    elif value in (FILES, FOLDERS):
        action.complete = shtab.FILE if value == FILES else shtab.DIRECTORY  # type: ignore[attr-defined]
    elif value != ANYTHING:
        practices_or_kind = "practices" if value == "practices" else f"names {value}"
        action.complete = {  # type: ignore[attr-defined]
            "bash": f"_practice_player_{value}",
            "zsh": f"_practice_player_{value}",
            "fish": f"(__practice_player_{practices_or_kind})",
            "powershell": f"_practice_player_{value}",
        }
