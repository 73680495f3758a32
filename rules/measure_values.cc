// Measures of values: of events' properties, of fields and scores, of the time between two states; and whose touch gets
// the credit.
#include <algorithm>
#include <utility>

#include "rules/codes.h"
#include "rules/measure_lowering.h"
#include "rules/measure_pool.h"
#include "rules/time_reader.h"
#include "rules/value_reader.h"

namespace segue::rules {

using engine::Statistic;

namespace {

Statistic StatisticFor(dsl::AggregateKind kind, int rank) {
  switch (kind) {
    case dsl::AggregateKind::kMedian:
      return {Statistic::Kind::kRank, 50};
    case dsl::AggregateKind::kRank:
      return {Statistic::Kind::kRank, rank};
    case dsl::AggregateKind::kSmallest:
      return {Statistic::Kind::kSmallest, 0};
    case dsl::AggregateKind::kLargest:
      return {Statistic::Kind::kLargest, 0};
    case dsl::AggregateKind::kDistinct:
      return {Statistic::Kind::kDistinct, 0};
    case dsl::AggregateKind::kLast:
      return {Statistic::Kind::kLast, 0};
    default:
      return {Statistic::Kind::kAverage, 0};
  }
}

dsl::Events EventsOf(const dsl::PropertyPath& property) {
  dsl::Events events;
  events.span = property.span;
  for (const dsl::Name& name : property.events) events.alternatives.push_back({name, {}});
  return events;
}

}  // namespace

// ---------------------------------------------------------------- properties of events

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::PropertyMeasure& measure, dsl::Span) {
  auto events = EventsWith(EventsOf(measure.property), measure.filter, measure.during, EventUse::kAccountToo);
  if (!events) return {};
  Result lowered = measure.kind == dsl::AggregateKind::kSum ? SumOf(measure, std::move(*events))
                                                            : StatisticOf(measure, std::move(*events));
  if (lowered) lowered->measure.to_date = measure.to_date;
  return lowered;
}

std::optional<LoweredMeasure> MeasureLowering::StatisticOf(const dsl::PropertyMeasure& measure,
                                                           engine::EventSet events) {
  engine::EventStatisticMeasure values{std::move(events), {}, StatisticFor(measure.kind, measure.rank), false};
  if (measure.kind == dsl::AggregateKind::kDistinct) {
    for (const engine::EventMatch& match : values.events.alternatives) {
      const auto property = events_.PropertyOf(measure.property.property, match.kind);
      if (!property) return {};
      values.properties.push_back(*property);
    }
    return LoweredMeasure{{std::move(values)}, {}};
  }
  Result sum = SumOf(measure, values.events);  // the same properties, of the same units
  if (!sum) return {};
  auto& summed = std::get<engine::EventSumMeasure>(sum->measure.what);
  values.properties = std::move(summed.properties);
  values.money = summed.money;
  return LoweredMeasure{{std::move(values)}, sum->unit};
}

// ---------------------------------------------------------------- fields and scores

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::LevelMeasure& measure, dsl::Span) {
  engine::LevelMeasure level{StatisticFor(measure.kind, measure.rank), {}, {}, false};
  const Symbol* symbol = context_.model.names.Find(measure.name.text);
  if (symbol == nullptr) {
    std::string hint = context_.suggestions.DidYouMean(measure.name.text, context_.model.names.Names());
    if (context_.model.events.Find(measure.name.text) != nullptr) {
      hint = Quote(measure.name.text) + " is an event; name its property: `" + measure.name.text + ".…`";
    }
    context_.report.Unknown(code::kNoLevel, measure.name, "there is no field or score " + Quote(measure.name.text),
                            hint);
    return {};
  }
  if (symbol->kind == SymbolKind::kScore) {
    const engine::NodeId run = context_.score_runs[symbol->index];
    if (run == kFailed) return {};
    level.score = run;
    return LoweredMeasure{{level}, {engine::Unit::kNumber, {}}};
  }
  if (symbol->kind != SymbolKind::kField) {
    context_.report.Error(code::kNoLevel, measure.name.span,
                          Quote(measure.name.text) + " is " + KindInWords(symbol->kind) +
                              "; only scores and fields of numbers or money have a value to take this of");
    return {};
  }
  const engine::FieldDeclaration& field = context_.model.schema.fields[symbol->index];
  level.field = symbol->index;
  level.money = field.type == engine::ValueType::kMoney;
  if (!level.money && field.type != engine::ValueType::kNumber) {
    context_.report.Error(code::kNoLevel, measure.name.span,
                          Quote(field.name) + " is " + TypeInWords(field) +
                              "; only scores and fields of numbers or money have a value to take this of");
    return {};
  }
  if (level.money) return LoweredMeasure{{level}, {engine::Unit::kMoney, field.currency}};
  return LoweredMeasure{{level}, {engine::Unit::kNumber, {}}};
}

// ---------------------------------------------------------------- time between

std::optional<LoweredMeasure> MeasureLowering::Lower(const dsl::DurationMeasure& measure, dsl::Span) {
  const auto from = Lower(measure.from), to = Lower(measure.to);
  if (!from || !to) return {};
  const std::int64_t hour = engine::kMillisecondsPerDay / 24;
  return LoweredMeasure{{engine::DurationMeasure{StatisticFor(measure.kind, measure.rank), *from, *to,
                                                 measure.unit == dsl::TimeUnit::kHour ? hour : 24 * hour}},
                        {engine::Unit::kNumber, {}}};
}

// ---------------------------------------------------------------- credit

std::optional<engine::Credit> MeasureLowering::Lower(const dsl::Credit& written) {
  auto touches = EventsWith(EventsOf(written.property), {}, written.during, EventUse::kContact);
  const auto within = TimeReader(context_).LengthOf(written.within);
  if (!touches || !within) return {};
  engine::Credit credit;
  credit.within = *within;
  credit.touch = written.touch == dsl::TouchKind::kFirst  ? engine::Credit::Touch::kFirst
                 : written.touch == dsl::TouchKind::kLast ? engine::Credit::Touch::kLast
                                                          : engine::Credit::Touch::kAny;
  for (const engine::EventMatch& match : touches->alternatives) {
    const auto property = events_.PropertyOf(written.property.property, match.kind);
    if (!property) return {};
    credit.properties.push_back(*property);
  }
  credit.touches = std::move(*touches);
  return credit;
}

bool MeasureLowering::CanBeCredited(const engine::Measure& measure, dsl::Span span) {
  const bool happens = rules::EventsOf(measure) != nullptr ||
                       std::holds_alternative<engine::EntriesMeasure>(measure.what) ||
                       std::holds_alternative<engine::ExitsMeasure>(measure.what) ||
                       std::holds_alternative<engine::MovesMeasure>(measure.what);
  if (happens && !IsAccountMeasure(measure, context_.model.schema)) return true;
  context_.report.Error(code::kNoCredit, span,
                        happens ? "events of the account belong to no contact, whose touches could get the credit"
                                : "what is read at the end of a period, or over it, is nobody's credit",
                        "credit what happens to contacts: entries, exits, moves or their events");
  return false;
}

}  // namespace segue::rules
