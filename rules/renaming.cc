// Renames of nested `use`s as one.
#include "rules/renaming.h"

namespace segue::rules {

Renaming::Renaming(const dsl::UseDeclaration& use, const Renaming* outer) : use_(&use), outer_(outer) {
  for (const dsl::Rename& rename : use.renames) own_.emplace(rename.from.text, rename.to.text);
}

std::string Renaming::operator()(const std::string& name) const {
  std::string reads = name;
  for (const Renaming* step = this; step != nullptr; step = step->outer_) {
    const auto found = step->own_.find(reads);
    if (found != step->own_.end()) reads = found->second;
  }
  return reads;
}

std::vector<std::pair<const dsl::UseDeclaration*, std::string>> Renaming::Met(const std::string& name) const {
  std::vector<std::pair<const dsl::UseDeclaration*, std::string>> met;
  std::string reads = name;
  for (const Renaming* step = this; step != nullptr; step = step->outer_) {
    const auto found = step->own_.find(reads);
    if (found == step->own_.end()) continue;
    met.emplace_back(step->use_, reads);
    reads = found->second;
  }
  return met;
}

std::map<std::string, std::string> Renaming::Changes() const {
  std::map<std::string, std::string> changes;
  for (const Renaming* step = this; step != nullptr; step = step->outer_) {
    for (const auto& [name, to] : step->own_) {
      const std::string reads = (*this)(name);
      if (reads != name) changes[name] = reads;
    }
  }
  return changes;
}

}  // namespace segue::rules
