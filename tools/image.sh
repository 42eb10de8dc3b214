#!/usr/bin/env bash
# image.sh NAME…: builds localhost/ett/NAME:VERSION into local storage, from this checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C

readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/ett-image
# Of Debian 12, wherever this machine's apt gets it.
readonly release=bookworm

say() { printf '%s\n' "$*" >&2; }

# What the build root has, one package a line.
packages() {
  sed -n '/^# Build/,/^# Tests/p' tools/packages.txt | cat - deploy/image/packages.txt |
    sed -nE 's/^([^# ]+).*/\1/p' | grep -vx git
}

# The versions of all that could come with them.
versions() {
  packages | xargs apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
    --no-replaces --no-enhances | grep -E '^[a-z0-9]' | sort -u |
    xargs apt-cache show --no-all-versions 2> /dev/null | grep -E '^(Package|Version): '
}

# forget_roots KEY: all but that one; each takes most of a gigabyte, twice.
forget_roots() {
  find "$cache" -name '*.tar' ! -name "$1.tar" -delete
  buildah images --format '{{.Name}}:{{.Tag}}' --filter reference=localhost/ett/build-root |
    grep -v ":$1\$" | xargs --no-run-if-empty buildah rmi > /dev/null || true
}

# root: the name of the image to build in, made if there is none with these packages and versions.
root() {
  local key image
  key=$({ packages && versions; } | sha256sum | cut -c 1-16)
  image=localhost/ett/build-root:$key
  if ! buildah inspect --type image "$image" > /dev/null 2>&1; then
    mkdir -p "$cache"
    if [[ ! -f $cache/$key.tar ]]; then
      say "making a Debian to build in …"
      # shellcheck disable=SC2016  # of apt-get
      apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
        mmdebstrap --quiet --format=tar --dpkgopt=force-unsafe-io --variant=essential --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
          "--include=$(packages | paste -sd,)" "$release" "$cache/$key.part" - >&2
      mv "$cache/$key.part" "$cache/$key.tar"
    fi
    local container
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$cache/$key.tar" / > /dev/null
    buildah commit --quiet --rm "$container" "$image" > /dev/null
    forget_roots "$key"
  fi
  printf '%s\n' "$image"
}

# all: the names of all images.
all() {
  basename -a services/*/ gateway
}

# part NAME: its folder, CMake's target and the program.
part() {
  if [[ $1 == gateway ]]; then
    printf 'gateway gateway gateway/gateway\n'
  else
    printf 'services/%s %s_server services/%s/%s\n' "$1" "$1" "$1" "$1"
  fi
}

# revision: the commit, and whether files differ from it.
revision() {
  local changed=
  if [[ -n $(git status --porcelain --untracked-files=no) ]]; then changed=-changed; fi
  printf '%s%s\n' "$(git rev-parse HEAD)" "$changed"
}

# build NAME
build() {
  local name=$1 folder target program version image before
  read -r folder target program <<< "$(part "$name")"
  version=$(< "$folder/VERSION")
  image=localhost/ett/$name:$version
  before=$(buildah images --quiet --no-trunc "$image" 2> /dev/null || true)
  # Without a runtime's sandbox: the build runs nothing but the checkout's own scripts.
  buildah build --quiet --layers=false --isolation=chroot --network=host --pull=never \
    --ignorefile=deploy/image/Containerfile.containerignore \
    --build-context "contracts=$(realpath node_modules/google-proto-files)" \
    --volume "$ccache:/var/cache/ccache" \
    --build-arg "BUILD_ROOT=$build_root" --build-arg "NAME=$name" --build-arg "TARGET=$target" \
    --build-arg "PROGRAM=$program" --build-arg "VERSION=$version" --build-arg "REVISION=$(revision)" \
    --build-arg "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" \
    --build-arg "CREATED=$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)" \
    --timestamp "$SOURCE_DATE_EPOCH" --tag "$image" --file deploy/image/Containerfile . >&2
  # What had the name until now is nobody's, unless it is the same.
  if [[ -n $before && $before != "$(buildah images --quiet --no-trunc "$image")" ]]; then
    buildah rmi "$before" > /dev/null || true
  fi
  report "$name" "$image"
}

# report NAME IMAGE: what was made, which is kept as well, and its SBOM beside it.
report() {
  local sbom=build/image/$1.cdx.json container folder
  mkdir -p build/image
  container=$(buildah from --pull=never "$2")
  folder=$(buildah mount "$container")
  cp "$folder/usr/share/ett/sbom.cdx.json" "$sbom"
  printf '%s %s bytes %s %s\n' "$2" "$(du -sb "$folder" | cut -f 1)" \
    "$(buildah inspect --type image --format '{{.FromImageDigest}}' "$2")" "$sbom" | tee "build/image/$1.txt"
  buildah rm "$container" > /dev/null
}

# Who is not root is in a namespace of users for as long as this takes.
if ((EUID != 0)); then exec buildah unshare tools/image.sh "$@"; fi

names=("$@")
if [[ $* == all ]]; then mapfile -t names < <(all); fi
for name in "${names[@]:-}"; do
  if ! all | grep -qx "$name"; then
    say "image: want NAME…, of $(all | paste -sd ' '), or all; got '$name'"
    exit 2
  fi
done
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
ccache=$(ccache --get-config cache_dir)
mkdir -p "$ccache"
build_root=$(root)
for name in "${names[@]}"; do build "$name"; done
