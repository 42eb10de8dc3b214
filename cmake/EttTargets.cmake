# The only four ways to declare a target in this repository.

add_library(ett_options INTERFACE)
# g++ 12 sees uninitialised memory in every copied std::variant.
target_compile_options(ett_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror -Wno-maybe-uninitialized)
target_include_directories(ett_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(ETT_SANITIZE)
  # Nor can it follow std::string through instrumented code.
  target_compile_options(ett_options INTERFACE -Wno-restrict)
  add_compile_options(-fsanitize=${ETT_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ETT_SANITIZE})
endif()

function(_ett_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  target_sources(${name} PRIVATE ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC ${arg_DEPENDS} PRIVATE ett_options)
endfunction()

# ett_library(property_domain SOURCES energy.cc energy.h DEPENDS absl::statusor)
# Also declares the alias ett::property_domain, the name dependents use.
function(ett_library name)
  add_library(${name} STATIC)
  add_library(ett::${name} ALIAS ${name})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  _ett_target(${name} ${ARGN})
endfunction()

function(ett_executable name)
  add_executable(${name})
  _ett_target(${name} ${ARGN})
endfunction()

# ett_test(hr_sick_leave_test SOURCES sick_leave_test.cc DEPENDS ett::hr_domain)
# The label is the first word of the name, so that `ctest -L hr` runs one part's tests, and the
# target test-hr builds them.
function(ett_test name)
  add_executable(${name})
  _ett_target(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  string(REGEX MATCH "^[^_]+" label ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${label})
  if(NOT TARGET test-${label})
    add_custom_target(test-${label})
  endif()
  add_dependencies(test-${label} ${name})
endfunction()

# ett_proto_library(hr_proto COMMENTS SOURCES ett/hr/v1/hr_service.proto DEPENDS ett::google_proto)
# Generates messages and gRPC stubs below the build tree, from files under proto/ or IMPORT_ROOT.
# With COMMENTS, reflection tells those of the contract too.
function(ett_proto_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "COMMENTS" "IMPORT_ROOT" "SOURCES;DEPENDS")
  set(comments)
  set(plugin)
  if(arg_COMMENTS)
    set(plugin protoc_gen_comments)
    set(comments "--plugin=protoc-gen-comments=$<TARGET_FILE:${plugin}>" --comments_out=${CMAKE_BINARY_DIR}/generated)
    list(APPEND arg_DEPENDS ett::comments)
  endif()
  if(NOT arg_IMPORT_ROOT)
    set(arg_IMPORT_ROOT "${CMAKE_SOURCE_DIR}/proto")
  endif()
  set(out "${CMAKE_BINARY_DIR}/generated")
  file(MAKE_DIRECTORY "${out}")
  set(generated)
  foreach(source IN LISTS arg_SOURCES)
    string(REGEX REPLACE "\\.proto$" "" stem ${source})
    set(outputs "${out}/${stem}.pb.cc" "${out}/${stem}.pb.h" "${out}/${stem}.grpc.pb.cc" "${out}/${stem}.grpc.pb.h")
    add_custom_command(
      OUTPUT ${outputs}
      COMMAND protobuf::protoc --cpp_out=${out} --grpc_out=${out}
              "--plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>" ${comments}
              -I${arg_IMPORT_ROOT} -I${CMAKE_SOURCE_DIR}/proto -I${ETT_GOOGLE_PROTOS} -I/usr/share/grpc-proto
              ${arg_IMPORT_ROOT}/${source}
      DEPENDS ${arg_IMPORT_ROOT}/${source} ${plugin}
      COMMENT "protoc ${source}" VERBATIM)
    list(APPEND generated ${outputs})
  endforeach()
  add_library(${name} STATIC ${generated})
  add_library(ett::${name} ALIAS ${name})
  target_include_directories(${name} SYSTEM PUBLIC "${out}")
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf gRPC::grpc++ ${arg_DEPENDS})
endfunction()

# ett_version(hr NAMESPACE ett::hr): what the file VERSION beside says, as kVersion in hr_version.h.
function(ett_version name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE" "")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/VERSION")
  file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/VERSION" version LIMIT_COUNT 1)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/${name}_version.h" @ONLY CONTENT "#pragma once
namespace @arg_NAMESPACE@ {
inline constexpr char kVersion[] = \"@version@\";
}
")
endfunction()
