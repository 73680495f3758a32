// The profile of a run as a table.
#include "adapters/cli/evaluation_stage.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "adapters/cli/node_names.h"
#include "adapters/cli/table.h"
#include "adapters/cli/value.h"

namespace segue::cli {
namespace {

constexpr std::size_t kWidth = 80;

struct ProfileRow {
  const std::string* name;
  const engine::Cost* cost;
  bool has_results;
};

/// Of those that were evaluated.
void AppendRows(const std::vector<std::string>& names, const std::vector<engine::Cost>& costs, bool has_results,
                std::vector<ProfileRow>& rows) {
  for (std::size_t i = 0; i < costs.size(); ++i) {
    if (costs[i].time.count() > 0 || costs[i].rows > 0) rows.push_back({&names[i], &costs[i], has_results});
  }
}

std::string Seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f s", std::chrono::duration<double>(time).count());
  return text;
}

std::string Counted(std::uint64_t count) { return WithThousands(std::to_string(count)); }

}  // namespace

std::string ProfileTable(const engine::Program& program, const engine::Profile& profile, std::size_t width) {
  const std::vector<std::string> nodes = NodeNames(program), measures = MeasureNames(program);
  std::vector<ProfileRow> rows;
  AppendRows(nodes, profile.nodes, true, rows);
  AppendRows(measures, profile.measures, false, rows);
  if (rows.empty()) return "";
  std::stable_sort(rows.begin(), rows.end(),
                   [](const ProfileRow& a, const ProfileRow& b) { return a.cost->time > b.cost->time; });
  Table table({{"what was evaluated"}, {"time", true}, {"rows", true}, {"intervals", true}});
  for (const ProfileRow& row : rows) {
    table.Add({Printable(*row.name), Seconds(row.cost->time), Counted(row.cost->rows),
               row.has_results ? Counted(row.cost->results) : "–"});
  }
  return table.Render(width, false);
}

EvaluationStage::EvaluationStage(engine::Evaluator& evaluator, std::string detail) : evaluator_(evaluator) {
  if (LogIsSilent()) return;
  evaluator_.StartProfile();
  stage_.emplace("evaluate");
  stage_->Say(std::move(detail));
}

EvaluationStage::~EvaluationStage() {
  if (!stage_) return;
  stage_.reset();  // says its time above the table
  const std::string table = ProfileTable(evaluator_.program(), evaluator_.TakeProfile(), kWidth);
  if (!table.empty()) LogText("\n" + table);
}

}  // namespace segue::cli
