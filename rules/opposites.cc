// Opposites by prefix (un-, de-, dis-, dé-, dés-) and by pairs of words, in any part of `a_b_c`.
#include "rules/opposites.h"

#include <array>
#include <utility>

namespace segue::rules {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<std::string_view, 5> kPrefixes = {"un", "de", "dis", "dés", "dé"};
constexpr std::array<Pair, 10> kPairs = {{{"in", "out"},
                                          {"on", "off"},
                                          {"joined", "left"},
                                          {"added", "removed"},
                                          {"started", "stopped"},
                                          {"started", "ended"},
                                          {"enabled", "disabled"},
                                          {"opened", "closed"},
                                          {"created", "deleted"},
                                          {"activated", "cancelled"}}};

std::vector<std::string> OppositesOfWord(std::string_view word) {
  std::vector<std::string> opposites;
  for (const auto& [one, other] : kPairs) {
    if (word == one) opposites.emplace_back(other);
    if (word == other) opposites.emplace_back(one);
  }
  for (const std::string_view prefix : kPrefixes) {
    opposites.push_back(std::string(prefix) + std::string(word));
    if (word.size() > prefix.size() + 2 && word.substr(0, prefix.size()) == prefix) {
      opposites.emplace_back(word.substr(prefix.size()));
    }
  }
  return opposites;
}

}  // namespace

std::vector<std::string> OppositesOf(std::string_view name) {
  std::vector<std::string> opposites;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("_ ", begin), name.size());
    for (const std::string& word : OppositesOfWord(name.substr(begin, end - begin))) {
      opposites.push_back(std::string(name.substr(0, begin)) + word + std::string(name.substr(end)));
    }
    begin = end + 1;
  }
  return opposites;
}

}  // namespace segue::rules
