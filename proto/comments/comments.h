#pragma once

#include <cstddef>
#include <string>

// Comments of the contracts that are linked into a program: protoc leaves them out of the
// descriptors that it generates, so protoc_gen_comments adds them to the generated code.
namespace ett::comments {

// A serialized google.protobuf.SourceCodeInfo of leading comments alone, without places in the
// file; empty when there are none. `file` is named as in the contract: `ett/hr/v1/hr.proto`.
const std::string& Of(const std::string& file);

// Called by generated code, before main. Always true.
bool Remember(const char* file, const char* bytes, std::size_t size);

}  // namespace ett::comments
