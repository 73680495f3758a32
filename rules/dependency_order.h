// The order in which declarations can be read so that each comes after what it names, and the circles that forbid it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/source.h"
#include "rules/reporter.h"

namespace segue::rules {

/// Declarations by number and whom each names. No recursion: chains may be as long as the file.
class DependencyGraph {
 public:
  std::uint32_t AddNode(std::string name, dsl::Span span);
  /// `from` names `to` at `span`.
  void AddEdge(std::uint32_t from, std::uint32_t to, dsl::Span span);

  /// Every node after those it names (Tarjan's strongly connected components, iteratively). Members of a circle stand
  /// together in some order.
  std::vector<std::uint32_t> Order(Reporter& report) const;

 private:
  class Search;
  struct Edge {
    std::uint32_t to = 0;
    dsl::Span span;
  };
  struct Node {
    std::string name;
    dsl::Span span;
    std::vector<Edge> edges;
  };
  void ReportCircle(std::vector<std::uint32_t> members, Reporter& report) const;
  bool NamesItself(std::uint32_t node) const;

  std::vector<Node> nodes_;
};

}  // namespace segue::rules
