# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Kettle authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bash completion for kettle(1).

_kettle() {
  local word=${COMP_WORDS[COMP_CWORD]}

  mapfile -t COMPREPLY < <(compgen -W '--host --demo --hidden --verbose --version --help' -- "$word")
}

complete -F _kettle kettle
