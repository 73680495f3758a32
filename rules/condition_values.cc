// Anniversaries of date fields, and samples.
#include <cmath>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/date_test_reader.h"

namespace segue::rules {
namespace {

using engine::NodeId;

/// The shortest times that some anniversary always lies in.
constexpr std::int32_t kMonthsOfAYear = 12;
constexpr std::int64_t kLongestYear = 366 * engine::kMillisecondsPerDay;

bool IsAllYear(const engine::DateClause& when) {
  const auto is_long = [](const engine::Length& length) {
    return length.months >= kMonthsOfAYear || length.milliseconds >= kLongestYear;
  };
  if (const auto* last = std::get_if<engine::InLastWindow>(&when)) return is_long(last->length);
  if (const auto* next = std::get_if<engine::InNextWindow>(&when)) return is_long(next->length);
  const auto* relative = std::get_if<engine::RelativeWindow>(&when);
  return relative != nullptr && relative->lower && relative->lower->period.unit == engine::CalendarUnit::kYear;
}

/// The smallest whole number of hashes that is not below the share of all 2⁶⁴.
std::uint64_t ThresholdOf(double share) { return static_cast<std::uint64_t>(std::ceil(std::ldexp(share, 64))); }

}  // namespace

// ---------------------------------------------------------------- anniversaries

NodeId ConditionLowering::Lower(const dsl::AnniversaryCondition& anniversary, Span span) {
  DateTestReader dates(context_);
  const auto when = std::visit(
      [&](const auto& asked) {
        if constexpr (requires { dates.Read(asked, span); }) {
          return dates.Read(asked, span);
        } else {
          return dates.Read(asked);
        }
      },
      anniversary.when);
  const auto field = DateFieldOf(anniversary.field);
  if (!when || !field) return kFailed;
  if (IsAllYear(*when)) {
    context_.report.Warning(code::kAlwaysTrue, span, "this is true all year round: an anniversary comes every year",
                            "ask for less than a year, or write `" + anniversary.field.text + " is set`");
  }
  return Add(engine::AnniversaryNode{*field, *when}, span);
}

std::optional<engine::FieldId> ConditionLowering::DateFieldOf(const dsl::Name& name) {
  const Symbol* symbol = SymbolOf(name);
  if (symbol == nullptr) return {};
  if (symbol->kind != SymbolKind::kField) {
    context_.report.Error(code::kOtherKindOfName, name.span, Quote(name.text) + " is " + KindInWords(symbol->kind),
                          "only a date or time field of the contact has anniversaries");
    return {};
  }
  const engine::FieldDeclaration& field = context_.model.schema.fields[symbol->index];
  if (field.type == engine::ValueType::kDate || field.type == engine::ValueType::kTime) return symbol->index;
  context_.report.Error(code::kWrongTest, name.span,
                        field.name + " is " + TypeInWords(field) + "; only a date or time has anniversaries",
                        "if it holds dates, declare it as a date: `" + field.name + " date`");
  return {};
}

// ---------------------------------------------------------------- samples

NodeId ConditionLowering::Lower(const dsl::SampleCondition& sample, Span span) {
  const auto share = context_.parameters.ShareOf(sample.share);
  if (!share) return kFailed;
  if (*share <= 0 || *share > 1) {
    context_.report.Error(code::kBadShare, sample.share.span,
                          "a sample is a share of all contacts above 0 and up to 100 percent",
                          "write for example `in sample 10% of \"" + sample.name + "\"`");
    return kFailed;
  }
  if (*share < 1) return Add(engine::SampleNode{ThresholdOf(*share), sample.name}, span);
  context_.report.Warning(code::kAlwaysTrue, span, "this is always true: every contact is in a sample of 100 percent");
  return Add(engine::EveryoneNode{}, span);
}

}  // namespace segue::rules
