// What a mapping says about the cells of one column; see the header.
#include "adapters/import/cell_values.h"

#include <algorithm>
#include <utility>

#include "unicode/unicode.h"

namespace segue::import {

Replacements::Replacements(const std::vector<std::pair<std::string, std::string>>& pairs) {
  for (const auto& [from, to] : pairs) {
    exact_.emplace(from, to);
    folded_.emplace(unicode::FoldCase(from), to);
  }
}

std::string_view Replacements::Replace(std::string_view cell) const {
  if (exact_.empty()) return cell;
  if (const auto found = exact_.find(cell); found != exact_.end()) return found->second;
  if (const auto found = folded_.find(unicode::FoldCase(cell)); found != folded_.end()) return found->second;
  return cell;
}

AcceptedWords::AcceptedWords(std::vector<std::string> words) : words_(std::move(words)) {
  for (const std::string& word : words_) folded_.push_back(unicode::FoldCase(word));
}

bool AcceptedWords::Accept(std::string_view cell) const {
  if (std::find(words_.begin(), words_.end(), cell) != words_.end()) return true;
  return std::any_of(folded_.begin(), folded_.end(),
                     [&](const std::string& folded) { return unicode::FoldsTo(cell, folded); });
}

FlagWords::FlagWords(const std::vector<std::string>& yes, const std::vector<std::string>& no) {
  // The mapping's own words first: they outweigh ours.
  for (const std::string& word : yes) words_.emplace(unicode::FoldCase(word), true);
  for (const std::string& word : no) words_.emplace(unicode::FoldCase(word), false);
  for (const char* word : {"true", "1", "yes", "oui", "y", "t", "on"}) words_.emplace(word, true);
  for (const char* word : {"false", "0", "no", "non", "n", "f", "off"}) words_.emplace(word, false);
}

std::optional<bool> FlagWords::Read(std::string_view cell) const {
  if (const auto found = words_.find(cell); found != words_.end()) return found->second;
  if (const auto found = words_.find(unicode::FoldCase(cell)); found != words_.end()) return found->second;
  return std::nullopt;
}

}  // namespace segue::import
