// Dictionaries are shared and never changed: the whole's is a copy with the newer texts behind the old ones.
#include "adapters/timeline_cache/value_codes_map.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace segue::timeline_cache {
namespace {

using engine::Dictionary;
using engine::SetDictionary;

CodeMap UniteTexts(const Dictionary& newer, Dictionary& whole) {
  std::unordered_map<std::string_view, std::uint32_t> wanted;  // the newer texts, to begin with at no code
  for (std::size_t code = 1; code < newer.texts.size(); ++code) wanted.emplace(newer.texts[code], 0);
  for (std::size_t code = 1; code < whole.texts.size(); ++code) {
    if (const auto found = wanted.find(whole.texts[code]); found != wanted.end())
      found->second = static_cast<std::uint32_t>(code);
  }
  CodeMap map{0};
  for (std::size_t code = 1; code < newer.texts.size(); ++code) {
    std::uint32_t& known = wanted.at(newer.texts[code]);
    if (known == 0) {
      known = static_cast<std::uint32_t>(whole.texts.size());
      whole.texts.push_back(newer.texts[code]);
    }
    map.push_back(known);
  }
  return map;
}

CodeMap UniteSets(const SetDictionary& newer, SetDictionary& whole) {
  const CodeMap items = UniteTexts(newer.items, whole.items);
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  for (std::size_t code = 0; code < whole.sets.size(); ++code)
    known.emplace(whole.sets[code], static_cast<std::uint32_t>(code));
  CodeMap map;
  for (const std::vector<std::uint32_t>& set : newer.sets) {
    std::vector<std::uint32_t> mapped;
    for (const std::uint32_t item : set) mapped.push_back(items[item]);
    std::sort(mapped.begin(), mapped.end());
    const auto [entry, added] = known.try_emplace(mapped, static_cast<std::uint32_t>(whole.sets.size()));
    if (added) whole.sets.push_back(std::move(mapped));
    map.push_back(entry->second);
  }
  return map;
}

}  // namespace

CodeMap Unite(const engine::Column& newer, engine::Column& whole) {
  if (whole.type == engine::ValueType::kList && newer.sets && whole.sets) {
    auto united = std::make_shared<SetDictionary>(*whole.sets);
    CodeMap map = UniteSets(*newer.sets, *united);
    whole.sets = std::move(united);
    return map;
  }
  const bool text = whole.type == engine::ValueType::kText || whole.type == engine::ValueType::kChoice;
  if (!text || !newer.dictionary || !whole.dictionary) return {};
  auto united = std::make_shared<Dictionary>(*whole.dictionary);
  CodeMap map = UniteTexts(*newer.dictionary, *united);
  whole.dictionary = std::move(united);
  return map;
}

}  // namespace segue::timeline_cache
