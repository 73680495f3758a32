// Dumps of declarations.
#include <cstdio>

#include "tests/dsl/dump_parts.h"

namespace segue::dsl {
std::string Doc(const std::string& description) { return description.empty() ? "" : List("doc", Quoted(description)); }

std::string Dump(const Rename& rename) { return List("=", Dump(rename.from), Dump(rename.to)); }
std::string Dump(const UseDeclaration& use) { return List("use", Quoted(use.file), DumpAll(use.renames)); }
std::string Dump(const TimezoneSetting& setting) { return List("timezone", Quoted(setting.zone)); }
std::string Dump(const CurrencySetting& setting) { return List("currency", setting.currency); }
std::string Dump(const WeekSetting& setting) { return List("week", setting.sunday ? "sunday" : "monday"); }
std::string Dump(const Field& field) {
  const char* const types[] = {"text", "number", "money", "flag", "date", "time", "list", "choice"};
  return List(Dump(field.name), Doc(field.description), types[static_cast<int>(field.type)], field.currency,
              DumpAll(field.choices));
}
std::string Dump(const ContactDeclaration& contact) { return List("contact", DumpAll(contact.fields)); }
std::string Dump(const EventDeclaration& event) {
  return List(event.account ? "account-event" : "event", Dump(event.name), DumpAll(event.properties),
              event.recorded_since ? List("since", Dump(*event.recorded_since)) : "");
}
std::string Dump(const ParamDeclaration& param) { return List("param", Dump(param.name), Dump(param.value)); }
std::string Dump(const SegmentDeclaration& segment) {
  return List("segment", Dump(segment.name), Dump(segment.condition));
}
std::string Dump(const FlagWhen& flag) {
  return List("when", Dump(flag.when), flag.until ? List("until", Dump(*flag.until)) : "");
}
std::string Dump(const FlagOn& flag) {
  return List("on", Dump(flag.on), DumpFilter(flag.on_filter),
              List("until", Dump(flag.until), DumpFilter(flag.until_filter)));
}
std::string Dump(const FlagDeclaration& flag) {
  return List("flag", Dump(flag.name), std::visit([](const auto& how) { return Dump(how); }, flag.how));
}
std::string Dump(std::monostate) { return ""; }
std::string Dump(const PerEvent& per) {
  return List("per", Dump(per.events), DumpFilter(per.filter), per.in_last ? List("last", Dump(*per.in_last)) : "");
}
std::string Dump(const ScoreItem& item) {
  char points[32];
  std::snprintf(points, sizeof points, "%g", item.points);
  return List(item.at_most ? "at-most" : "points", points,
              std::visit([](const auto& why) { return Dump(why); }, item.why));
}
std::string Dump(const ScoreDeclaration& score) { return List("score", Dump(score.name), DumpAll(score.items)); }
std::string Dump(const GroupLabel& label) { return List("label", Quoted(label.label), Dump(label.when)); }
std::string Dump(const GroupDeclaration& group) {
  return List("group", Dump(group.name), DumpAll(group.labels),
              group.otherwise ? List("otherwise", Quoted(*group.otherwise)) : "");
}

std::string DumpWhen(const std::optional<Condition>& when) { return when ? List("when", Dump(*when)) : ""; }
std::string Dump(const OnTrigger& trigger) {
  return List("on", Dump(trigger.events), DumpFilter(trigger.filter), DumpWhen(trigger.when));
}
std::string Dump(const WhenTrigger& trigger) { return List("when", Dump(trigger.when)); }
std::string Dump(const AfterTrigger& trigger) { return List("after", Dump(trigger.after), DumpWhen(trigger.when)); }
std::string Dump(const StateItem& state) {
  const char* const words[] = {"start", "final", "state"};
  return List(words[static_cast<int>(state.word)], Dump(state.name), Doc(state.description));
}
std::string Dump(const TransitionItem& move) {
  return List("->", Dump(move.from), Dump(move.to),
              std::visit([](const auto& trigger) { return Dump(trigger); }, move.trigger), Doc(move.description));
}
std::string Dump(const std::variant<StateItem, TransitionItem>& item) {
  return std::visit([](const auto& part) { return Dump(part); }, item);
}
std::string Dump(const LifecycleDeclaration& lifecycle) {
  std::string items;
  for (const auto& item : lifecycle.items) items += (items.empty() ? "" : " ") + Dump(item);
  return List("lifecycle", Dump(lifecycle.name), items);
}

std::string Dump(const MetricDeclaration& metric) {
  return List("metric", Dump(metric.name), Dump(metric.formula), metric.as_percent ? "percent" : "");
}
std::string Dump(const PeriodSplit& split) { return List("every", Word(split.unit)); }
std::string Dump(const NameSplit& split) {
  return List("by", Dump(split.name), split.member ? List("state", Dump(*split.member)) : "",
              split.bands.empty() ? "" : List("bands", DumpAll(split.bands)));
}
std::string Dump(const Split& split) {
  return std::visit([](const auto& part) { return Dump(part); }, split.split);
}
std::string Dump(const ByItem& item) { return DumpAll(item.splits); }
std::string Dump(const CohortsItem& item) { return List("cohorts", Dump(item.target)); }
std::string Dump(const OverItem& item) {
  return List("over", std::to_string(item.count), item.complete ? "complete" : "", Word(item.unit));
}
std::string Dump(const FromToItem& item) { return List("from-to", Dump(item.from), Dump(item.to)); }
std::string Dump(const ForItem& item) { return List("for", Dump(item.only_for)); }
std::string Dump(const Shown& shown) {
  return shown.title ? List("as", Dump(shown.metric), Quoted(*shown.title)) : Dump(shown.metric);
}
std::string Dump(const ShowItem& item) { return List("show", DumpAll(item.shown)); }
std::string Dump(const CompareItem& item) { return List("compare", item.last_year ? "last-year" : "previous"); }
std::string Dump(const TrendItem& item) { return item.seasonal ? "(seasonal)" : "(trend)"; }
std::string Dump(const ProjectItem& item) { return List("project", std::to_string(item.count), Word(item.unit)); }
std::string Dump(const CorrelateItem& item) { return List("correlate", Dump(item.metric), Dump(item.with)); }
std::string Dump(const GoalsItem& item) {
  return List("goals", DumpAll(item.goals), item.segments.empty() ? "" : List("each", DumpAll(item.segments)));
}
std::string Dump(const SortItem& item) {
  return List("sort", Dump(item.by), item.descending ? "descending" : "",
              item.top ? List("top", std::to_string(*item.top)) : "");
}
std::string Dump(const Drawing& drawing) { return List(drawing.kind, Dump(drawing.of)); }
std::string Dump(const DrawItem& item) { return List("draw", DumpAll(item.drawings)); }
std::string Dump(const ReportItem& item) {
  return std::visit([](const auto& part) { return Dump(part); }, item.item);
}
std::string Dump(const ReportDeclaration& report) { return List("report", Dump(report.name), DumpAll(report.items)); }

std::string Dump(const KeepItem& item) { return List("keep", Dump(item.condition)); }
std::string Dump(const GraceItem& item) { return List("grace", Dump(item.length)); }
std::string Dump(const NeedsItem& item) { return List("needs", Dump(item.events), Dump(item.within)); }
std::string Dump(const AtMostItem& item) { return List("at-most", Dump(item.share)); }
std::string Dump(const PruneItem& item) {
  return std::visit([](const auto& part) { return Dump(part); }, item.item);
}
std::string Dump(const PruneDeclaration& prune) { return List("prune", Dump(prune.segment), DumpAll(prune.items)); }

std::string Dump(const GoalThreshold& aim) { return List(Word(aim.comparator), Dump(aim.value)); }
std::string Dump(const GoalChange& aim) {
  return List(aim.down ? "down" : "up", Dump(aim.share), aim.on_last_year ? "last-year" : "last-period");
}
std::string Dump(const GoalNote& note) {
  static const char* const kWords[] = {"owner", "hypothesis", "learned"};
  return List(kWords[static_cast<int>(note.kind)], Quoted(note.text));
}
std::string Dump(const GoalItem& item) {
  return std::visit([](const auto& part) { return Dump(part); }, item.item);
}
std::string Dump(const GoalDeclaration& goal) {
  return List("goal", Dump(goal.name), Dump(goal.metric),
              std::visit([](const auto& aim) { return Dump(aim); }, goal.aim), Dump(goal.period), DumpAll(goal.items));
}
std::string Dump(const PastRows& past) { return List("past", Dump(past.split)); }
std::string Dump(const BenchmarkDeclaration& benchmark) {
  return List("benchmark", Dump(benchmark.metric),
              std::visit([](const auto& value) { return Dump(value); }, benchmark.value),
              benchmark.source ? Quoted(*benchmark.source) : "");
}
std::string Dump(const AdviseDeclaration& advise) {
  return List("advise", Dump(advise.metric), Word(advise.comparator), Dump(advise.value), Quoted(advise.advice));
}
std::string Dump(const AlertDeclaration& alert) {
  return List("alert", Dump(alert.name), Dump(alert.metric), Word(alert.comparator), Dump(alert.value),
              Quoted(alert.message));
}
std::string Dump(const ArmShare& share) { return List("share", Quoted(share.arm), Dump(share.share)); }
std::string Dump(const ArmsByField& item) {
  return List("arms", Dump(item.field), Quoted(item.control), DumpAll(item.shares));
}
std::string Dump(const ArmsBySample& item) { return List("arms-sample", Dump(item.share), Quoted(item.sample)); }
std::string Dump(const MeasureNames& item) { return List("measure", DumpAll(item.metrics)); }
std::string Dump(const StrataNames& item) { return List("strata", DumpAll(item.fields)); }
std::string Dump(const ExperimentRange& item) { return List("from", Dump(item.from), item.to ? Dump(*item.to) : ""); }
std::string Dump(const ExperimentBefore& item) { return List("before", Dump(item.length)); }
std::string Dump(const ExperimentItem& item) {
  return std::visit([](const auto& part) { return Dump(part); }, item.item);
}
std::string Dump(const ExperimentDeclaration& experiment) {
  return List("experiment", Dump(experiment.name), DumpAll(experiment.items));
}

std::string Dump(const Declaration& declaration) {
  const std::string node = std::visit([](const auto& part) { return Dump(part); }, declaration.node);
  return declaration.description.empty() ? node : List("described", Quoted(declaration.description), node);
}

}  // namespace segue::dsl
