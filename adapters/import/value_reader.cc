// Cells as values of the declared types; see the header.
#include "adapters/import/value_reader.h"

#include <algorithm>
#include <utility>

#include "adapters/import/currency.h"
#include "adapters/import/text.h"
#include "adapters/json/json_text.h"
#include "adapters/project/did_you_mean.h"
#include "unicode/unicode.h"

namespace segue::import {
namespace {

using adapters::FactValue;
using engine::ValueType;

/// Spellings of choices that are remembered; beyond them each cell is looked at anew.
constexpr std::size_t kMostSpellings = 4096;

void AppendItem(std::string_view item, std::vector<std::string>& items) {
  item = Trimmed(item);
  if (item.empty() || std::find(items.begin(), items.end(), item) != items.end()) return;
  items.emplace_back(item);
}

}  // namespace

void SetText(FactValue& value, std::string_view text) {
  if (auto* held = std::get_if<std::string>(&value)) {
    held->assign(text);
  } else {
    value.emplace<std::string>(text);
  }
}

ValueReader::ValueReader(const engine::FieldDeclaration& declaration, Notation notation, MomentReader* moments,
                         MomentReader* formatted)
    : declaration_(&declaration), notation_(notation), moments_(moments), formatted_(formatted) {
  for (std::size_t i = 0; i < declaration.choices.size(); ++i) choices_.emplace(declaration.choices[i], i);
}

std::string ValueReader::Read(std::string_view cell, FactValue& value, std::int64_t& shifted) {
  switch (declaration_->type) {
    case ValueType::kText:
      SetText(value, cell);
      return {};
    case ValueType::kNumber:
      return ReadNumber(cell, value);
    case ValueType::kMoney:
      return ReadMoney(cell, value);
    case ValueType::kFlag:
      return ReadFlag(cell, value);
    case ValueType::kDate:
      return ReadDate(cell, value);
    case ValueType::kTime:
      return ReadTime(cell, value, shifted);
    case ValueType::kList:
      return ReadList(cell, value);
    case ValueType::kChoice:
      return ReadChoice(cell, value);
  }
  return {};
}

std::optional<Decimal> ValueReader::Scaled(std::string_view amount) const {
  const std::optional<Decimal> decimal = ParseDecimal(amount, notation_.decimal);
  if (!decimal || !notation_.factor) return decimal;
  return Multiply(*decimal, *notation_.factor);
}

std::string ValueReader::NumberComplaint(std::string_view cell) const {
  const char other = notation_.decimal == '.' ? ',' : '.';
  const bool other_fits = ParseDecimal(cell, other).has_value();
  const std::string advice =
      other_fits ? std::string(" (is `decimal: \"") + other + "\"` missing in the mapping?)" : std::string();
  return "expected a number, found \"" + Shown(cell) + "\"" + advice;
}

std::string ValueReader::ReadNumber(std::string_view cell, FactValue& value) const {
  const bool percent = cell.ends_with('%');
  std::optional<Decimal> decimal = Scaled(percent ? Trimmed(cell.substr(0, cell.size() - 1)) : cell);
  if (!decimal) {
    const std::optional<MarkedAmount> marked = SplitAmount(cell);
    const bool amount = marked && !marked->mark.empty() && ParseDecimal(marked->amount, notation_.decimal);
    if (!amount) return NumberComplaint(cell);
    return "expected a number, found the amount \"" + Shown(cell) + "\" (declare it as money in the rules)";
  }
  if (percent) decimal->exponent -= 2;
  value.emplace<double>(ToDouble(*decimal));
  return {};
}

std::string ValueReader::ReadMoney(std::string_view cell, FactValue& value) const {
  const std::optional<MarkedAmount> split = SplitAmount(cell);
  std::optional<Decimal> decimal = split ? Scaled(split->amount) : std::nullopt;
  if (!decimal) return NumberComplaint(split && !split->mark.empty() ? split->amount : cell);
  if (!MarkFits(split->mark, declaration_->currency)) {
    return "\"" + Shown(cell) + "\" is not an amount in " + declaration_->currency + "; amounts are never converted";
  }
  if (split->minus_before_mark) decimal->negative = !decimal->negative;
  const std::optional<engine::Money> money = ToMoney(*decimal);
  if (!money) return "the amount \"" + Shown(cell) + "\" is too large";
  value.emplace<engine::Money>(*money);
  return {};
}

std::string ValueReader::ReadFlag(std::string_view cell, FactValue& value) const {
  const std::optional<bool> flag = notation_.flags->Read(cell);
  if (!flag) return "expected yes or no, found \"" + Shown(cell) + "\" (other words go into `yes:` and `no:`)";
  value.emplace<bool>(*flag);
  return {};
}

std::string ValueReader::ReadDate(std::string_view cell, FactValue& value) {
  MomentReader::DayAnswer answer;
  if (formatted_ != nullptr) answer = formatted_->ReadDay(cell);
  if (answer.reading == Reading::kNotAMoment) answer = moments_->ReadDay(cell);
  if (answer.reading != Reading::kOk)
    return (formatted_ != nullptr ? formatted_ : moments_)->Complaint(answer.reading, Shown(cell));
  value.emplace<engine::Day>(answer.day);
  return {};
}

std::string ValueReader::ReadTime(std::string_view cell, FactValue& value, std::int64_t& shifted) {
  MomentReader::Answer answer;
  if (formatted_ != nullptr) answer = formatted_->Read(cell);
  if (answer.reading == Reading::kNotAMoment) answer = moments_->Read(cell);
  if (answer.reading != Reading::kOk)
    return (formatted_ != nullptr ? formatted_ : moments_)->Complaint(answer.reading, Shown(cell));
  shifted += answer.shifted ? 1 : 0;
  value.emplace<engine::TimePoint>(engine::TimePoint{answer.instant});
  return {};
}

std::string ValueReader::ReadList(std::string_view cell, FactValue& value) const {
  auto& items = value.emplace<std::vector<std::string>>();
  if (cell.front() == '[') {
    const std::optional<std::vector<std::string>> parsed = json::ParseTextArray(cell);
    if (!parsed) return "expected a list of texts, found \"" + Shown(cell) + "\"";
    for (const std::string& item : *parsed) AppendItem(unicode::Nfc(item), items);
    return {};
  }
  const char separator = cell.find(';') != std::string_view::npos ? ';' : ',';
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find(separator, begin), cell.size());
    AppendItem(cell.substr(begin, end - begin), items);
    begin = end + 1;
  }
  return {};
}

std::string ValueReader::ReadChoice(std::string_view cell, FactValue& value) {
  auto found = choices_.find(cell);
  if (found == choices_.end()) {
    const std::string folded = unicode::FoldCase(cell);
    const auto& declared = declaration_->choices;
    const auto same = std::find_if(declared.begin(), declared.end(),
                                   [&](const std::string& choice) { return unicode::FoldCase(choice) == folded; });
    if (same == declared.end()) return UnknownChoice(cell);
    if (choices_.size() > kMostSpellings) {
      SetText(value, *same);
      return {};
    }
    found = choices_.emplace(cell, static_cast<std::size_t>(same - declared.begin())).first;
  }
  SetText(value, declaration_->choices[found->second]);
  return {};
}

std::string ValueReader::UnknownChoice(std::string_view cell) const {
  const std::string suggestion = project::DidYouMean(cell, declaration_->choices);
  return "\"" + Shown(cell) + "\" is none of the choices " + project::Enumerate(declaration_->choices, 8) + suggestion +
         (suggestion.empty() ? " (other spellings go into `values:`)" : "");
}

}  // namespace segue::import
