// Texts are folded and numbered once, when the plan is made; a row only looks up.
#include "engine/value_codes.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::engine {
namespace {

ValueCode Number(std::unordered_map<std::string, ValueCode>& known, std::string text) {
  return known.try_emplace(std::move(text), known.size() + 1).first->second;
}

}  // namespace

ValueCodes::ValueCodes(const SameProperty& properties, const std::vector<EventColumn>& events) {
  Interned texts, sets;
  kinds_.resize(events.size());
  for (std::size_t kind = 0; kind < kinds_.size() && kind < properties.property_by_kind.size(); ++kind) {
    const auto property = properties.property_by_kind[kind];
    if (!property || *property >= events[kind].properties.size()) continue;
    const Column& column = events[kind].properties[*property];
    lists_ = lists_ && column.type == ValueType::kList;
    KindCodes& codes = kinds_[kind];
    codes.property = property;
    if (column.type == ValueType::kFlag) codes.by_code = {kNoCode, 1, 2};
    if ((column.type == ValueType::kText || column.type == ValueType::kChoice) && column.dictionary) {
      codes.by_code = Intern(*column.dictionary, texts);
    }
    if (column.type == ValueType::kList && column.sets) AddSets(*column.sets, texts, sets, codes);
  }
}

std::vector<ValueCode> ValueCodes::Intern(const Dictionary& dictionary, Interned& texts) {
  std::vector<ValueCode> codes{kNoCode};
  for (std::size_t code = 1; code < dictionary.texts.size(); ++code) {
    codes.push_back(Number(texts, unicode::FoldCase(dictionary.texts[code])));
  }
  return codes;
}

void ValueCodes::AddSets(const SetDictionary& sets, Interned& items, Interned& wholes, KindCodes& codes) {
  const std::vector<ValueCode> item_codes = Intern(sets.items, items);
  for (const std::vector<std::uint32_t>& set : sets.sets) {
    std::vector<ValueCode> members;
    members.reserve(set.size());
    for (const std::uint32_t item : set) members.push_back(item_codes[item]);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    std::string whole;
    for (const ValueCode member : members) whole += std::to_string(member) + ' ';
    codes.by_code.push_back(members.empty() ? kNoCode : Number(wholes, std::move(whole)));
    codes.items_by_code.push_back(std::move(members));
  }
}

ValueCode ValueCodes::Of(const EventColumn& events, EventKindId kind, std::uint32_t row) const {
  const KindCodes& codes = kinds_[kind];
  if (!codes.property) return kNoCode;
  const Column& column = events.properties[*codes.property];
  if (!column.codes.empty()) return codes.by_code[column.codes[row]];
  if (!column.integers.empty()) return CodeOfInteger(column.integers[row]);  // kMissingInteger becomes kNoCode
  if (column.numbers.empty()) return kNoCode;                                // not loaded
  const double number = column.numbers[row];
  return number == number ? CodeOfNumber(number) : kNoCode;
}

std::span<const ValueCode> ValueCodes::ItemsOf(const EventColumn& events, EventKindId kind, std::uint32_t row) const {
  const KindCodes& codes = kinds_[kind];
  if (!codes.property) return {};
  const Column& column = events.properties[*codes.property];
  if (column.codes.empty()) return {};
  return codes.items_by_code[column.codes[row]];
}

}  // namespace segue::engine
