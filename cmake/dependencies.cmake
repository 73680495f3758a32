# Every foreign library, in one place. All come from Debian 12 packages (./dev installs them);
# Catch2 v3 from bookworm-backports.
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(simdjson QUIET)
find_package(Catch2 3 QUIET)

# segue_dependency(target header library): a library that ships no CMake package.
function(segue_dependency target header library)
  find_path(${target}_include ${header} REQUIRED)
  find_library(${target}_library ${library} REQUIRED)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_include})
  target_link_libraries(${target} INTERFACE ${${target}_library})
endfunction()

segue_dependency(dep_utf8proc utf8proc.h utf8proc)
segue_dependency(dep_cctz cctz/time_zone.h cctz)
segue_dependency(dep_re2 re2/re2.h re2)
segue_dependency(dep_libcsv csv.h csv)
segue_dependency(dep_xxhash xxhash.h xxhash)

add_library(dep_zlib INTERFACE)
target_link_libraries(dep_zlib INTERFACE ZLIB::ZLIB)
add_library(dep_yaml INTERFACE)
target_link_libraries(dep_yaml INTERFACE yaml-cpp)
add_library(dep_spdlog INTERFACE)
target_link_libraries(dep_spdlog INTERFACE spdlog::spdlog)
