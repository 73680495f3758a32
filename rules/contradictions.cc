// Conditions that can never, or always, be true.
//
// An `and` is taken apart into facts; an `or` is always true when its parts, each denied, can never hold together
// (`country != "FR" or country != "BE"`). Only contradictions that need no knowledge of the data are looked for.
#include "rules/contradictions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "rules/codes.h"
#include "rules/node_key.h"
#include "unicode/unicode.h"

namespace segue::rules {
namespace {

using engine::NodeId;
using engine::TestKind;

constexpr std::size_t kMostFacts = 64;  // keeps long chains of segments linear

/// A node that must hold, or must not.
struct Fact {
  NodeId node = 0;
  bool negated = false;
};

/// Takes `and` (and denied `or`) apart, however deep, up to kMostFacts.
class Facts {
 public:
  explicit Facts(const Graph& graph) : graph_(graph) {}

  void Add(NodeId root, bool negated) {
    std::vector<Fact> open{{root, negated}};
    while (!open.empty() && facts_.size() + open.size() < kMostFacts) {
      const Fact fact = open.back();
      open.pop_back();
      visited_.push_back(fact.node);
      const auto& operation = graph_[fact.node].operation;
      if (const auto* complement = std::get_if<engine::ComplementNode>(&operation)) {
        open.push_back({complement->part, !fact.negated});
      } else if (const auto* all = std::get_if<engine::AllOfNode>(&operation); all != nullptr && !fact.negated) {
        for (const NodeId part : all->parts) open.push_back({part, false});
      } else if (const auto* any = std::get_if<engine::AnyOfNode>(&operation); any != nullptr && fact.negated) {
        for (const NodeId part : any->parts) open.push_back({part, true});
      } else {
        facts_.push_back(fact);
        const auto* held = std::get_if<engine::HeldForNode>(&operation);
        if (held != nullptr && !fact.negated) open.push_back({held->part, false});
      }
    }
  }

  const std::vector<Fact>& facts() const { return facts_; }
  const std::vector<NodeId>& visited() const { return visited_; }

 private:
  const Graph& graph_;
  std::vector<Fact> facts_;
  std::vector<NodeId> visited_;
};

// ---------------------------------------------------------------- what one field may be

/// What several tests leave possible for one field.
class FieldRoom {
 public:
  void Narrow(const engine::ValueTest& test) {
    if (test.kind == TestKind::kIsSet) {
      (test.negated ? must_be_missing_ : must_be_set_) = true;
      return;
    }
    if (!test.negated) must_be_set_ = true;
    NarrowWords(test);
    if (!test.negated) NarrowOrdered(test);
  }

  void RequireValue() { must_be_set_ = true; }

  bool IsEmpty() const {
    if (must_be_missing_ && must_be_set_) return true;
    if (allowed_ && std::includes(denied_.begin(), denied_.end(), allowed_->begin(), allowed_->end())) return true;
    if (!low_ || !high_) return false;
    return *high_ < *low_ || (*low_ == *high_ && (low_open_ || high_open_));
  }

 private:
  static std::optional<std::string> WordOf(const engine::Operand& operand) {
    if (const auto* text = std::get_if<std::string>(&operand.value)) return unicode::FoldCase(*text);
    if (const auto* flag = std::get_if<bool>(&operand.value)) return *flag ? "true" : "false";
    return {};
  }

  void NarrowWords(const engine::ValueTest& test) {
    if (test.kind != TestKind::kEqual && test.kind != TestKind::kOneOf) return;
    std::set<std::string> words;
    for (const engine::Operand& operand : test.operands) {
      const auto word = WordOf(operand);
      if (!word) return;
      if (!test.negated || !operand.exactly) words.insert(*word);
    }
    if (test.negated) {
      denied_.insert(words.begin(), words.end());
    } else if (allowed_) {
      std::erase_if(*allowed_, [&](const std::string& word) { return words.count(word) == 0; });
    } else {
      allowed_ = std::move(words);
    }
  }

  void NarrowOrdered(const engine::ValueTest& test) {
    if (test.operands.empty() || WordOf(test.operands.front())) return;
    const engine::Value& first = test.operands.front().value;
    switch (test.kind) {
      case TestKind::kEqual:
        Raise(first, false);
        Lower(first, false);
        break;
      case TestKind::kBetween:
        if (test.operands.size() != 2) break;
        Raise(first, false);
        Lower(test.operands.back().value, false);
        break;
      case TestKind::kLess:
        Lower(first, true);
        break;
      case TestKind::kLessOrEqual:
        Lower(first, false);
        break;
      case TestKind::kGreater:
        Raise(first, true);
        break;
      case TestKind::kGreaterOrEqual:
        Raise(first, false);
        break;
      default:
        break;
    }
  }
  void Raise(const engine::Value& bound, bool open) {
    if (low_ && bound < *low_) return;
    low_open_ = open || (low_ && *low_ == bound && low_open_);
    low_ = bound;
  }
  void Lower(const engine::Value& bound, bool open) {
    if (high_ && *high_ < bound) return;
    high_open_ = open || (high_ && *high_ == bound && high_open_);
    high_ = bound;
  }

  bool must_be_set_ = false, must_be_missing_ = false;
  std::optional<std::set<std::string>> allowed_;
  std::set<std::string> denied_;
  std::optional<engine::Value> low_, high_;
  bool low_open_ = false, high_open_ = false;
};

// ---------------------------------------------------------------- all facts together

class Contradiction {
 public:
  explicit Contradiction(const Context& context) : context_(context), graph_(context.graph) {}

  bool Find(const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
      if (Denies(fact)) return true;
    }
    return std::any_of(fields_.begin(), fields_.end(), [](const auto& field) { return field.second.IsEmpty(); });
  }

 private:
  bool Denies(const Fact& fact) {
    const auto& operation = graph_[fact.node].operation;
    if (std::holds_alternative<engine::NobodyNode>(operation)) return !fact.negated;
    if (std::holds_alternative<engine::EveryoneNode>(operation)) return fact.negated;
    if (const auto* field = std::get_if<engine::FieldNode>(&operation)) return DeniesField(*field, fact.negated);
    if (const auto* date = std::get_if<engine::DateFieldNode>(&operation); date != nullptr && !fact.negated) {
      fields_[date->field].RequireValue();
    }
    if (const auto* states = std::get_if<engine::InStateNode>(&operation)) {
      if (DeniesStates(*states, fact.negated)) return true;
    }
    if (const auto* did = std::get_if<engine::DidNode>(&operation)) {
      if (DeniesCounts(*did, fact.negated)) return true;
    }
    const auto [seen, added] = seen_.try_emplace(fact.node, fact.negated);
    return !added && seen->second != fact.negated;
  }

  /// `age > 30` and `not age > 30`, else what is left of the field's room.
  bool DeniesField(const engine::FieldNode& field, bool negated) {
    engine::FieldNode positive = field;
    const bool denied = field.test.negated != negated;
    positive.test.negated = false;
    const auto [seen, added] = tests_.try_emplace(KeyOf(engine::NodeOperation(positive)), denied);
    positive.test.negated = denied;
    fields_[field.field].Narrow(positive.test);
    return !added && seen->second != denied;
  }

  /// Of all states of the lifecycle, none is left.
  bool DeniesStates(const engine::InStateNode& node, bool negated) {
    const auto [possible, added] = states_.try_emplace(node.run);
    if (added) possible->second = AllStates(node.run);
    const std::set<engine::StateId> asked(node.states.begin(), node.states.end());
    std::erase_if(possible->second, [&](engine::StateId state) { return (asked.count(state) > 0) == negated; });
    return possible->second.empty();
  }
  std::set<engine::StateId> AllStates(NodeId run) const {
    const auto lifecycle = std::get<engine::LifecycleRunNode>(graph_[run].operation).lifecycle;
    std::set<engine::StateId> states;
    for (engine::StateId state = 0; state < context_.lifecycles[lifecycle].states.size(); ++state) states.insert(state);
    return states;
  }

  /// Counts of the same events in the same window must leave a number possible.
  bool DeniesCounts(const engine::DidNode& did, bool negated) {
    auto& [least, most] = counts_.try_emplace(KeyOfEvents(did), 0, INT64_MAX).first->second;
    if (!negated) {
      least = std::max(least, did.at_least);
      most = std::min(most, did.at_most.value_or(INT64_MAX));
    } else if (!did.at_most) {
      most = std::min(most, did.at_least - 1);
    } else if (did.at_least == 0) {
      least = std::max(least, *did.at_most + 1);
    }
    return least > most;
  }

  const Context& context_;
  const Graph& graph_;
  std::unordered_map<NodeId, bool> seen_;
  std::unordered_map<std::string, bool> tests_;
  std::map<engine::FieldId, FieldRoom> fields_;
  std::unordered_map<NodeId, std::set<engine::StateId>> states_;
  std::unordered_map<std::string, std::pair<std::int64_t, std::int64_t>> counts_;
};

/// True when a part was reported before: its whole would only repeat it.
bool WasReported(const Context& context, const Facts& facts) {
  return std::any_of(facts.visited().begin(), facts.visited().end(),
                     [&](NodeId node) { return context.constants.count(node) > 0; });
}

void Warn(Context& context, bool always, dsl::Span span) {
  if (always) {
    context.report.Warning(code::kAlwaysTrue, span, "this is always true: one of its parts always holds",
                           "did you mean `and`?");
  } else {
    context.report.Warning(code::kNeverTrue, span, "this is never true: its parts exclude each other",
                           "did you mean `or`?");
  }
}

}  // namespace

bool NeverTogether(const Context& context, const std::vector<NodeId>& parts) {
  Facts facts(context.graph);
  for (const NodeId part : parts) facts.Add(part, false);
  return Contradiction(context).Find(facts.facts());
}

void WarnAboutConstant(Context& context, NodeId node, dsl::Span span) {
  if (node == kFailed) return;
  if (const auto known = context.constants.find(node); known != context.constants.end()) {
    return Warn(context, known->second, span);
  }
  const auto& operation = context.graph[node].operation;
  const bool any = std::holds_alternative<engine::AnyOfNode>(operation);
  if (!any && !std::holds_alternative<engine::AllOfNode>(operation)) return;
  Facts facts(context.graph);
  facts.Add(node, any);
  if (WasReported(context, facts) || !Contradiction(context).Find(facts.facts())) return;
  context.constants.emplace(node, any);
  Warn(context, any, span);
}

}  // namespace segue::rules
