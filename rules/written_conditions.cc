// Parses again: a compiled program keeps no syntax.
#include "rules/written_conditions.h"

#include "dsl/parse.h"
#include "rules/condition_walk.h"
#include "rules/reporter.h"

namespace segue::rules {
namespace {

template <typename Declaration>
void AddConditions(const dsl::Declaration& declaration, const Reporter& report,
                   std::vector<WrittenCondition>& written) {
  const auto* holder = std::get_if<Declaration>(&declaration.node);
  if (holder == nullptr) return;
  WalkConditions(*holder, [&](const dsl::Condition& condition) {
    written.push_back({report.Text(condition.span), report.Place(condition.span)});
  });
}

}  // namespace

std::vector<WrittenCondition> WrittenConditions(const dsl::SourceMap& sources) {
  std::vector<WrittenCondition> written;
  const Reporter report(sources);
  for (dsl::SourceId source = 0; source < static_cast<dsl::SourceId>(sources.size()); ++source) {
    std::vector<dsl::Diagnostic> ignored;
    const dsl::File file = dsl::Parse(sources, source, ignored);
    for (const dsl::Declaration& declaration : file.declarations) {
      AddConditions<dsl::SegmentDeclaration>(declaration, report, written);
      AddConditions<dsl::FlagDeclaration>(declaration, report, written);
      AddConditions<dsl::LifecycleDeclaration>(declaration, report, written);
    }
  }
  return written;
}

}  // namespace segue::rules
