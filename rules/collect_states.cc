// The states of a lifecycle.
#include "rules/collect_states.h"

#include <optional>

namespace segue::rules {
namespace {

constexpr std::size_t kMostStates = 1000;

class StateCollector {
 public:
  StateCollector(const dsl::LifecycleDeclaration& lifecycle, Reporter& report)
      : lifecycle_(lifecycle), report_(report) {}

  States Collect() {
    for (const auto& item : lifecycle_.items) std::visit([&](const auto& part) { Add(part); }, item);
    if (!start_) ReportNoStart();
    return std::move(states_);
  }

 private:
  void Add(const dsl::StateItem& item) {
    const engine::StateId state = IdOf(item.name);
    if (item.word == dsl::StateWord::kFinal) states_.final[state] = true;
    if (item.word != dsl::StateWord::kStart) return;
    if (start_) {
      report_.Error(code::kTwoStarts, item.name.span, Quote(lifecycle_.name.text) + " has two start states",
                    "keep one `start`; every contact begins there", "first start at " + report_.Place(*start_));
      return;
    }
    start_ = item.name.span;
    states_.start = state;
  }

  void Add(const dsl::TransitionItem& transition) {
    for (const dsl::Name& from : transition.from.states) IdOf(from);
    IdOf(transition.to);
  }

  engine::StateId IdOf(const dsl::Name& name) {
    const auto found = states_.by_name.find(name.text);
    if (found != states_.by_name.end()) return found->second;
    if (states_.names.size() == kMostStates) {
      if (!full_) report_.Error(code::kTooManyStates, name.span, "a lifecycle has at most 1,000 states");
      full_ = true;
      return 0;
    }
    const auto id = static_cast<engine::StateId>(states_.names.size());
    states_.by_name.emplace(name.text, id);
    states_.names.push_back(name.text);
    states_.spans.push_back(name.span);
    states_.final.push_back(false);
    return id;
  }

  void ReportNoStart() {
    const std::string example = states_.names.empty() ? "unknown" : states_.names.front();
    report_.Error(code::kNoStart, lifecycle_.name.span,
                  Quote(lifecycle_.name.text) + " does not say where contacts begin", "add `start " + example + "`");
    if (states_.names.empty()) IdOf(dsl::Name{example, lifecycle_.name.span, false});
  }

  const dsl::LifecycleDeclaration& lifecycle_;
  Reporter& report_;
  States states_;
  std::optional<dsl::Span> start_;
  bool full_ = false;
};

}  // namespace

States CollectStates(const dsl::LifecycleDeclaration& lifecycle, Reporter& report) {
  return StateCollector(lifecycle, report).Collect();
}

}  // namespace segue::rules
