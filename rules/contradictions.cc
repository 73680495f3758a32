// Conditions that can never, or always, be true.
//
// An `and` is never true when its parts contradict each other; an `or` is always true when its parts, each denied, do
// (`country != "FR" or country != "BE"`).
#include "rules/contradictions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/codes.h"

namespace segue::rules {
namespace {

using engine::NodeId;

constexpr std::size_t kMostParts = 64;

/// True when a part of the `and` or `or` was reported before: the whole would only repeat it.
bool WasReported(const Context& context, NodeId root) {
  std::vector<NodeId> open{root};
  for (std::size_t next = 0; next < open.size() && open.size() < kMostParts; ++next) {
    if (context.constants.count(open[next]) > 0) return true;
    const auto& operation = context.graph[open[next]].operation;
    const auto add = [&](const std::vector<NodeId>& parts) { open.insert(open.end(), parts.begin(), parts.end()); };
    if (const auto* all = std::get_if<engine::AllOfNode>(&operation)) add(all->parts);
    if (const auto* any = std::get_if<engine::AnyOfNode>(&operation)) add(any->parts);
    if (const auto* complement = std::get_if<engine::ComplementNode>(&operation)) open.push_back(complement->part);
  }
  return false;
}

/// `did purchase`; of a denied fact the text of its complement, if some rule has it.
std::string InWords(const Context& context, Fact fact) {
  const std::string& label = context.graph[fact.node].label;
  if (!fact.negated) return "`" + label + "`";
  const NodeId complement = context.graph.FindComplement(fact.node);
  return complement == kFailed ? "`not (" + label + ")`" : "`" + context.graph[complement].label + "`";
}

/// Which parts are to blame; empty when that would not say more than the rule itself.
std::string Blame(const Context& context, const Clash& clash, bool always) {
  if (clash.size() < 2 || clash.size() > 4) return {};
  std::vector<std::string> parts;
  for (const Fact fact : clash) parts.push_back(InWords(context, always ? Opposite(fact) : fact));
  if (always) return Enumerate(parts, " or ") + " always holds";
  return Enumerate(parts) + (parts.size() == 2 ? " exclude each other" : " cannot all hold");
}

void Warn(Context& context, bool always, dsl::Span span, std::string note = {}) {
  if (always) {
    context.report.Warning(code::kAlwaysTrue, span, "this is always true: one of its parts always holds",
                           "did you mean `and`?", std::move(note));
  } else {
    context.report.Warning(code::kNeverTrue, span, "this is never true: its parts exclude each other",
                           "did you mean `or`?", std::move(note));
  }
}

void WarnIfRefuted(Context& context, NodeId node, bool always, dsl::Span span) {
  if (WasReported(context, node)) return;
  const std::optional<Clash> clash = ProverOf(context).Refute({{node, always}});
  if (!clash) return;
  context.constants.emplace(node, always);
  Warn(context, always, span, Blame(context, *clash, always));
}

}  // namespace

void WarnAboutConstant(Context& context, NodeId node, dsl::Span span) {
  if (node == kFailed) return;
  if (const auto known = context.constants.find(node); known != context.constants.end()) {
    return Warn(context, known->second, span);
  }
  const auto& operation = context.graph[node].operation;
  if (std::holds_alternative<engine::AllOfNode>(operation)) WarnIfRefuted(context, node, false, span);
  if (std::holds_alternative<engine::AnyOfNode>(operation)) WarnIfRefuted(context, node, true, span);
}

void WarnAboutConstantSegment(Context& context, NodeId node, dsl::Span span) {
  if (node == kFailed || std::holds_alternative<engine::EveryoneNode>(context.graph[node].operation)) return;
  WarnIfRefuted(context, node, false, span);
  WarnIfRefuted(context, node, true, span);
}

}  // namespace segue::rules
