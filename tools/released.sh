#!/usr/bin/env bash
# What is released of the contracts, and that nothing breaks it.
#   tools/released.sh check            nothing that callers of what is released rely on has changed
#   tools/released.sh release PART...  from today on callers may rely on proto/ett/PART as it is now
# A release is a file, proto/released/PART.binpb (a google.protobuf.FileDescriptorSet with its
# imports), and a line of proto/released/releases.txt: the day, the part, and the sum of the file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly folder=proto/released
readonly log=$folder/releases.txt
readonly guide=docs/guides/evolving-a-domain.md

die() {
  printf 'released: %s\n' "$*" >&2
  exit 1
}

parts() { (cd proto/ett && echo *); }
sum() { sha256sum "$1" | cut -d' ' -f1; }

check() {
  local part image failed=0
  for image in "$folder"/*.binpb; do
    part=$(basename "$image" .binpb)
    grep -q " $part $(sum "$image")\$" "$log" || die "$image is not what $log says was released"
    tools/buf breaking proto --against "$image" || failed=1
  done
  ((failed == 0)) || die "callers of the last release rely on what is named above; $guide says what can be done"
}
release() {
  local part
  (($# > 0)) || die "which part? there are: $(parts)"
  for part in "$@"; do
    [[ -d proto/ett/$part ]] || die "no part '$part' has contracts; there are: $(parts)"
  done
  [[ ! -d $folder ]] || check
  mkdir -p "$folder"
  for part in "$@"; do
    tools/buf build proto --path "proto/ett/$part" --exclude-source-info -o "$folder/$part.binpb"
    printf '%s %s %s\n' "$(date +%F)" "$part" "$(sum "$folder/$part.binpb")" >> "$log"
  done
  # A service's schema is released with its contract.
  tools/check_sql.py release "$@"
}

case ${1:-} in
  check) check ;;
  release) release "${@:2}" ;;
  *) die "want check or release, got '${1:-}'" ;;
esac
