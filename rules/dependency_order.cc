// Dependency order and circles.
#include "rules/dependency_order.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "rules/codes.h"

namespace segue::rules {
namespace {

constexpr std::uint32_t kUnseen = 0xFFFFFFFF;
constexpr std::size_t kMostNamesShown = 12;

}  // namespace

std::uint32_t DependencyGraph::AddNode(std::string name, dsl::Span span) {
  nodes_.push_back({std::move(name), span, {}});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void DependencyGraph::AddEdge(std::uint32_t from, std::uint32_t to, dsl::Span span) {
  nodes_[from].edges.push_back({to, span});
}

bool DependencyGraph::NamesItself(std::uint32_t node) const {
  const auto& edges = nodes_[node].edges;
  return std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.to == node; });
}

/// Tarjan's algorithm with its own stack.
class DependencyGraph::Search {
 public:
  Search(const DependencyGraph& graph, Reporter& report)
      : graph_(graph),
        report_(report),
        index_(graph.nodes_.size(), kUnseen),
        low_(graph.nodes_.size()),
        open_(graph.nodes_.size()) {}

  std::vector<std::uint32_t> Run() {
    for (std::uint32_t root = 0; root < index_.size(); ++root) {
      if (index_[root] == kUnseen) Enter(root);
      while (!path_.empty()) Step();
    }
    return std::move(order_);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };

  void Enter(std::uint32_t node) {
    index_[node] = low_[node] = next_++;
    open_[node] = true;
    component_.push_back(node);
    path_.push_back({node, 0});
  }

  /// Follows one edge of the node on top, or leaves it.
  void Step() {
    const std::uint32_t node = path_.back().node;
    const auto& edges = graph_.nodes_[node].edges;
    if (path_.back().edge == edges.size()) return Leave(node);
    const std::uint32_t to = edges[path_.back().edge++].to;
    if (index_[to] == kUnseen) {
      Enter(to);
    } else if (open_[to]) {
      low_[node] = std::min(low_[node], index_[to]);
    }
  }

  void Leave(std::uint32_t node) {
    path_.pop_back();
    if (!path_.empty()) low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
    if (low_[node] == index_[node]) CloseComponent(node);
  }

  void CloseComponent(std::uint32_t node) {
    const auto begin = std::find(component_.rbegin(), component_.rend(), node).base() - 1;
    std::vector<std::uint32_t> members(begin, component_.end());
    component_.erase(begin, component_.end());
    for (const std::uint32_t member : members) open_[member] = false;
    order_.insert(order_.end(), members.begin(), members.end());
    if (members.size() > 1 || graph_.NamesItself(node)) graph_.ReportCircle(std::move(members), report_);
  }

  const DependencyGraph& graph_;
  Reporter& report_;
  std::vector<std::uint32_t> index_, low_, order_, component_;
  std::vector<bool> open_;
  std::vector<Frame> path_;
  std::uint32_t next_ = 0;
};

std::vector<std::uint32_t> DependencyGraph::Order(Reporter& report) const { return Search(*this, report).Run(); }

/// Shows one shortest circle through the member that is declared first.
void DependencyGraph::ReportCircle(std::vector<std::uint32_t> members, Reporter& report) const {
  const std::uint32_t first = *std::min_element(members.begin(), members.end());
  const std::unordered_set<std::uint32_t> inside(members.begin(), members.end());
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, dsl::Span>> came_from;
  std::vector<std::uint32_t> queue{first};
  for (std::size_t i = 0; i < queue.size() && came_from.count(first) == 0; ++i) {
    for (const Edge& edge : nodes_[queue[i]].edges) {
      if (inside.count(edge.to) == 0 || !came_from.try_emplace(edge.to, queue[i], edge.span).second) continue;
      queue.push_back(edge.to);
    }
  }
  std::vector<std::uint32_t> circle{first};
  for (std::uint32_t node = came_from.at(first).first; node != first; node = came_from.at(node).first) {
    circle.push_back(node);
  }
  std::reverse(circle.begin() + 1, circle.end());
  std::string path, places;
  for (std::size_t i = 0; i < circle.size() && i < kMostNamesShown; ++i) {
    const std::uint32_t to = circle[(i + 1) % circle.size()];
    path += nodes_[circle[i]].name + " → ";
    places += (places.empty() ? "" : "; ") + nodes_[circle[i]].name + " names " + nodes_[to].name + " at " +
              report.Place(came_from.at(to).second);
  }
  if (circle.size() > kMostNamesShown) path += "… → ";
  report.Error(code::kCircle, nodes_[first].span,
               Quote(nodes_[first].name) + " depends on itself: " + path + nodes_[first].name,
               "let one of them say its condition without naming the other", places);
}

}  // namespace segue::rules
