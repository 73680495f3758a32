// `prune` declarations.
#include "rules/prune_lowering.h"

#include <string>
#include <utility>

#include "rules/codes.h"
#include "rules/condition_lowering.h"
#include "rules/hints.h"

namespace segue::rules {
namespace {

class PruneLowering {
 public:
  PruneLowering(Context& context, engine::Prune& prune) : context_(context), conditions_(context), prune_(prune) {}

  void operator()(const dsl::KeepItem& keep, dsl::Span) {
    GiveHints(context_, keep.condition, HintPlace::kElsewhere);
    prune_.keeps.push_back({conditions_.Lower(keep.condition), context_.report.Text(keep.condition.span)});
  }

  void operator()(const dsl::GraceItem& grace, dsl::Span span) {
    ReportSecond(prune_.grace.has_value(), span, "grace");
    if (const auto length = TimeReader(context_).LengthOf(grace.length)) prune_.grace = *length;
  }

  void operator()(const dsl::NeedsItem& needs, dsl::Span) {
    auto events = conditions_.Lower(needs.events, {}, {});
    const auto within = TimeReader(context_).LengthOf(needs.within);
    if (!events || !within) return;
    prune_.needs.push_back({std::move(events->alternatives), *within, context_.report.Text(needs.events.span)});
  }

  void operator()(const dsl::AtMostItem& limit, dsl::Span span) {
    ReportSecond(prune_.at_most.has_value(), span, "`at most`");
    const auto share = context_.parameters.ShareOf(limit.share);
    if (!share) return;
    if (*share <= 0 || *share > 1) {
      context_.report.Error(code::kBadShare, limit.share.span,
                            "a share of all contacts lies above 0 and up to 100 percent",
                            "write for example `at most 30 percent`");
    }
    prune_.at_most = *share;
  }

 private:
  void ReportSecond(bool second, dsl::Span span, const std::string& what) {
    if (second) context_.report.Error(code::kSaidTwice, span, "this prune already has " + what, "keep one");
  }

  Context& context_;
  ConditionLowering conditions_;
  engine::Prune& prune_;
};

}  // namespace

engine::Prune LowerPrune(Context& context, const dsl::PruneDeclaration& declaration) {
  engine::Prune prune;
  prune.segment = declaration.segment.text;
  prune.node = ConditionLowering(context).NodeOfMember(declaration.segment);
  PruneLowering lowering(context, prune);
  for (const dsl::PruneItem& item : declaration.items) {
    std::visit([&](const auto& part) { lowering(part, item.span); }, item.item);
  }
  return prune;
}

}  // namespace segue::rules
