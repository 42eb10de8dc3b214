# shellcheck shell=bash
# Debian's source of a package that is installed, for what Debian builds but does not package.
# To be sourced. Works in the current directory; leaves the machine's own lists and caches alone.

# The machine's package sources, as sources of source packages.
copy_sources() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    case $file in
      *.list) sed -n 's/^deb /deb-src /p' "$file" > "parts/$(basename "$file")" 2> /dev/null || true ;;
      *.sources) sed 's/^Types:.*/Types: deb-src/' "$file" > "parts/$(basename "$file")" ;;
    esac
  done
}

apt() {
  apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$PWD/parts" \
    -o Dir::State::lists="$PWD/lists" -o Dir::Cache="$PWD/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=1 -o Acquire::http::Timeout=30 "$@"
}

# fetch_source grpc libgrpc++-dev [PATH...] puts the source package, of the version that the
# installed package has, into `source`; of the paths given only.
fetch_source() {
  local name=$1 installed=$2 version
  mkdir -p parts lists/partial cache/archives/partial
  rm -rf unpacked && mkdir unpacked
  copy_sources
  version=$(dpkg-query -W -f '${source:Version}' "$installed") &&
    apt update &&
    apt source --download-only "$name=$version" &&
    tar -xf "$name"_*.orig.tar.* -C unpacked --strip-components=1 --wildcards "${@:3}" &&
    mv unpacked source
}
