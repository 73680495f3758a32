// See goal_lowering.h.
#include "rules/goal_lowering.h"

#include <algorithm>
#include <numeric>
#include <type_traits>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/rate_reader.h"
#include "rules/split_lowering.h"
#include "rules/time_reader.h"
#include "rules/value_reader.h"

namespace segue::rules {
namespace {

engine::Limit LimitOf(dsl::Comparator comparator) {
  switch (comparator) {
    case dsl::Comparator::kEqual:
      return engine::Limit::kEqual;
    case dsl::Comparator::kNotEqual:
      return engine::Limit::kNotEqual;
    case dsl::Comparator::kLess:
      return engine::Limit::kBelow;
    case dsl::Comparator::kLessOrEqual:
      return engine::Limit::kAtMost;
    case dsl::Comparator::kGreater:
      return engine::Limit::kAbove;
    case dsl::Comparator::kGreaterOrEqual:
      break;
  }
  return engine::Limit::kAtLeast;
}

}  // namespace

std::optional<engine::ShownMetric> GoalLowering::MetricOf(const dsl::Name& name) {
  const std::uint32_t* metric = context_.model.metrics.Find(name.text);
  if (metric == nullptr) {
    context_.report.Unknown(code::kUnknownMetric, name, "there is no metric " + Quote(name.text),
                            context_.suggestions.DidYouMean(name.text, context_.model.metrics.Names()));
    return {};
  }
  const std::optional<Quantity>& quantity = metrics_[*metric];
  if (!quantity) return {};
  engine::ShownMetric shown{name.text, *metric, quantity->expression, engine::Rate::kNone};
  shown.rate = RateOf(context_, measures_, shown.expression);
  return shown;
}

std::optional<engine::Figure> GoalLowering::FigureOf(const dsl::Literal& written, const dsl::Name& metric) {
  const MeasuredUnit& unit = metrics_[*context_.model.metrics.Find(metric.text)]->unit;
  const dsl::Literal* literal = context_.parameters.Follow(written);
  if (literal == nullptr) return {};
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    context_.report.Error(code::kOtherUnit, written.span,
                          Quote(metric.text) + " is " + what + ", and this is " + context_.report.Text(literal->span),
                          hint);
    return std::nullopt;
  };
  const auto* number = std::get_if<dsl::Number>(&literal->value);
  if (unit.unit == engine::Unit::kMoney) {
    const auto* money = std::get_if<dsl::Money>(&literal->value);
    if (money != nullptr && money->currency != unit.currency) {
      return refuse("an amount in " + unit.currency, "write it in that currency");
    }
    if (money == nullptr && number == nullptr) {
      return refuse("an amount in " + unit.currency, "write an amount such as `500 " + unit.currency + "`");
    }
    const auto amount = ValueReader(context_).MoneyOf(money != nullptr ? money->digits : number->digits, written.span);
    return amount ? std::optional<engine::Figure>(*amount) : std::nullopt;
  }
  if (number != nullptr) {
    const bool percent = context_.model.metric_list[*context_.model.metrics.Find(metric.text)].syntax->as_percent;
    if (percent && number->value > 1) {
      context_.report.Warning(code::kPercentMeant, written.span,
                              Quote(metric.text) + " is a percentage, and " + context_.report.Text(literal->span) +
                                  " is the same as " + context_.report.Text(literal->span) + " times 100 %",
                              "write `" + context_.report.Text(literal->span) + "%`");
    }
    return engine::Figure{number->value};
  }
  const auto* share = std::get_if<dsl::Percent>(&literal->value);
  if (share != nullptr && unit.unit == engine::Unit::kNumber) return engine::Figure{share->value};
  return unit.unit == engine::Unit::kCount ? refuse("a count", "write a number such as `120`")
                                           : refuse("a number", "write a number or a percentage");
}

std::optional<engine::CalendarUnit> GoalLowering::UnitOf(const dsl::Period& period) {
  const dsl::Literal literal = std::visit(
      [&](const auto& value) {
        dsl::Literal as_literal;
        as_literal.value = value;
        as_literal.span = period.span;
        return as_literal;
      },
      period.value);
  const dsl::Literal* followed = context_.parameters.Follow(literal);
  if (followed == nullptr) return {};
  const auto* calendar = std::get_if<dsl::PeriodLiteral>(&followed->value);
  return calendar == nullptr ? engine::CalendarUnit::kDay : TimeReader::UnitOf(calendar->unit);
}

// ---------------------------------------------------------------- goals

std::optional<engine::Goal> GoalLowering::Lower(const Declared<dsl::GoalDeclaration>& declared) {
  const dsl::GoalDeclaration& written = *declared.syntax;
  engine::Goal goal;
  goal.name = written.name.text;
  goal.description = *declared.description;
  auto shown = MetricOf(written.metric);
  const auto period = TimeReader(context_).IntervalOf(written.period);
  if (!shown || !period) return {};
  const auto unit = UnitOf(written.period);
  if (!unit) return {};
  goal.shown = std::move(*shown);
  goal.period = *period;
  goal.unit = *unit;
  const bool aim = LowerAim(written, goal), items = LowerItems(written, goal);
  return aim && items ? std::optional(std::move(goal)) : std::nullopt;
}

bool GoalLowering::LowerAim(const dsl::GoalDeclaration& written, engine::Goal& goal) {
  if (const auto* threshold = std::get_if<dsl::GoalThreshold>(&written.aim)) {
    const auto figure = FigureOf(threshold->value, written.metric);
    if (!figure) return false;
    goal.at_least = threshold->comparator == dsl::Comparator::kGreaterOrEqual;
    goal.aim = engine::GoalThreshold{*figure};
    return true;
  }
  const auto& change = std::get<dsl::GoalChange>(written.aim);
  const auto share = context_.parameters.ShareOf(change.share);
  if (!share) return false;
  if (*share <= 0 || (change.down && *share > 1)) {
    context_.report.Error(code::kBadShare, change.share.span,
                          change.down ? "a figure goes down by more than 0 and at most 100 percent"
                                      : "a figure goes up by more than 0 percent",
                          change.down ? "write `down 10%`" : "write `up 10%`, or `down 10%`");
    return false;
  }
  goal.at_least = !change.down;
  goal.aim = engine::GoalChange{change.down ? 1 - *share : 1 + *share, change.on_last_year};
  return true;
}

bool GoalLowering::LowerItems(const dsl::GoalDeclaration& written, engine::Goal& goal) {
  std::vector<const dsl::GoalNote*> notes;
  bool read = true;
  const std::vector<engine::ShownMetric> shown{goal.shown};
  SplitLowering splits(context_, measures_, shown);
  for (const dsl::GoalItem& item : written.items) {
    if (const auto* note = std::get_if<dsl::GoalNote>(&item.item)) {
      const auto same = [&](const dsl::GoalNote* other) { return other->kind == note->kind; };
      if (std::any_of(notes.begin(), notes.end(), same)) {
        context_.report.Error(code::kSaidTwice, item.span, "this goal already says that", "keep one");
        read = false;
      }
      notes.push_back(note);
      (note->kind == dsl::GoalNote::Kind::kOwner        ? goal.owner
       : note->kind == dsl::GoalNote::Kind::kHypothesis ? goal.hypothesis
                                                        : goal.learned) = note->text;
      continue;
    }
    for (const dsl::Split& split : std::get<dsl::ByItem>(item.item).splits) {
      const auto* name = std::get_if<dsl::NameSplit>(&split.split);
      if (name == nullptr) {
        context_.report.Error(code::kBadGoal, split.span, "a goal has one period already",
                              "split it by a field, a segment or a property, or declare a goal for each period");
        read = false;
        continue;
      }
      auto lowered = splits.Lower(*name, split.span);
      if (lowered) goal.by.push_back(std::move(*lowered));
      read = read && lowered;
    }
  }
  return read;
}

std::optional<std::vector<std::uint32_t>> GoalLowering::GoalsOf(const dsl::GoalsItem& item,
                                                                const std::vector<engine::Goal>& goals) {
  std::vector<std::uint32_t> found;
  if (item.goals.empty()) {
    found.resize(goals.size());
    std::iota(found.begin(), found.end(), 0U);
    return found;
  }
  bool known = true;
  for (const dsl::Name& name : item.goals) {
    const auto goal = std::find_if(goals.begin(), goals.end(), [&](const auto& one) { return one.name == name.text; });
    if (goal != goals.end()) {
      found.push_back(static_cast<std::uint32_t>(goal - goals.begin()));
      continue;
    }
    known = false;
    if (context_.model.goals.Find(name.text) != nullptr) continue;  // its own mistake is reported
    context_.report.Unknown(code::kUnknownGoal, name, "there is no goal " + Quote(name.text),
                            context_.suggestions.DidYouMean(name.text, context_.model.goals.Names()));
  }
  return known ? std::optional(std::move(found)) : std::nullopt;
}

std::optional<engine::GoalMatrix> GoalLowering::Lower(const dsl::GoalsItem& item, dsl::Span span,
                                                      const std::vector<engine::Goal>& goals) {
  if (goals.empty() && context_.model.goal_list.empty()) {
    context_.report.Error(code::kUnknownGoal, span, "the rules declare no goal",
                          "declare one: goal \"T1\" = conversions >= 120 in 2026-Q1");
    return {};
  }
  const auto columns = GoalsOf(item, goals);
  if (!columns) return {};
  engine::GoalMatrix matrix;
  matrix.goals = *columns;
  if (item.segments.empty()) {
    for (const std::uint32_t goal : *columns) matrix.cells.push_back(goals[goal]);
    return matrix;
  }
  for (const dsl::Name& segment : item.segments) {
    const engine::NodeId node = ConditionLowering(context_).NodeOfMember(segment);
    if (node == kFailed) return {};
    matrix.segments.push_back(segment.text);
    for (const std::uint32_t goal : *columns) {
      engine::Goal& cell = matrix.cells.emplace_back(goals[goal]);
      auto narrowed = metrics_.Narrow(cell.shown.expression, node, segment.span);
      if (!narrowed) return {};
      cell.shown.expression = std::move(*narrowed);
      cell.by.clear();
    }
  }
  return matrix;
}

// ---------------------------------------------------------------- benchmarks, advice, alerts

/// Some report may be split by it.
bool GoalLowering::CanSplit(const dsl::Name& name) {
  if (context_.model.names.Find(name.text) != nullptr) return true;
  std::vector<std::string_view> names = context_.model.names.Names();
  for (const auto& properties : context_.model.properties) {
    if (properties.Find(name.text) != nullptr) return true;
    for (const std::string_view property : properties.Names()) names.push_back(property);
  }
  context_.report.Unknown(code::kUnknownSplit, name,
                          "there is no field, segment, lifecycle or property " + Quote(name.text) + " to split by",
                          context_.suggestions.DidYouMean(name.text, names));
  return false;
}

std::optional<engine::Benchmark> GoalLowering::Lower(const Declared<dsl::BenchmarkDeclaration>& declared) {
  const auto shown = MetricOf(declared.syntax->metric);
  if (!shown) return {};
  engine::Benchmark benchmark{shown->metric, {}, declared.syntax->source.value_or("")};
  if (const auto* past = std::get_if<dsl::PastRows>(&declared.syntax->value)) {
    if (!CanSplit(past->split)) return {};
    benchmark.value = engine::PastRows{past->split.text};
    return benchmark;
  }
  const auto figure = FigureOf(std::get<dsl::Literal>(declared.syntax->value), declared.syntax->metric);
  if (!figure) return {};
  benchmark.value = *figure;
  return benchmark;
}

std::optional<engine::Advice> GoalLowering::Lower(const Declared<dsl::AdviseDeclaration>& declared) {
  const auto shown = MetricOf(declared.syntax->metric);
  if (!shown) return {};
  const auto figure = FigureOf(declared.syntax->value, declared.syntax->metric);
  if (!figure) return {};
  return engine::Advice{shown->metric, LimitOf(declared.syntax->comparator), *figure, declared.syntax->advice};
}

std::optional<engine::Alert> GoalLowering::Lower(const Declared<dsl::AlertDeclaration>& declared) {
  auto shown = MetricOf(declared.syntax->metric);
  if (!shown) return {};
  const auto figure = FigureOf(declared.syntax->value, declared.syntax->metric);
  if (!figure) return {};
  return engine::Alert{declared.syntax->name.text,
                       *declared.description,
                       std::move(*shown),
                       LimitOf(declared.syntax->comparator),
                       *figure,
                       declared.syntax->message};
}

}  // namespace segue::rules
