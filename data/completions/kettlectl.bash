# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for kettlectl(1). Needs nothing but bash: the words are read from the line itself,
# because bash takes "=" and ":" for words of their own.

_kettlectl() {
  local words word='' previous='' command='' argument='' choices='' value=false prefix=''
  local commands='status boil off warm watch find'
  local options='--host --json --timeout --verbose --help --version'

  COMPREPLY=()
  read -ra words <<<"${COMP_LINE:0:COMP_POINT}"
  if [[ ${COMP_LINE:0:COMP_POINT} != *[[:space:]] ]]; then
    word=${words[-1]}
    unset 'words[-1]'
  fi
  ((${#words[@]} == 0)) || previous=${words[-1]}

  # What stands before: the command and its argument, without options and their values.
  for argument in "${words[@]:1}"; do
    if $value; then
      value=false
    elif [[ $argument == --host || $argument == --timeout ]]; then
      value=true
    elif [[ $argument != -* && -z $command ]]; then
      command=$argument
    elif [[ $argument != -* ]]; then
      commands=''
    fi
  done

  case $word in
    --warm=*) choices='--warm=5 --warm=10 --warm=20' ;;
    --host=*) choices='--host=127.0.0.1' ;;
    --*=*) return ;;
    -*)
      choices=$options
      [[ $command != boil ]] || choices+=' --wait --warm --warm='
      ;;
    *)
      case $previous:$command in
        --host:*) choices='127.0.0.1' ;;
        --timeout:*) return ;;
        *:) choices=$commands ;;
        *:boil) [[ -z $commands ]] || choices='65 80 95 100' ;;
        *:warm) [[ -z $commands ]] || choices='on off 5 10 20' ;;
        *) return ;;
      esac
      ;;
  esac

  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
  # bash puts what follows the last "=" in the place of that alone.
  if [[ $word == *=* && $COMP_WORDBREAKS == *=* ]]; then
    prefix=${word%"${word##*=}"}
    COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
  fi
  # Something goes on behind "=".
  [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
}

complete -F _kettlectl kettlectl
