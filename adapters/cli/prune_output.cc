// The waterfall: in the segment, minus each reason to keep, minus grace, left to prune.
#include "adapters/cli/prune_output.h"

namespace segue::cli {
namespace {

struct Step {
  std::string label;
  std::int64_t contacts = 0;
  bool minus = false;
};

std::vector<Step> StepsOf(const PlannedPrune& planned) {
  const engine::PrunePlan& plan = planned.plan;
  std::vector<Step> steps{{"in " + planned.prune->segment, plan.in_segment}};
  for (std::size_t i = 0; i < plan.kept.size(); ++i) {
    const bool keep = i < planned.prune->keeps.size();
    steps.push_back({(keep ? "keep " : "") + plan.kept[i].label, plan.kept[i].contacts, true});
  }
  steps.push_back({"left to prune", std::ssize(plan.to_prune)});
  steps.push_back({"all contacts", plan.contacts});
  return steps;
}

double ShareOf(std::int64_t part, std::int64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

double ShareToPrune(const engine::PrunePlan& plan) { return ShareOf(std::ssize(plan.to_prune), plan.contacts); }

std::string PercentText(double share, const Population& population) {
  return TableText(Rate{share, true}, population.calendar);
}

std::string FreshnessSentence(const engine::FreshnessVerdict& verdict, const Population& population) {
  const std::string newest =
      verdict.newest ? "newest " + LocalTime(*verdict.newest, population.calendar) : std::string("there is none");
  return "needs " + verdict.label + ": " + newest + (verdict.fresh ? ", fresh" : ", too old");
}

std::string LimitSentence(const engine::PrunePlan& plan, const Population& population) {
  return "at most " + PercentText(*plan.at_most, population) +
         " of all contacts: " + PercentText(ShareToPrune(plan), population) +
         (plan.within_limit ? ", within the limit" : ", over the limit");
}

std::vector<std::string> NotesOf(const Population& population, const PlannedPrune& planned) {
  std::vector<std::string> notes;
  for (const engine::FreshnessVerdict& verdict : planned.plan.freshness)
    notes.push_back(FreshnessSentence(verdict, population));
  if (planned.plan.at_most) notes.push_back(LimitSentence(planned.plan, population));
  const std::string count = WithThousands(std::to_string(planned.plan.to_prune.size()));
  if (planned.archive.empty() && !planned.dry_run) {
    notes.emplace_back("nothing was changed, and no archive was written");
    return notes;
  }
  if (planned.archive.empty()) {
    notes.emplace_back(
        "dry run: nothing was changed; --apply --out FILE archives these profiles and takes them out of this store");
    return notes;
  }
  notes.push_back(count + " profiles were taken out of this store and are kept in " + planned.archive);
  notes.emplace_back("nothing was changed in other systems (mailing platform, shop, CRM): remove them there yourself");
  notes.push_back("to bring them back: segue prune --restore " + planned.archive);
  return notes;
}

/// `=` for what is in and what is left, `−` for what is kept back.
void WriteWaterfall(Session& session, const Population& population, const PlannedPrune& planned, bool header) {
  TableFrame frame{.title = "Clean-up of " + planned.prune->segment,
                   .header = {},
                   .notes = NotesOf(population, planned),
                   .when_empty = ""};
  if (header) frame.header.push_back(HeaderLine(population));
  const auto writer = session.Writer(std::move(frame));
  writer->Begin({{"step", false, true}, {"contacts", true}, {"of all", true}});
  for (const Step& step : StepsOf(planned)) {
    const std::string label = step.minus ? "− " + step.label : step.label;
    const std::vector<Value> row{std::string_view(label), step.contacts,
                                 Rate{ShareOf(step.contacts, planned.plan.contacts), true}};
    writer->Row(row);
  }
  writer->End();
}

void WriteSteps(ResultWriter& writer, const PlannedPrune& planned) {
  writer.Begin({{"step"}, {"contacts", true}});
  for (const Step& step : StepsOf(planned)) writer.Row(std::vector<Value>{std::string_view(step.label), step.contacts});
  writer.End();
}

}  // namespace

std::vector<std::string> Refusals(const Population& population, const PlannedPrune& planned) {
  std::vector<std::string> refusals;
  for (const engine::FreshnessVerdict& verdict : planned.plan.freshness) {
    if (!verdict.fresh) refusals.push_back(FreshnessSentence(verdict, population));
  }
  if (!planned.plan.within_limit) refusals.push_back(LimitSentence(planned.plan, population));
  return refusals;
}

void WritePrune(Session& session, const Population& population, const PlannedPrune& planned, bool header) {
  if (session.options().format == OutputFormat::kTable) return WriteWaterfall(session, population, planned, header);
  WriteSteps(*session.Writer({}), planned);
}

void WritePruneJson(std::ostream& out, const Population& population, const PlannedPrune& planned) {
  const engine::PrunePlan& plan = planned.plan;
  const std::optional<engine::Instant> through = population.common().data_through;
  out << "{\n  \"prune\": " << QuoteJson(planned.prune->segment)
      << ",\n  \"as_of\": " << JsonText(Moment{population.as_of})
      << ",\n  \"data_through\": " << JsonText(through ? Value{Moment{*through}} : Value{}) << ",\n  \"steps\": ";
  WriteSteps(*MakeJsonRows(out, "  "), planned);
  out << ",\n  \"share\": " << JsonText(Rate{ShareToPrune(plan)})
      << ",\n  \"at_most\": " << JsonText(plan.at_most ? Value{Rate{*plan.at_most}} : Value{})
      << ",\n  \"within_limit\": " << JsonText(plan.within_limit) << ",\n  \"needs\": [";
  for (std::size_t i = 0; i < plan.freshness.size(); ++i) {
    const engine::FreshnessVerdict& verdict = plan.freshness[i];
    out << (i > 0 ? ", " : "") << "{\"event\": " << QuoteJson(verdict.label)
        << ", \"newest\": " << JsonText(verdict.newest ? Value{Moment{*verdict.newest}} : Value{})
        << ", \"fresh\": " << JsonText(verdict.fresh) << '}';
  }
  out << "],\n  \"applied\": " << JsonText(!planned.archive.empty())
      << ",\n  \"archive\": " << (planned.archive.empty() ? "null" : QuoteJson(planned.archive)) << "\n}";
}

}  // namespace segue::cli
