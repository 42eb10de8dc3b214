#!/usr/bin/env bash
# Runs protobuf's own conformance suite, the recommended cases too, over json_conformance.
#
#   tests/conformance/run.sh BUILD_DIR TESTEE
#
# The runner is not packaged: it is built in BUILD_DIR/conformance from Debian's source of the
# protobuf that is installed, once. Ends with 77 when that source cannot be had.
set -euo pipefail

# shellcheck source=tests/debian_source.sh
. "$(dirname "$0")/../debian_source.sh"
work=$(realpath -m "$1/conformance")
testee=$(realpath "$2")
readonly work testee
readonly runner=$work/runner
readonly descriptors=$work/messages.binpb

say() { printf 'conformance: %s\n' "$*"; }

skip() {
  say "skipped: $*"
  exit 77
}

generate() {
  mkdir -p generated objects
  protoc -Isource/src -Isource/conformance --cpp_out=generated --include_imports \
    --descriptor_set_out="$descriptors" source/conformance/conformance.proto \
    source/src/google/protobuf/test_messages_proto{2,3}.proto
}

# The installed headers come first; of the source's only those are used that are not installed.
compile() {
  local suite=$PWD/source/conformance generated=$PWD/generated compiler=(g++)
  if command -v ccache > /dev/null; then compiler=(ccache g++); fi
  cd objects
  printf '%s\n' "$suite"/{binary_json_conformance_suite,text_format_conformance_suite}.cc \
    "$suite"/conformance_test{,_main,_runner}.cc "$suite"/third_party/jsoncpp/jsoncpp.cpp \
    "$generated"/conformance.pb.cc "$generated"/google/protobuf/test_messages_proto{2,3}.pb.cc |
    xargs -n 1 -P "$(nproc)" "${compiler[@]}" -c -std=c++17 -w -I"$generated" -I"$suite" \
      -idirafter "$suite/../src"
}

build() { generate && (compile) && g++ -o "$runner" objects/*.o -lprotobuf -pthread; }

mkdir -p "$work"
cd "$work"
if [[ ! -x $runner ]]; then
  [[ -d source ]] || fetch_source protobuf libprotobuf-dev > fetch.log 2>&1 || skip "no source of protobuf: $(tail -n 1 fetch.log)"
  build > build.log 2>&1 || {
    cat build.log
    exit 1
  }
fi

status=0
"$runner" --enforce_recommended "$testee" "$descriptors" > run.log 2>&1 || status=$?
grep -E '^(ERROR|WARNING), test=' run.log || true
mapfile -t totals < <(grep '^CONFORMANCE SUITE' run.log)
say "binary and JSON: ${totals[0]:-nothing was run}"
say "text format, which the gateway does not speak: ${totals[1]:-not run}"
if [[ ${totals[0]:-} != *" 0 skipped, 0 expected failures, 0 unexpected failures." ]]; then
  exit 1
fi
exit "$status"
