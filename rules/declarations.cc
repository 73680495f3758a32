// Segments, flags and lifecycles in dependency order.
#include "rules/declarations.h"

#include <utility>

#include "rules/condition_lowering.h"
#include "rules/condition_walk.h"
#include "rules/dependency_order.h"
#include "rules/hints.h"
#include "rules/lifecycle_lowering.h"

namespace segue::rules {
namespace {

/// The name that a condition itself mentions, if it mentions one.
const dsl::Name* NameIn(const dsl::Condition& condition) {
  if (const auto* name = std::get_if<dsl::NameCondition>(&condition.node)) return &name->name;
  if (const auto* was = std::get_if<dsl::WasCondition>(&condition.node)) return &was->name;
  if (const auto* was = std::get_if<dsl::WasMemberCondition>(&condition.node)) return &was->segment;
  const auto* member = std::get_if<dsl::MemberCondition>(&condition.node);
  return member == nullptr || member->list ? nullptr : &member->name;
}

/// Numbers declarations: segments first, then flags, then lifecycles.
class DeclarationGraph {
 public:
  explicit DeclarationGraph(Context& context) : context_(context), model_(context.model) {
    for (const auto& segment : model_.segments) graph_.AddNode(segment.syntax->name.text, segment.syntax->name.span);
    for (const auto& flag : model_.flags) graph_.AddNode(flag.syntax->name.text, flag.syntax->name.span);
    for (const auto& cycle : model_.lifecycles) graph_.AddNode(cycle.syntax->name.text, cycle.syntax->name.span);
    std::uint32_t number = 0;
    for (const auto& segment : model_.segments) AddEdges(*segment.syntax, number++);
    for (const auto& flag : model_.flags) AddEdges(*flag.syntax, number++);
    for (const auto& lifecycle : model_.lifecycles) AddEdges(*lifecycle.syntax, number++);
  }

  std::vector<Symbol> Order() {
    std::vector<Symbol> order;
    for (const std::uint32_t number : graph_.Order(context_.report)) order.push_back(SymbolOf(number));
    return order;
  }

 private:
  template <typename T>
  void AddEdges(const T& declaration, std::uint32_t from) {
    WalkConditions(declaration, [&](const dsl::Condition& condition) {
      const dsl::Name* name = NameIn(condition);
      const Symbol* symbol = name == nullptr ? nullptr : model_.names.Find(name->text);
      if (symbol == nullptr) return;
      if (const auto to = NumberOf(*symbol)) graph_.AddEdge(from, *to, name->span);
    });
  }

  std::optional<std::uint32_t> NumberOf(const Symbol& symbol) const {
    const auto segments = static_cast<std::uint32_t>(model_.segments.size());
    const auto flags = static_cast<std::uint32_t>(model_.flags.size());
    switch (symbol.kind) {
      case SymbolKind::kSegment:
        return symbol.index;
      case SymbolKind::kFlag:
        return segments + symbol.index;
      case SymbolKind::kLifecycle:
        return segments + flags + symbol.index;
      default:
        return {};
    }
  }
  Symbol SymbolOf(std::uint32_t number) const {
    const auto segments = static_cast<std::uint32_t>(model_.segments.size());
    const auto flags = static_cast<std::uint32_t>(model_.flags.size());
    if (number < segments) return {SymbolKind::kSegment, number};
    if (number < segments + flags) return {SymbolKind::kFlag, number - segments};
    return {SymbolKind::kLifecycle, number - segments - flags};
  }

  Context& context_;
  const Model& model_;
  DependencyGraph graph_;
};

engine::NodeId LowerFlag(Context& context, const dsl::FlagWhen& flag, const std::string& label) {
  ConditionLowering conditions(context);
  engine::LatchNode latch;
  latch.set = conditions.Lower(flag.when);
  latch.visited = conditions.JustStates(flag.when);
  bool complete = latch.set != kFailed;
  if (flag.until) {
    latch.clear = conditions.Lower(*flag.until);
    complete = complete && *latch.clear != kFailed;
  }
  return complete ? context.graph.Add(std::move(latch), label) : kFailed;
}

engine::NodeId LowerFlag(Context& context, const dsl::FlagOn& flag, const std::string& label) {
  const auto read = [&](const dsl::Events& events, const std::optional<dsl::Filter>& filter) {
    std::vector<const dsl::Filter*> filters;
    if (filter) filters.push_back(&*filter);
    return ConditionLowering(context).Lower(events, filters, {});
  };
  auto on = read(flag.on, flag.on_filter);
  auto off = read(flag.until, flag.until_filter);
  return on && off ? context.graph.Add(engine::SwitchNode{std::move(*on), std::move(*off)}, label) : kFailed;
}

void LowerSegment(Context& context, std::uint32_t index) {
  const dsl::SegmentDeclaration& segment = *context.model.segments[index].syntax;
  GiveHints(context, segment.condition, HintPlace::kSegment);
  context.segment_nodes[index] = ConditionLowering(context).Lower(segment.condition);
}

void LowerFlagDeclaration(Context& context, std::uint32_t index) {
  const auto& declared = context.model.flags[index];
  WalkRoots(*declared.syntax, [&](const dsl::Condition& root) { GiveHints(context, root, HintPlace::kElsewhere); });
  const std::string label = context.report.Text(declared.syntax->name.span);
  context.flag_nodes[index] =
      std::visit([&](const auto& flag) { return LowerFlag(context, flag, label); }, declared.syntax->how);
}

void LowerLifecycle(Context& context, std::uint32_t index) {
  WalkRoots(*context.model.lifecycles[index].syntax,
            [&](const dsl::Condition& root) { GiveHints(context, root, HintPlace::kElsewhere); });
  LifecycleLowering(context, index).Lower();
}

}  // namespace

void LowerDeclarations(Context& context) {
  context.segment_nodes.assign(context.model.segments.size(), kFailed);
  context.flag_nodes.assign(context.model.flags.size(), kFailed);
  context.lifecycle_runs.assign(context.model.lifecycles.size(), kFailed);
  context.lifecycles.resize(context.model.lifecycles.size());
  for (const Symbol& symbol : DeclarationGraph(context).Order()) {
    if (symbol.kind == SymbolKind::kSegment) LowerSegment(context, symbol.index);
    if (symbol.kind == SymbolKind::kFlag) LowerFlagDeclaration(context, symbol.index);
    if (symbol.kind == SymbolKind::kLifecycle) LowerLifecycle(context, symbol.index);
  }
}

}  // namespace segue::rules
