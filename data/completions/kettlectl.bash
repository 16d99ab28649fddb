# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for kettlectl(1). Needs nothing but bash: the words are read from the line itself,
# because bash takes "=" and ":" for words of their own.

_kettlectl_files() {
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
  compopt -o filenames 2>/dev/null
}

_kettlectl() {
  local words word='' previous='' command='' verb='' argument='' choices='' value=false prefix=''
  local kinds='wpa2 wpa2-tkip wpa wpa-tkip open'
  local files=' --backup --passphrase-file --password-file '
  local commands='status boil off warm watch find wifi'
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
    elif [[ $argument == --host || $argument == --timeout || $argument == --security ||
      $files == *" $argument "* ]]; then
      value=true
    elif [[ $argument != -* && -z $command ]]; then
      command=$argument
    elif [[ $argument != -* && $command == wifi && -z $verb ]]; then
      verb=$argument
    elif [[ $argument != -* ]]; then
      commands=''
    fi
  done

  case $word in
    --warm=*) choices='--warm=5 --warm=10 --warm=20' ;;
    --host=*) choices='--host=127.0.0.1' ;;
    --security=*) choices=--security=${kinds// / --security=} ;;
    --*=*)
      [[ $files != *" ${word%%=*} "* ]] || _kettlectl_files "${word#*=}"
      return
      ;;
    -*)
      choices=$options
      [[ $command != boil ]] || choices+=' --wait --warm --warm='
      [[ $command != wifi ]] ||
        choices='--host --password-file --backup --with-passphrase --dry-run --json --verbose'
      [[ $verb != join ]] || choices+=' --security'
      [[ $verb != join && $verb != restore ]] || choices+=' --passphrase-file --yes'
      ;;
    *)
      case $previous:$command in
        --host:*) choices='127.0.0.1' ;;
        --timeout:*) return ;;
        --security:*) choices=$kinds ;;
        --backup:* | --passphrase-file:* | --password-file:*)
          _kettlectl_files "$word"
          return
          ;;
        *:) choices=$commands ;;
        *:boil) [[ -z $commands ]] || choices='65 80 95 100' ;;
        *:warm) [[ -z $commands ]] || choices='on off 5 10 20' ;;
        *:wifi)
          if [[ -z $verb ]]; then
            choices='show join restore'
          elif [[ $verb == restore && -n $commands ]]; then
            _kettlectl_files "$word"
            return
          fi
          ;;
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
