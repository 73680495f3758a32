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
  if (clash.size() == 2 && clash.front().node == clash.back().node) return {};  // a thing and its opposite
  Clash in_written_order = clash;
  std::sort(in_written_order.begin(), in_written_order.end(), [](Fact a, Fact b) { return a.node < b.node; });
  std::vector<std::string> parts;
  for (const Fact fact : in_written_order) parts.push_back(InWords(context, always ? Opposite(fact) : fact));
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

/// A part of what is written there was already called never or always true.
bool IsWarnedOf(const Context& context, dsl::Span span) {
  const auto& found = context.report.diagnostics();
  return std::any_of(found.begin(), found.end(), [&](const dsl::Diagnostic& diagnostic) {
    const bool inside =
        diagnostic.span.source == span.source && span.begin <= diagnostic.span.begin && diagnostic.span.end <= span.end;
    return inside && (diagnostic.code == code::kNeverTrue || diagnostic.code == code::kAlwaysTrue);
  });
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

bool WarnAboutConstantSegment(Context& context, NodeId node, dsl::Span span) {
  if (context.constants.count(node) > 0) return true;
  const engine::NodeOperation& operation = context.graph[node].operation;
  for (const bool always : {false, true}) {
    const std::optional<Clash> clash = ProverOf(context).Refute({{node, always}});
    if (!clash) continue;
    context.constants.emplace(node, always);
    if (std::holds_alternative<engine::EveryoneNode>(operation) || IsWarnedOf(context, span)) return true;
    const bool of_parts =
        std::holds_alternative<engine::AllOfNode>(operation) || std::holds_alternative<engine::AnyOfNode>(operation);
    if (of_parts) {
      Warn(context, always, span, Blame(context, *clash, always));
    } else if (always) {
      context.report.Warning(code::kAlwaysTrue, span, "this is true for every contact at every moment",
                             "write `everyone` if that is meant");
    } else {
      context.report.Warning(code::kNeverTrue, span, "this is never true, for no contact",
                             "look at its window and its counts: nothing can lie in them");
    }
    return true;
  }
  return false;
}

}  // namespace segue::rules
