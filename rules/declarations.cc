// Segments, flags, lifecycles, scores and groups in dependency order.
#include "rules/declarations.h"

#include <algorithm>
#include <map>
#include <utility>

#include "rules/condition_lowering.h"
#include "rules/condition_walk.h"
#include "rules/dependency_order.h"
#include "rules/group_lowering.h"
#include "rules/hints.h"
#include "rules/lifecycle_lowering.h"
#include "rules/score_lowering.h"

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

/// Numbers declarations kind by kind: segments first, then flags, lifecycles, scores, groups.
class DeclarationGraph {
 public:
  explicit DeclarationGraph(Context& context) : context_(context), model_(context.model) {
    AddNodes(SymbolKind::kSegment, model_.segments);
    AddNodes(SymbolKind::kFlag, model_.flags);
    AddNodes(SymbolKind::kLifecycle, model_.lifecycles);
    AddNodes(SymbolKind::kScore, model_.scores);
    AddNodes(SymbolKind::kGroup, model_.groups);
    AddEdges(model_.segments);
    AddEdges(model_.flags);
    AddEdges(model_.lifecycles);
    AddEdges(model_.scores);
    AddEdges(model_.groups);
  }

  std::vector<Symbol> Order() {
    std::vector<Symbol> order;
    for (const std::uint32_t number : graph_.Order(context_.report)) order.push_back(symbols_[number]);
    return order;
  }

 private:
  template <typename T>
  void AddNodes(SymbolKind kind, const std::vector<Declared<T>>& declared) {
    first_[kind] = static_cast<std::uint32_t>(symbols_.size());
    for (std::uint32_t index = 0; index < declared.size(); ++index) {
      graph_.AddNode(declared[index].syntax->name.text, declared[index].syntax->name.span);
      symbols_.push_back({kind, index});
    }
  }

  template <typename T>
  void AddEdges(const std::vector<Declared<T>>& declared) {
    for (const Declared<T>& declaration : declared) {
      AddEdges(*declaration.syntax);
      ++from_;
    }
  }
  template <typename T>
  void AddEdges(const T& declaration) {
    const auto add_groups = [&](const dsl::Filter& filter, const dsl::Events& events) {
      WalkNames(filter, [&](const dsl::Name& name) {
        if (!IsProperty(name, events)) AddEdge(name);
      });
    };
    WalkFilters(declaration, add_groups);
    WalkConditions(declaration, [&](const dsl::Condition& condition) {
      const dsl::Name* name = NameIn(condition);
      if (name != nullptr && !IsGroupsOwnField(*name)) AddEdge(*name);
      WalkFilters(condition, add_groups);
    });
  }

  void AddEdge(const dsl::Name& name) {
    const Symbol* symbol = model_.names.Find(name.text);
    if (symbol == nullptr || symbol->kind == SymbolKind::kField) return;
    graph_.AddEdge(from_, first_.at(symbol->kind) + symbol->index, name.span);
  }

  /// In `with` a property comes before a group of the same name.
  bool IsProperty(const dsl::Name& name, const dsl::Events& events) const {
    return std::any_of(events.alternatives.begin(), events.alternatives.end(), [&](const dsl::OneEvent& event) {
      const engine::EventKindId* kind = model_.events.Find(event.name.text);
      return kind != nullptr && model_.properties[*kind].Find(name.text) != nullptr;
    });
  }
  /// `group channel { "E-mail" when channel = "email" }` looks at the property that it is called after.
  bool IsGroupsOwnField(const dsl::Name& name) const {
    const Symbol& symbol = symbols_[from_];
    return symbol.kind == SymbolKind::kGroup && model_.groups[symbol.index].syntax->name.text == name.text &&
           std::any_of(model_.properties.begin(), model_.properties.end(),
                       [&](const auto& properties) { return properties.Find(name.text) != nullptr; });
  }

  Context& context_;
  const Model& model_;
  DependencyGraph graph_;
  std::vector<Symbol> symbols_;                // by number
  std::map<SymbolKind, std::uint32_t> first_;  // the number of the first of a kind
  std::uint32_t from_ = 0;                     // whose edges are being added
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
  context.score_runs.assign(context.model.scores.size(), kFailed);
  context.scores.resize(context.model.scores.size());
  context.groups.resize(context.model.groups.size());
  for (const Symbol& symbol : DeclarationGraph(context).Order()) {
    if (symbol.kind == SymbolKind::kSegment) LowerSegment(context, symbol.index);
    if (symbol.kind == SymbolKind::kFlag) LowerFlagDeclaration(context, symbol.index);
    if (symbol.kind == SymbolKind::kLifecycle) LowerLifecycle(context, symbol.index);
    if (symbol.kind == SymbolKind::kScore) ScoreLowering(context, symbol.index).Lower();
    if (symbol.kind == SymbolKind::kGroup) GroupLowering(context, symbol.index).Lower();
  }
}

}  // namespace segue::rules
