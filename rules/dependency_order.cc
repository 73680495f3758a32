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

std::vector<std::uint32_t> DependencyGraph::Order(Reporter& report) const {
  const auto count = static_cast<std::uint32_t>(nodes_.size());
  std::vector<std::uint32_t> order, index(count, kUnseen), low(count, 0), component;
  std::vector<bool> open(count, false);
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };
  std::vector<Frame> path;
  std::uint32_t next = 0;
  const auto enter = [&](std::uint32_t node) {
    index[node] = low[node] = next++;
    open[node] = true;
    component.push_back(node);
    path.push_back({node, 0});
  };
  const auto close = [&](std::uint32_t node) {
    const auto begin = std::find(component.rbegin(), component.rend(), node).base() - 1;
    std::vector<std::uint32_t> members(begin, component.end());
    component.erase(begin, component.end());
    for (const std::uint32_t member : members) open[member] = false;
    order.insert(order.end(), members.begin(), members.end());
    if (members.size() > 1 || NamesItself(node)) ReportCircle(std::move(members), report);
  };
  for (std::uint32_t root = 0; root < count; ++root) {
    if (index[root] == kUnseen) enter(root);
    while (!path.empty()) {
      const std::uint32_t node = path.back().node;
      if (path.back().edge < nodes_[node].edges.size()) {
        const std::uint32_t to = nodes_[node].edges[path.back().edge++].to;
        if (index[to] == kUnseen) {
          enter(to);
        } else if (open[to]) {
          low[node] = std::min(low[node], index[to]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[node]);
      if (low[node] == index[node]) close(node);
    }
  }
  return order;
}

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
