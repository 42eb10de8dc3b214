#!/usr/bin/env bash
# The tests of the last released version on the schema of this one: during a rollout both are at work
# on one database.
#   tests/compatibility.sh BUILD_DIR SERVICE…
# BUILD_DIR has this version's programs; what is built of the other one goes to BUILD_DIR/released.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly build=$1
shift
readonly source=$build/released/source
# A release of a schema is a commit that says which migrations there are.
commit=$(git log -1 --format=%H -- services/hr/migrations/released.txt)
[[ -n $commit ]] || {
  echo "skipped: this checkout's history does not go back to the last release"
  exit 77
}

# What of the other version is left from an earlier run goes.
git worktree prune
if [[ -d $source ]]; then git worktree remove --force "$source"; fi
git worktree add --quiet --detach "$source" "$commit"
trap 'git worktree remove --force "$source"' EXIT
ln -s "$PWD/node_modules" "$source/node_modules"
mkdir -p "$build/released/build"
cmake -S "$source" -B "$build/released/build" -G Ninja -DCMAKE_BUILD_TYPE=Ett > /dev/null
targets=()
for service in "$@"; do targets+=("${service}_service_test"); done
ninja -C "$build/released/build" "${targets[@]}" > /dev/null

for service in "$@"; do
  echo "$service of $(git log -1 --format='%h, %cs' "$commit"), on the schema of this checkout:"
  SCHEMA_MIGRATOR=$build/services/$service/$service \
    "$build/released/build/services/$service/${service}_service_test" --gtest_brief=1
done
