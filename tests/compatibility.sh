#!/usr/bin/env bash
# The tests of the last released version on the schema of this one: during a rollout both are at work
# on one database.
#   tests/compatibility.sh BUILD_DIR SERVICE…
# BUILD_DIR has this version's programs; the other one is built in BUILD_DIR/released.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly build=$1
shift
readonly source=$build/released
# A release of a schema is a commit that says which migrations there are; here, that of any service.
commit=$(git log -1 --format=%H -- 'services/*/migrations/released.txt')
[[ -n $commit ]] || {
  echo "skipped: this checkout's history does not go back to the last release"
  exit 77
}

# As a checkout of its own, built where checkouts are, so that what others have compiled is found.
[[ -d $source ]] || git clone --quiet --shared . "$source"
git -C "$source" fetch --quiet origin
git -C "$source" checkout --quiet --detach "$commit"
[[ -e $source/node_modules ]] || ln -s "$PWD/node_modules" "$source/node_modules"
targets=()
for service in "$@"; do targets+=("${service}_service_test"); done
(cd "$source" && cmake --preset dev > /dev/null && ninja --quiet -C build/dev "${targets[@]}")

for service in "$@"; do
  echo "$service of $(git log -1 --format='%h, %cs' "$commit"), on the schema of this checkout:"
  SCHEMA_MIGRATOR=$build/services/$service/$service \
    "$source/build/dev/services/$service/${service}_service_test" --gtest_brief=1
done
