#!/usr/bin/env bash
# assemble.sh TARGET PROGRAM ROOT: in the build root, gathers in ROOT what the image has: the program that
# TARGET built, the libraries it loads, certificates, time zones, licences; and an SBOM of it. NAME and
# VERSION are the image's, SOURCE_DATE_EPOCH when it says to be made.
set -euo pipefail
export LC_ALL=C

readonly target=$1 program=$2 root=$3
work=$(mktemp -d)
readonly work

# copy PATH…: as the path says, links followed. Of merged directories (/lib), the real one.
copy() {
  local path to
  for path in "$@"; do
    to=$root$(readlink -f "$(dirname "$path")")
    mkdir -p "$to"
    cp -L --preserve=mode "$path" "$to/"
  done
}

# Without what differs from one checkout to another: paths in debugging sections and the id made of them.
program() {
  mkdir -p "$root/usr/bin"
  strip --strip-all --remove-section=.note.gnu.build-id -o "$root/usr/bin/ett" "$program"
}

libraries() {
  local found
  mapfile -t found < <(ldd "$program" | sed -nE 's/.*=> (\/[^ ]+) .*/\1/p; s/^\t(\/[^ ]+) .*/\1/p')
  copy "${found[@]}"
  ln -s usr/lib "$root/lib"
  ln -s usr/lib64 "$root/lib64"
}

zones() {
  local zone
  mkdir -p "$root/usr/share/zoneinfo"
  for zone in Europe UTC Etc tzdata.zi zone1970.tab; do
    cp -a "/usr/share/zoneinfo/$zone" "$root/usr/share/zoneinfo/"
  done
}

# What no package has as a file.
made() {
  mkdir -p "$root/etc/ssl/certs" "$root/tmp"
  chmod 1777 "$root/tmp"
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  printf 'ett:x:65532:65532:ett:/:/usr/sbin/nologin\n' > "$root/etc/passwd"
  printf 'ett:x:65532:\n' > "$root/etc/group"
  printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
}

# The files of the image that packages have to answer for, one a line.
files() {
  (cd "$root" && find . \( -type f -o -type l \) -printf '/%P\n') |
    grep -vxE '/usr/bin/ett|/lib|/lib64|/etc/(passwd|group|nsswitch.conf)|/etc/ssl/certs/ca-certificates.crt' | sort
}

# What was linked or compiled in: archives and headers of packages, one a line.
sources() {
  ninja -C build/dev -t deps | sed -nE 's/^    (\/usr\/(include|lib)\/.*)/\1/p' | xargs -r realpath -ms
  ninja -C build/dev -t commands "$target" | tail -n 1 | tr ' ' '\n' | sed -n '/^\/usr\/lib\/.*\.a$/p' | xargs -r realpath -ms
}

# owners < paths: "path<TAB>package" for each, by dpkg's lists, since dpkg -S takes minutes for thousands.
# A path may be owned by its name before /usr was merged.
owners() {
  cat > "$work/paths"
  awk 'FILENAME ~ /\.list$/ {
      if (FNR == 1) { package = FILENAME; sub(".*/", "", package); sub("(:[a-z0-9]+)?[.]list$", "", package) }
      owner[$0] = package
      next
    }
    { short = $0; sub("^/usr", "", short); print $0 "\t" ($0 in owner ? owner[$0] : owner[short]) }' \
    /var/lib/dpkg/info/*.list "$work/paths"
}

# licences PACKAGE: those that its copyright file names, by Debian's names.
licences() {
  local file=/usr/share/doc/$1/copyright
  sed -nE 's/^License: *([^ ].*[^ ]) *$/\1/p' "$file" | sort -u > "$work/licences"
  if [[ ! -s $work/licences ]]; then
    sed -nE 's|.*/usr/share/common-licenses/([A-Za-z0-9.-]*[0-9A-Za-z]).*|\1|p' "$file" | sort -u > "$work/licences"
  fi
  if [[ ! -s $work/licences ]]; then printf 'as its copyright file says\n' > "$work/licences"; fi
  sed "s/^/$1\t/" "$work/licences"
}

describe() {
  local package packages
  files | owners > "$work/files"
  printf '/etc/ssl/certs/ca-certificates.crt\tca-certificates\n' >> "$work/files"
  if grep -P '\t$' "$work/files" >&2; then
    printf 'assemble: these files belong to no package\n' >&2
    exit 1
  fi
  sources | sort -u | owners | cut -f 2 | sort -u | grep . > "$work/compiled"
  mapfile -t packages < <(cut -f 2 "$work/files" | sort -u - "$work/compiled")
  for package in "${packages[@]}"; do
    licences "$package"
    # A copyright notice goes with the copy.
    install -D -m 644 "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/copyright"
    printf '/usr/share/doc/%s/copyright\t%s\n' "$package" "$package" >> "$work/files"
  done > "$work/licensed"
  dpkg-query -W -f '${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n' \
    "${packages[@]}" | sort -u > "$work/packages"
}

write_sbom() {
  mkdir -p "$root/usr/share/ett"
  jq -n --rawfile packages "$work/packages" --rawfile files "$work/files" --rawfile licences "$work/licensed" \
    --rawfile compiled "$work/compiled" --arg name "$NAME" --arg version "$VERSION" \
    --arg created "$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)" -f deploy/image/sbom.jq \
    > "$root/usr/share/ett/sbom.cdx.json"
}

trap 'rm -rf "$work"' EXIT
program
libraries
zones
made
describe
write_sbom
