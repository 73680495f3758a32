// Compares segments in pairs with the prover.
//
// A segment can only lie inside another whose condition asks about something that its own condition asks about too, so
// only such pairs are compared; and the prover's work is bounded. What a rule itself says (`in Reachable and …` lies
// inside Reachable) is not repeated.
#include "rules/segment_review.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rules/codes.h"
#include "rules/condition_walk.h"
#include "rules/contradictions.h"

namespace segue::rules {
namespace {

using engine::NodeId;

constexpr std::size_t kMostNodes = 200;  // looked at in one segment
constexpr std::int64_t kMostComparisons = 50'000;
constexpr std::size_t kMostNamed = 4;  // outer segments in one message

/// What a condition asks about: a field, a kind of event, a lifecycle, or anything else as the node itself.
using Subject = std::uint64_t;
Subject SubjectOf(char kind, std::uint32_t number) { return (static_cast<Subject>(kind) << 32) | number; }

class Review {
 public:
  Review(Context& context, const ProgramFiles& files, bool remarks)
      : context_(context), files_(files), remarks_(remarks), prover_(ProverOf(context)) {}

  void Run() {
    const auto count = static_cast<std::uint32_t>(context_.segment_nodes.size());
    for (std::uint32_t segment = 0; segment < count; ++segment) {
      const NodeId node = context_.segment_nodes[segment];
      if (node == kFailed) continue;
      if (WarnAboutConstantSegment(context_, node, context_.model.segments[segment].syntax->condition.span)) continue;
      for (const Subject subject : SubjectsOf(node)) by_subject_[subject].push_back(segment);
    }
    for (std::uint32_t segment = 0; segment < count; ++segment) Compare(segment);
  }

 private:
  const std::string& NameOf(std::uint32_t segment) const { return context_.model.segments[segment].syntax->name.text; }
  /// What a pack brings is not the user's to change, and it may well be what she has already.
  bool IsOfPack(std::uint32_t segment) const { return files_.is_pack[SpanOf(segment).source]; }
  dsl::Span SpanOf(std::uint32_t segment) const { return context_.model.segments[segment].syntax->name.span; }

  // ------------------------------------------------------------ candidates

  void AddSubjects(const engine::NodeOperation& operation, NodeId node, std::unordered_set<Subject>& subjects,
                   std::vector<NodeId>& open) const {
    const auto add_events = [&](const engine::EventSet& events) {
      for (const engine::EventMatch& match : events.alternatives) subjects.insert(SubjectOf('e', match.kind));
    };
    if (const auto* all = std::get_if<engine::AllOfNode>(&operation)) {
      open.insert(open.end(), all->parts.begin(), all->parts.end());
    } else if (const auto* any = std::get_if<engine::AnyOfNode>(&operation)) {
      open.insert(open.end(), any->parts.begin(), any->parts.end());
    } else if (const auto* complement = std::get_if<engine::ComplementNode>(&operation)) {
      open.push_back(complement->part);
    } else if (const auto* held = std::get_if<engine::HeldForNode>(&operation)) {
      open.push_back(held->part);
    } else if (const auto* ever = std::get_if<engine::EverNode>(&operation)) {
      open.push_back(ever->part);
    } else if (const auto* field = std::get_if<engine::FieldNode>(&operation)) {
      subjects.insert(SubjectOf('f', field->field));
    } else if (const auto* date = std::get_if<engine::DateFieldNode>(&operation)) {
      subjects.insert(SubjectOf('f', date->field));
    } else if (const auto* anniversary = std::get_if<engine::AnniversaryNode>(&operation)) {
      subjects.insert(SubjectOf('f', anniversary->field));
    } else if (const auto* score = std::get_if<engine::ScoreTestNode>(&operation)) {
      subjects.insert(SubjectOf('s', score->run));
    } else if (const auto* did = std::get_if<engine::DidNode>(&operation)) {
      add_events(did->events);
    } else if (const auto* ordinal = std::get_if<engine::OrdinalNode>(&operation)) {
      add_events(ordinal->events);
    } else if (const auto* in = std::get_if<engine::InStateNode>(&operation)) {
      subjects.insert(SubjectOf('l', in->run));
    } else if (const auto* was = std::get_if<engine::WasInStateNode>(&operation)) {
      subjects.insert(SubjectOf('l', was->run));
    } else {
      subjects.insert(SubjectOf('n', node));
    }
  }

  std::unordered_set<Subject> SubjectsOf(NodeId root) const {
    std::unordered_set<Subject> subjects;
    std::vector<NodeId> open{root};
    for (std::size_t next = 0; next < open.size() && next < kMostNodes; ++next) {
      AddSubjects(context_.graph[open[next]].operation, open[next], subjects, open);
    }
    return subjects;
  }

  /// Segments that `segment` could lie inside of, ascending.
  std::vector<std::uint32_t> CandidatesFor(std::uint32_t segment) const {
    std::vector<std::uint32_t> candidates;
    for (const Subject subject : SubjectsOf(context_.segment_nodes[segment])) {
      const auto others = by_subject_.find(subject);
      if (others != by_subject_.end()) {
        candidates.insert(candidates.end(), others->second.begin(), others->second.end());
      }
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    return candidates;
  }

  /// The segments that the rule of `segment` names, and those that they name.
  std::unordered_set<std::uint32_t> NamedBy(std::uint32_t segment) const {
    std::unordered_set<std::uint32_t> named;
    std::vector<std::uint32_t> open{segment};
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      WalkConditions(*context_.model.segments[next].syntax, [&](const dsl::Condition& condition) {
        const auto* member = std::get_if<dsl::MemberCondition>(&condition.node);
        const Symbol* symbol = member == nullptr ? nullptr : context_.model.names.Find(member->name.text);
        if (symbol == nullptr || symbol->kind != SymbolKind::kSegment || member->list) return;
        if (named.insert(symbol->index).second) open.push_back(symbol->index);
      });
    }
    return named;
  }

  // ------------------------------------------------------------ comparison

  bool LiesInside(std::uint32_t inner, std::uint32_t outer) {
    return --comparisons_left_ > 0 &&
           prover_.Implies({context_.segment_nodes[inner], false}, {context_.segment_nodes[outer], false});
  }

  void Compare(std::uint32_t segment) {
    const NodeId node = context_.segment_nodes[segment];
    if (node == kFailed || context_.constants.count(node) > 0) return;
    if (comparisons_left_ <= 0) return;
    std::vector<std::uint32_t> around;
    for (const std::uint32_t other : CandidatesFor(segment)) {
      if (other == segment || !LiesInside(segment, other)) continue;
      if (LiesInside(other, segment)) {
        if (other < segment && !IsOfPack(segment) && !IsOfPack(other)) ReportSame(segment, other);
      } else if (!IsOfPack(other)) {
        around.push_back(other);
      }
    }
    if (remarks_ && !IsOfPack(segment) && !around.empty()) ReportUnsaid(segment, around);
  }

  /// Those around it that its rule does not name, directly or through others.
  void ReportUnsaid(std::uint32_t segment, const std::vector<std::uint32_t>& around) {
    const auto named = NamedBy(segment);
    std::vector<std::string> unsaid;
    for (const std::uint32_t other : around) {
      if (named.count(other) == 0 && unsaid.size() < kMostNamed) unsaid.push_back(Quote(NameOf(other)));
    }
    if (!unsaid.empty()) ReportInside(segment, unsaid);
  }

  void ReportSame(std::uint32_t segment, std::uint32_t other) {
    context_.report.Warning(code::kSameSegment, SpanOf(segment),
                            Quote(NameOf(segment)) + " and " + Quote(NameOf(other)) +
                                " are always the same: whoever is in one is in the other",
                            "keep one of them, or say what tells them apart",
                            Quote(NameOf(other)) + " is at " + context_.report.Place(SpanOf(other)));
  }

  void ReportInside(std::uint32_t segment, const std::vector<std::string>& around) {
    context_.report.Warning(code::kInsideSegment, SpanOf(segment),
                            "whoever is in " + Quote(NameOf(segment)) + " is always in " + Enumerate(around) + " too",
                            "if that is not meant, compare their conditions");
  }

  Context& context_;
  const ProgramFiles& files_;
  bool remarks_;
  Prover prover_;
  std::unordered_map<Subject, std::vector<std::uint32_t>> by_subject_;
  std::int64_t comparisons_left_ = kMostComparisons;
};

}  // namespace

void ReviewSegments(Context& context, const ProgramFiles& files, bool remarks) {
  Review(context, files, remarks).Run();
}

}  // namespace segue::rules
