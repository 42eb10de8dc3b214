#!/usr/bin/env bash
# Makes a grpc-gateway of the contract of gateway/edge/testing from Debian's Go packages, in $1.
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$here/../../.."
proto=gateway/edge/testing/echo.proto
access=ett/auth/v1/access.proto
[[ $out/grpc_gateway -nt $proto && $out/grpc_gateway -nt $here/grpc_gateway.go ]] && exit
rm -rf "$out/generated" "$out/src"
mkdir -p "$out/generated" "$out/src/echo" "$out/src/access"
# Where Debian has the Go of what is imported.
packages=M$proto=echo,M$access=access
packages+=,Mgoogle/protobuf/timestamp.proto=github.com/golang/protobuf/ptypes/timestamp
packages+=,Mgoogle/protobuf/field_mask.proto=google.golang.org/genproto/protobuf/field_mask
packages+=,Mgoogle/protobuf/descriptor.proto=github.com/golang/protobuf/protoc-gen-go/descriptor
includes=(-I. -Iproto -Inode_modules/google-proto-files)
protoc "${includes[@]}" "--go_out=$packages:$out/generated" "$access"
find "$out/generated" -name '*.go' -exec mv {} "$out/src/access/" \;
protoc "${includes[@]}" "--go_out=plugins=grpc,$packages:$out/generated" \
  "--grpc-gateway_out=$packages:$out/generated" "$proto"
find "$out/generated" -name '*.go' -exec mv {} "$out/src/echo/" \;
cp "$here/grpc_gateway.go" "$out/src/main.go"
GO111MODULE=off GOPATH="$out:/usr/share/gocode" GOCACHE="$out/cache" \
  go build -o "$out/grpc_gateway" "$out/src/main.go"
