# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for kettle-emulator(1).

_kettle_emulator() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} choices=''
  local switches='--glue --mute --unknown --endless --stray-hello --no-greeting --factory --help'
  local with_value='--host --port --speed --litres --start-temp --seed --line-end --idle --chunk --max-clients
    --mute-after --delay --close-after --reset-after --wifi-port --wifi-password --air --own-address --wifi-mood'
  local moods='echo no-banner odd-prompt no-prompt no-password telnet bare bare-answers quoted-answers
    one-end lf late-end slow mute no-question no-web no-version no-key key-masked
    save-fails save-silent save-drops save-ignored restart-refused restart-silent never-back
    deaf-sets truncates refuses-key chatty double garbage quoted prompts blank-first
    no-auto asks-again occupied slow-login late-double save-late restart-hangs endless
    forgetful new-address save-half save-breaks no-mac other-mac'

  COMPREPLY=()
  # bash takes "=" for a word of its own.
  if [[ $word == = ]]; then
    word=''
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $option in
    --line-end) choices='cr lf crlf' ;;
    --idle) choices='nul empty' ;;
    --chunk) choices='random' ;;
    --host | --own-address) choices='127.0.0.1' ;;
    --wifi-mood) choices=$moods ;;
    *)
      [[ " ${with_value//$'\n'/ } " != *" $option "* ]] || return
      choices="$switches $with_value"
      ;;
  esac

  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
}

complete -F _kettle_emulator kettle-emulator
