// segue list: who is in a segment, since when, and until when if nothing happens; or whom a cell of a report counts.
#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/listed_values.h"
#include "adapters/cli/names.h"
#include "adapters/cli/points.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

std::vector<OutputColumn> ListColumns(const engine::Program& program, const std::vector<Listed>& fields) {
  std::vector<OutputColumn> columns{
      {"contact", false, true}, {"since", false, false, true}, {"until", false, false, true}};
  for (const Listed& field : fields) columns.push_back(ColumnOf(program, field));
  return columns;
}

std::string Contacts(std::size_t count) {
  return WithThousands(std::to_string(count)) + (count == 1 ? " contact" : " contacts");
}

/// What is listed, and what is said above it and when it is empty.
struct Listing {
  std::string title;
  std::string when_empty;
  std::vector<engine::Membership> members;
};

void Write(Session& session, const Population& population, const std::vector<Listed>& fields, Listing listing) {
  ListedValues values(population, fields);
  const auto writer = session.Writer({.title = std::move(listing.title),
                                      .header = {HeaderLine(population)},
                                      .notes = {},
                                      .when_empty = std::move(listing.when_empty)});
  writer->Begin(ListColumns(population.program, fields));
  for (const engine::Membership& member : listing.members) {
    std::vector<Value> row{population.Key(member.contact), Moment{member.since},
                           Moment{member.until.value_or(engine::kForever)}};
    for (std::size_t field = 0; field < fields.size(); ++field) row.push_back(values.Of(field, member.contact));
    writer->Row(row);
  }
  writer->End();
}

Listing ListSegment(const Population& population, const engine::NamedNode& segment) {
  const EvaluationStage stage(*population.evaluator);
  Listing listing{"", "nobody is in it", engine::ListMembers(*population.evaluator, population.as_of, segment.node)};
  listing.title = segment.name + ": " + Contacts(listing.members.size());
  return listing;
}

// ---------------------------------------------------------------- behind a cell

/// Metrics that count just one thing, among those that an expression is worked out from.
void NameParts(const engine::Program& program, const engine::Expression& expression, std::vector<std::string>& names) {
  for (const engine::Expression& part : expression.parts) NameParts(program, part, names);
  if (expression.kind != engine::Expression::Kind::kMeasure) return;
  for (const engine::Metric& metric : program.metrics) {
    const bool is_part =
        metric.expression.kind == engine::Expression::Kind::kMeasure && metric.expression.measure == expression.measure;
    if (is_part) names.push_back("--metric " + metric.name);
  }
}

/// The one measure that the metric counts.
Result<std::uint32_t> MeasureOf(const engine::Program& program, const engine::Metric& metric) {
  if (metric.expression.kind == engine::Expression::Kind::kMeasure) return metric.expression.measure;
  std::vector<std::string> names;
  NameParts(program, metric.expression, names);
  std::string advice = "declare a metric for the part that you ask for, and list that one";
  if (!names.empty()) {
    advice = "list what it is worked out from: " + names.front();
    for (std::size_t i = 1; i < names.size(); ++i) advice += ", " + names[i];
  }
  return adapters::Error{"listing the contacts behind " + metric.name,
                         "it is worked out as " + metric.formula + ", so no contacts stand behind it",
                         std::move(advice), adapters::ErrorClass::kUsage};
}

Result<Listing> ListMetric(const Population& population, const engine::Metric& metric, std::uint32_t measure,
                           const engine::Interval& period, const std::string& period_text) {
  const EvaluationStage stage(*population.evaluator);
  const std::string title = metric.name + " in " + period_text;
  auto counted = engine::ListCounted(*population.evaluator, population.as_of, measure, period);
  if (!counted) {
    return adapters::Error{"listing the contacts behind " + title,
                           "it has no value there: what it counts was not recorded yet, or never imported",
                           "ask for a later period, or import that kind of event", adapters::ErrorClass::kRefused};
  }
  return Listing{title + ": " + WithThousands(std::to_string(counted->size())) + " counted", "nothing is counted there",
                 std::move(*counted)};
}

Result<int> RunForSegment(Session& session, const engine::Program& program, const ListOptions& options,
                          NeededColumns columns, const std::vector<Listed>& fields) {
  Result<const engine::NamedNode*> segment = FindSegment(program, options.segment);
  if (!segment) return segment.error();
  columns.AddNode((*segment)->node);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Write(session, **population, fields, ListSegment(**population, **segment));
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

Result<int> RunForMetric(Session& session, const engine::Program& program, const ListOptions& options,
                         NeededColumns columns, const std::vector<Listed>& fields) {
  Result<const engine::Metric*> metric = FindMetric(program, *options.metric);
  if (!metric) return metric.error();
  Result<std::uint32_t> measure = MeasureOf(program, **metric);
  if (!measure) return measure.error();
  Result<engine::Interval> period = ParsePeriod("--period", *options.period, session.calendar());
  if (!period) return period.error();
  columns.AddMetric(**metric);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  Result<Listing> listing = ListMetric(**population, **metric, *measure, *period, *options.period);
  if (!listing) return listing.error();
  Write(session, **population, fields, std::move(*listing));
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const ListOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<Listed>> fields = FindListed(**program, options.fields);
  if (!fields) return fields.error();
  NeededColumns columns(**program);
  for (const Listed& field : *fields) AddNeeds(**program, field, columns);
  const auto run = options.metric ? RunForMetric : RunForSegment;
  return run(session, **program, options, std::move(columns), *fields);
}

}  // namespace segue::cli
