// One name space: exact names, where each was declared, and what may be wrong with a new one.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/syntax.h"
#include "rules/codes.h"
#include "rules/reporter.h"
#include "unicode/unicode.h"

namespace segue::rules {

template <typename T>
class NameSpace {
 public:
  struct Entry {
    T value;
    dsl::Span span;
  };

  /// False, with an error that prints both places, when the name is taken. Names that differ from it only by letter
  /// case draw a warning.
  bool Declare(const dsl::Name& name, T value, Reporter& report) {
    const auto [entry, added] = entries_.try_emplace(name.text, Entry{std::move(value), name.span});
    if (!added) {
      report.Error(code::kDeclaredTwice, name.span, Quote(name.text) + " is declared twice", {},
                   "first declared at " + report.Place(entry->second.span));
      return false;
    }
    names_.push_back(name.text);
    WarnAboutCase(name, report);
    return true;
  }

  const T* Find(std::string_view name) const {
    const Entry* entry = FindEntry(name);
    return entry == nullptr ? nullptr : &entry->value;
  }
  const Entry* FindEntry(std::string_view name) const {
    const auto found = entries_.find(std::string(name));
    return found == entries_.end() ? nullptr : &found->second;
  }
  /// In order of declaration.
  std::vector<std::string_view> Names() const { return {names_.begin(), names_.end()}; }
  std::size_t size() const { return names_.size(); }

 private:
  void WarnAboutCase(const dsl::Name& name, Reporter& report) {
    const auto [other, added] = by_folded_name_.try_emplace(unicode::FoldCase(name.text), name.text);
    if (added) return;
    report.Warning(code::kCaseDiffers, name.span,
                   Quote(name.text) + " and " + Quote(other->second) + " differ only by letter case", {},
                   Quote(other->second) + " is declared at " + report.Place(entries_.at(other->second).span));
  }

  std::unordered_map<std::string, Entry> entries_;
  std::unordered_map<std::string, std::string> by_folded_name_;
  std::vector<std::string> names_;
};

}  // namespace segue::rules
