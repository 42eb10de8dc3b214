#!/usr/bin/env bash
# Names the C++ files that ./dev format would change.
set -euo pipefail
git ls-files -z --cached --others --exclude-standard '*.h' '*.cc' |
  xargs -0 --no-run-if-empty ls 2> /dev/null |
  xargs clang-format --dry-run --Werror
