// See review_sections.h.
#include "adapters/cli/page/review_sections.h"

#include "adapters/cli/experiment_output.h"
#include "adapters/cli/page/page_table_writer.h"

namespace segue::cli {
namespace {

constexpr std::size_t kMostChanges = 40;  // all of them: segue audit --against

}  // namespace

html::Section ExperimentSection(const Population& population, const ComputedExperiment& computed,
                                const Reader& reader) {
  html::Section section{.title = reader.Say(Phrase::kExperiment, {computed.experiment->name}),
                        .description = computed.experiment->description};
  if (!computed.result.error.empty()) {
    section.context.push_back(computed.result.error);
    return section;
  }
  section.context.push_back(SizesSentence(computed, reader));
  PageTableWriter arms(computed.experiment->name, reader);
  WriteArmRows(arms, population, computed, reader);
  section.tables.push_back(arms.Take());
  for (std::size_t i = 0; i < computed.result.measures.size(); ++i) {
    if (!computed.result.measures[i].recorded) continue;
    PageTableWriter comparisons(computed.experiment->name, reader);
    WriteComparisonRows(comparisons, population, computed, i, reader);
    section.tables.push_back(comparisons.Take());
    for (std::string& sentence : FindingsOf(population.program, computed, i, reader)) {
      section.notes.push_back(std::move(sentence));
    }
  }
  for (std::string& remark : RemarksOf(population.program, computed, reader))
    section.notes.push_back(std::move(remark));
  return section;
}

html::Section ChangesSection(const AuditChanges& changes, const Reader& reader) {
  html::Section section{.title = reader.Say(Phrase::kSinceAudit, {changes.audit.name})};
  section.context.push_back(
      reader.Say(Phrase::kChangedFigures, {std::to_string(changes.figures.size()), std::to_string(changes.same)}));
  if (changes.rules.empty()) {
    section.notes.push_back(reader.Say(changes.rules_are_the_same ? Phrase::kSameRules : Phrase::kSameTexts));
  }
  for (const ChangedRules& rules : changes.rules) {
    section.notes.push_back(
        reader.Say(Phrase::kChangedRules, {rules.path, std::to_string(rules.added), std::to_string(rules.removed)}));
  }
  if (changes.figures.empty()) return section;
  html::Table table{.caption = section.title};
  table.columns = {{reader.Say(Phrase::kFigure), false, true},
                   {reader.Say(Phrase::kThen), true},
                   {reader.Say(Phrase::kNow), true},
                   {reader.Say(Phrase::kBecause)}};
  const auto cell = [&](const std::optional<std::string>& value) -> html::TableCell {
    if (!value || value->empty()) return {reader.Say(value ? Phrase::kNoValue : Phrase::kNotThere), "", true};
    return {html::LocalDigits(*value, reader.language())};
  };
  const auto cause = [&](const std::string& because) {
    std::string text;
    for (const auto& [word, phrase] : {std::pair{"data", Phrase::kCauseData}, std::pair{"rules", Phrase::kCauseRules},
                                       std::pair{"time", Phrase::kCauseTime}}) {
      if (because.find(word) != std::string::npos) text += (text.empty() ? "" : ", ") + reader.Say(phrase);
    }
    return text;
  };
  for (std::size_t i = 0; i < std::min(changes.figures.size(), kMostChanges); ++i) {
    const ChangedFigure& one = changes.figures[i];
    table.rows.push_back({{one.name}, cell(one.then), cell(one.now), {cause(one.because)}});
  }
  if (changes.figures.size() > kMostChanges) {
    section.notes.push_back(
        reader.Say(Phrase::kMoreChanges, {std::to_string(changes.figures.size() - kMostChanges), changes.audit.name}));
  }
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace segue::cli
