#!/usr/bin/env bash
# Makes gRPC's interop client and server, which are not packaged, in BUILD_FOLDER/interop: from
# Debian's source of the gRPC that is installed, and against it, once.
#
#   tests/interop/make_interop_client.sh BUILD_FOLDER
#
# Ends with 77 when that source cannot be had.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
work=$(realpath -m "$1/interop")
readonly here work
# shellcheck source=tests/debian_source.sh
. "$here/../debian_source.sh"

readonly shared=(cpp/util/create_test_channel.cc cpp/util/test_credentials_provider.cc
  cpp/util/test_config_cc.cc core/end2end/data/client_certs.cc core/end2end/data/server1_cert.cc
  core/end2end/data/server1_key.cc core/end2end/data/test_root_cert.cc)
readonly client=(cpp/interop/client.cc cpp/interop/client_helper.cc cpp/interop/interop_client.cc
  core/security/oauth2_utils.cc core/util/histogram.cc)
readonly server=(cpp/interop/interop_server.cc cpp/interop/server_helper.cc)

say() { printf 'interop: %s\n' "$*"; }

generate() {
  mkdir -p generated
  protoc -Isource --cpp_out=generated --grpc_out=generated \
    --plugin=protoc-gen-grpc="$(command -v grpc_cpp_plugin)" \
    source/src/proto/grpc/testing/{empty,messages,test}.proto
}

# Objects of a list of sources, in a folder of the name given. The installed headers come first; of
# the source's only those are used that are not installed.
compile() {
  local name=$1 compiler=(nice g++)
  if command -v ccache > /dev/null; then compiler=(nice ccache g++); fi
  mkdir -p "objects/$name"
  (cd "objects/$name" && printf '%s\n' "${@:2}" |
    xargs -n 1 "${compiler[@]}" -c -std=c++17 -O1 -w -I"$work/generated" -idirafter "$work/source")
}

link() {
  local libraries
  read -ra libraries < <(pkg-config --libs grpc++ absl_flags_parse absl_strings)
  g++ -o "$1.new" "objects/$1"/*.o objects/shared/*.o -lgrpc++_reflection "${libraries[@]}" \
    -lprotobuf -pthread && mv "$1.new" "$1"
}

build() {
  local tests=$work/source/test
  generate &&
    compile shared "$here/environment.cc" "${shared[@]/#/$tests/}" \
      "$work"/generated/src/proto/grpc/testing/{empty,messages,test}{,.grpc}.pb.cc &&
    compile client "${client[@]/#/$tests/}" &&
    compile server "$here/server_main.cc" "${server[@]/#/$tests/}" &&
    link client && link server
}

mkdir -p "$work"
cd "$work"
if [[ ! -x client || ! -x server || server -ot $here/server_main.cc ]]; then
  [[ -d source ]] || fetch_source grpc libgrpc++-dev '*/src/*' '*/test/*' > fetch.log 2>&1 || {
    say "skipped: no source of gRPC: $(tail -n 1 fetch.log)"
    exit 77
  }
  build > build.log 2>&1 || {
    cat build.log
    exit 1
  }
fi
