// The ready-made rule packs of rules/packs/*.segue, built into the program: `use "lifecycle"` needs no file.
#pragma once

#include <string_view>
#include <vector>

namespace segue::rules {

struct Pack {
  std::string_view name;  // the file's name without `.segue`
  std::string_view text;
};

/// By name. Written by cmake/embed_packs.cmake from the files.
const std::vector<Pack>& Packs();

/// Null when there is no such pack.
const Pack* FindPack(std::string_view name);

}  // namespace segue::rules
