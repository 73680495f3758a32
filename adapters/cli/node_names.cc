// A node belongs to the declaration from which it is reached first without passing through another declaration.
#include "adapters/cli/node_names.h"

#include <algorithm>

#include "engine/node_parts.h"
#include "engine/report_plan.h"

namespace segue::cli {
namespace {

using engine::NodeId;

/// Rules may be written over several lines.
std::string OnOneLine(const std::string& text) {
  std::string line;
  for (const char character : text) {
    const bool space = character == ' ' || character == '\n' || character == '\t' || character == '\r';
    if (!space) line += character;
    if (space && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

/// `owner: text`; a lifecycle's own text is its name.
std::string Join(const std::string& owner, const std::string& text) {
  const std::string line = OnOneLine(text);
  return owner.empty() || line == owner ? line : line.empty() ? owner : owner + ": " + line;
}

class Owners {
 public:
  explicit Owners(const engine::Program& program)
      : program_(program), names_(program.nodes.size()), declared_(program.nodes.size(), false) {}

  /// Roots first: what they are made of stops at them.
  void Declare(NodeId root, const std::string& name) {
    if (declared_[root]) return;
    declared_[root] = true;
    names_[root] = name;
    roots_.push_back(root);
  }
  void NameParts() {
    for (const NodeId root : roots_) NamePartsOf(root, names_[root]);
  }
  /// A condition that stands in no segment: in a metric, a group, a prune.
  void Name(NodeId root, const std::string& name) {
    if (!names_[root].empty()) return;
    names_[root] = name;
    NamePartsOf(root, name);
  }
  const std::string& operator[](NodeId node) const { return names_[node]; }

 private:
  void NamePartsOf(NodeId root, const std::string& name) {
    std::vector<NodeId> waiting{root};
    while (!waiting.empty()) {
      std::vector<NodeId> parts;
      engine::AppendParts(program_, waiting.back(), parts);
      waiting.pop_back();
      for (const NodeId part : parts) {
        if (!names_[part].empty()) continue;
        names_[part] = name;
        waiting.push_back(part);
      }
    }
  }

  const engine::Program& program_;
  std::vector<std::string> names_;
  std::vector<bool> declared_;
  std::vector<NodeId> roots_;
};

void DeclareAll(const engine::Program& program, Owners& owners) {
  for (const engine::NamedNode& segment : program.segments) owners.Declare(segment.node, segment.name);
  for (const engine::NamedNode& flag : program.flags) owners.Declare(flag.node, flag.name);
  for (std::size_t i = 0; i < program.lifecycle_runs.size(); ++i) {
    owners.Declare(program.lifecycle_runs[i], program.lifecycles[i].name);
  }
  for (std::size_t i = 0; i < program.score_runs.size(); ++i) {
    owners.Declare(program.score_runs[i], program.scores[i].name);
  }
}

void NameMeasureNodes(const engine::Measure& measure, const std::string& name, Owners& owners) {
  for (const NodeId node : measure.only_for) owners.Name(node, name);
  if (const engine::EventSet* events = engine::EventsOf(measure)) {
    for (const engine::WhileCondition& condition : events->during) owners.Name(condition.node, name);
  }
}

bool Counts(const engine::Expression& expression, std::uint32_t measure) {
  if (expression.kind == engine::Expression::Kind::kMeasure) return expression.measure == measure;
  return std::any_of(expression.parts.begin(), expression.parts.end(),
                     [&](const engine::Expression& part) { return Counts(part, measure); });
}

/// The metric that is just this measure, else the first that is worked out from it.
const engine::Metric* MetricOf(const engine::Program& program, std::uint32_t measure) {
  const engine::Metric* found = nullptr;
  for (const engine::Metric& metric : program.metrics) {
    if (!Counts(metric.expression, measure)) continue;
    if (metric.expression.kind == engine::Expression::Kind::kMeasure) return &metric;
    if (found == nullptr) found = &metric;
  }
  return found;
}

}  // namespace

std::vector<std::string> NodeNames(const engine::Program& program) {
  Owners owners(program);
  DeclareAll(program, owners);
  owners.NameParts();
  for (const engine::Prune& prune : program.prunes) {
    for (const engine::PruneKeep& keep : prune.keeps) owners.Name(keep.node, "prune " + prune.segment);
  }
  for (const engine::Group& group : program.groups) {
    for (const NodeId node : group.nodes) owners.Name(node, group.name);
  }
  for (std::uint32_t measure = 0; measure < program.measures.size(); ++measure) {
    const engine::Metric* metric = MetricOf(program, measure);
    NameMeasureNodes(program.measures[measure], metric == nullptr ? "report" : metric->name, owners);
  }
  std::vector<std::string> names;
  for (NodeId node = 0; node < program.nodes.size(); ++node) {
    names.push_back(Join(owners[node], program.nodes[node].label));
  }
  return names;
}

std::vector<std::string> MeasureNames(const engine::Program& program) {
  std::vector<std::string> names;
  for (std::uint32_t measure = 0; measure < program.measures.size(); ++measure) {
    const engine::Metric* metric = MetricOf(program, measure);
    names.push_back(metric == nullptr ? "counted by a report" : Join(metric->name, metric->formula));
  }
  return names;
}

}  // namespace segue::cli
