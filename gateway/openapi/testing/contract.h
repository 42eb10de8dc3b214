#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "chassis/reflection.h"
#include "gateway/openapi/testing/library.pb.h"

namespace ett::openapi {

inline constexpr char kLibrary[] = "ett.openapi.testing.LibraryService";

// The tests' contract as reflection tells it, in a pool of its own. `change` may make another
// version of its file.
inline std::unique_ptr<google::protobuf::DescriptorPool> LearntPool(
    void (*change)(google::protobuf::FileDescriptorProto&) = nullptr) {
  (void)testing::Book::descriptor();  // links the contract
  const auto files = *chassis::LinkedSchema({kLibrary})->FilesOfSymbol(kLibrary);
  auto pool = std::make_unique<google::protobuf::DescriptorPool>();
  // A file comes before what it imports; those that lack an import are tried again.
  for (std::size_t round = 0; round < files.size(); ++round) {
    for (const std::string& bytes : files) {
      google::protobuf::FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      bool ready = pool->FindFileByName(file.name()) == nullptr;
      for (const std::string& import : file.dependency()) {
        ready = ready && pool->FindFileByName(import) != nullptr;
      }
      if (!ready) continue;
      if (change != nullptr && file.package() == "ett.openapi.testing") change(file);
      EXPECT_NE(pool->BuildFile(file), nullptr);
    }
  }
  return pool;
}

}  // namespace ett::openapi
