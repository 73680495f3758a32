// Makes a failing case small: tries every removal in turn, keeps those after which engine and oracle still disagree.
#include <functional>

#include "tests/oracle/compare.h"

namespace segue::oracle {

using engine::NodeId;

namespace {

class Shrinker {
 public:
  Shrinker(Case failing, std::function<bool(Case&)> fails) : best_(std::move(failing)), fails_(std::move(fails)) {}

  Case Run() {
    for (int round = 0; round < 4; ++round) {
      changed_ = false;
      Round();
      if (!changed_) break;
    }
    return std::move(best_);
  }

 private:
  void Round() {
    TryErasing([](Case & c) -> auto& { return c.contacts; });
    for (std::size_t i = 0; i < best_.contacts.size(); ++i) {
      TryErasing([i](Case & c) -> auto& { return c.contacts[i].events; });
      TryErasing([i](Case & c) -> auto& { return c.contacts[i].absences; });
      for (std::size_t f = 0; f < best_.contacts[i].fields.size(); ++f)
        TryErasing([ i, f ](Case & c) -> auto& { return c.contacts[i].fields[f]; });
      for (std::size_t l = 0; l < best_.contacts[i].lists.size(); ++l)
        TryErasing([ i, l ](Case & c) -> auto& { return c.contacts[i].lists[l]; });
    }
    for (std::size_t l = 0; l < best_.program.lifecycles.size(); ++l)
      TryErasing([l](Case & c) -> auto& { return c.program.lifecycles[l].transitions; });
    for (std::size_t s = 0; s < best_.program.scores.size(); ++s) {
      TryErasing([s](Case & c) -> auto& { return c.program.scores[s].per_event; });
      TryErasing([s](Case & c) -> auto& { return c.program.scores[s].during; });
    }
    for (NodeId node = 0; node < best_.program.nodes.size(); ++node) SimplifyNode(node);
  }

  void SimplifyNode(NodeId node) {
    auto& operation = best_.program.nodes[node].operation;
    if (std::holds_alternative<engine::DidNode>(operation)) {
      TryErasing([node](Case & c) -> auto& { return std::get<engine::DidNode>(c.program.nodes[node].operation).when; });
      TryErasing([node](Case & c) -> auto& {
        return std::get<engine::DidNode>(c.program.nodes[node].operation).events.during;
      });
      TryErasing([node](Case & c) -> auto& {
        return std::get<engine::DidNode>(c.program.nodes[node].operation).events.alternatives;
      });
    }
    if (std::holds_alternative<engine::AllOfNode>(operation))
      TryErasing([node](Case & c) -> auto& {
        return std::get<engine::AllOfNode>(c.program.nodes[node].operation).parts;
      });
    if (std::holds_alternative<engine::AnyOfNode>(operation))
      TryErasing([node](Case & c) -> auto& {
        return std::get<engine::AnyOfNode>(c.program.nodes[node].operation).parts;
      });
    if (std::holds_alternative<engine::LatchNode>(operation)) {
      Case tried = best_;
      std::get<engine::LatchNode>(tried.program.nodes[node].operation).clear.reset();
      if (std::get<engine::LatchNode>(operation).clear) Try(std::move(tried));
    }
    TryReplacingByNobody(node);
  }

  void TryReplacingByNobody(NodeId node) {
    const auto& operation = best_.program.nodes[node].operation;
    if (std::holds_alternative<engine::NobodyNode>(operation) ||
        std::holds_alternative<engine::EveryoneNode>(operation) ||
        std::holds_alternative<engine::LifecycleRunNode>(operation) ||
        std::holds_alternative<engine::ScoreRunNode>(operation))
      return;
    Case tried = best_;
    tried.program.nodes[node].operation = engine::NobodyNode{};
    if (Try(std::move(tried))) return;
    tried = best_;
    tried.program.nodes[node].operation = engine::EveryoneNode{};
    Try(std::move(tried));
  }

  template <typename Select>
  void TryErasing(Select select) {
    for (std::size_t i = select(best_).size(); i-- > 0;) {
      Case tried = best_;
      auto& items = select(tried);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      Try(std::move(tried));
    }
  }

  bool Try(Case tried) {
    if (!fails_(tried)) return false;
    best_ = std::move(tried);
    return changed_ = true;
  }

  Case best_;
  std::function<bool(Case&)> fails_;
  bool changed_ = false;
};

}  // namespace

Case Shrink(Case failing, NodeId node, const engine::Calendar& calendar, const NaiveCalendar& naive_calendar,
            const RandomSource& random) {
  const auto fails = [&](Case& tried) {
    return !tried.contacts.empty() && Compare(tried, {node}, calendar, naive_calendar, random).has_value();
  };
  if (!fails(failing)) return failing;  // it takes several roots to fail: shown whole
  return Shrinker(std::move(failing), fails).Run();
}

}  // namespace segue::oracle
