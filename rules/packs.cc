// Looks a pack up; the texts are in a generated source.
#include "rules/packs.h"

#include <algorithm>

namespace segue::rules {

const Pack* FindPack(std::string_view name) {
  const std::vector<Pack>& packs = Packs();
  const auto found = std::find_if(packs.begin(), packs.end(), [&](const Pack& pack) { return pack.name == name; });
  return found == packs.end() ? nullptr : &*found;
}

}  // namespace segue::rules
