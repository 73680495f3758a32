// segue diff: two versions of the rules over the same contacts, or the same rules at two moments.
#include <algorithm>
#include <filesystem>

#include "adapters/cli/commands.h"
#include "adapters/cli/log.h"
#include "adapters/cli/points.h"
#include "adapters/cli/rule_diff.h"

namespace segue::cli {
namespace {

using Differences = std::vector<Difference>;

/// Every column that a comparison can ask for.
adapters::LoadRequest RequestOf(const engine::Program& program) {
  NeededColumns columns(program);
  for (const engine::NamedNode& segment : program.segments) columns.AddNode(segment.node);
  for (const engine::NamedNode& flag : program.flags) columns.AddNode(flag.node);
  for (engine::LifecycleId id = 0; id < program.lifecycles.size(); ++id) columns.AddLifecycle(id);
  for (const engine::Report& report : program.reports) columns.AddReport(report);
  return columns.Request();
}

void Merge(std::vector<bool>& into, const std::vector<bool>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = into[i] || from[i];
}

/// Both requests in one; the schemas are the same.
adapters::LoadRequest Merged(adapters::LoadRequest a, const adapters::LoadRequest& b) {
  Merge(a.fields, b.fields);
  Merge(a.kinds, b.kinds);
  Merge(a.lists, b.lists);
  for (std::size_t kind = 0; kind < a.properties.size(); ++kind) Merge(a.properties[kind], b.properties[kind]);
  return a;
}

bool SameFields(const std::vector<engine::FieldDeclaration>& a, const std::vector<engine::FieldDeclaration>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const engine::FieldDeclaration& one, const engine::FieldDeclaration& other) {
                      return one.name == other.name && one.type == other.type && one.choices == other.choices &&
                             one.currency == other.currency;
                    });
}

/// Whether timelines loaded for one serve the other as well.
bool SameSchema(const engine::Schema& a, const engine::Schema& b) {
  return SameFields(a.fields, b.fields) && a.lists == b.lists &&
         std::equal(a.events.begin(), a.events.end(), b.events.begin(), b.events.end(),
                    [](const engine::EventKind& one, const engine::EventKind& other) {
                      return one.name == other.name && one.account == other.account &&
                             SameFields(one.properties, other.properties);
                    });
}

/// A folder stands for its rule files.
std::string RulesAt(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored) ? (std::filesystem::path(path) / "*.segue").string() : path;
}

GlobalOptions WithRules(GlobalOptions options, const std::string& path) {
  options.rules = {RulesAt(path)};
  return options;
}

Result<Differences> CompareVersions(Session& session, const DiffOptions& options) {
  Session old(WithRules(session.options(), options.versions[0]), session.out());
  Session now(WithRules(session.options(), options.versions[1]), session.out());
  // The mistakes of both are shown before either stops the comparison.
  Result<const engine::Program*> old_program = old.Program();
  Result<const engine::Program*> new_program = now.Program();
  if (!old_program) return old_program.error();
  if (!new_program) return new_program.error();
  Result<engine::Instant> as_of = now.AsOf();
  if (!as_of) return as_of.error();

  const engine::Schema& schema = (*old_program)->schema;
  const bool shared = SameSchema(schema, (*new_program)->schema);
  const adapters::LoadRequest wanted = RequestOf(**new_program);
  const adapters::LoadRequest request = shared ? Merged(RequestOf(**old_program), wanted) : RequestOf(**old_program);
  Result<Facts> old_facts = session.LoadFacts(schema, request);
  if (!old_facts) return old_facts.error();
  Result<Facts> new_facts = Facts();
  if (!shared) new_facts = session.LoadFacts((*new_program)->schema, wanted);
  if (!new_facts) return new_facts.error();
  const engine::TimelineSource& facts = shared ? old_facts->source() : new_facts->source();

  const Stage stage("evaluate");
  const engine::Evaluator old_evaluator(**old_program, old_facts->source(), old.calendar());
  const engine::Evaluator new_evaluator(**new_program, facts, now.calendar());
  return CompareRules({**old_program, old.calendar(), old_evaluator, *as_of},
                      {**new_program, now.calendar(), new_evaluator, *as_of});
}

Result<Differences> CompareInstants(Session& session, const DiffOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<engine::Instant> from = ParseLastMoment("--from", *options.from, session.calendar());
  if (!from) return from.error();
  Result<engine::Instant> until = ParseLastMoment("--to", *options.until, session.calendar());
  if (!until) return until.error();
  if (*from > *until) {
    return adapters::Error{"reading --from and --to", *options.from + " is after " + *options.until,
                           "give the earlier one to --from", adapters::ErrorClass::kUsage};
  }
  Result<Facts> facts = session.LoadFacts((*program)->schema, RequestOf(**program));
  if (!facts) return facts.error();
  const Stage stage("evaluate");
  const engine::Evaluator evaluator(**program, facts->source(), session.calendar());
  return CompareMoments({**program, session.calendar(), evaluator, *from},
                        {**program, session.calendar(), evaluator, *until});
}

/// One row per difference, as csv and json always have it.
void WriteAll(Session& session, const Differences& differences) {
  const auto writer = session.Writer({.title = "", .header = {}, .notes = {}, .when_empty = "no differences"});
  writer->Begin({{"kind", false, false, true},
                 {"name", false, true},
                 {"change", false, false, true},
                 {"contact"},
                 {"at", false, false, true}});
  for (const Difference& difference : differences) {
    const Value contact = difference.contact ? Value{std::string_view(*difference.contact)} : Value{};
    const std::vector<Value> row{std::string_view(difference.kind), std::string_view(difference.name),
                                 std::string_view(difference.change), contact,
                                 difference.at ? Value{Moment{*difference.at}} : Value{}};
    writer->Row(row);
  }
  writer->End();
}

/// How many contacts each change is about; they lie one after the other or among their opposites.
void WriteCounts(Session& session, const Differences& differences) {
  struct Count {
    const Difference* first;
    std::int64_t contacts;
  };
  std::vector<Count> counts;
  std::size_t group = 0;  // where the counts of the current name begin
  for (const Difference& difference : differences) {
    const auto same = [&](const Count& count) {
      return count.first->kind == difference.kind && count.first->name == difference.name;
    };
    if (counts.empty() || !same(counts.back())) group = counts.size();
    auto found = counts.begin() + static_cast<std::ptrdiff_t>(group);
    while (found != counts.end() && found->first->change != difference.change) ++found;
    if (found == counts.end()) found = counts.insert(found, {&difference, 0});
    if (difference.contact) ++found->contacts;
  }
  const auto writer = session.Writer({.title = "", .header = {}, .notes = {}, .when_empty = "no differences"});
  writer->Begin(
      {{"kind", false, false, true}, {"name", false, true}, {"change", false, false, true}, {"contacts", true}});
  for (const Count& count : counts) {
    const std::vector<Value> row{std::string_view(count.first->kind), std::string_view(count.first->name),
                                 std::string_view(count.first->change),
                                 count.contacts > 0 ? Value{count.contacts} : Value{}};
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const DiffOptions& options) {
  const Result<Differences> differences =
      options.from ? CompareInstants(session, options) : CompareVersions(session, options);
  if (!differences) return differences.error();
  const bool for_people = session.options().format == OutputFormat::kTable && !options.contacts;
  if (for_people) {
    WriteCounts(session, *differences);
  } else {
    WriteAll(session, *differences);
  }
  return options.exit_code && !differences->empty() ? kAnswerIsNo : kDone;
}

}  // namespace segue::cli
