// segue explain: why a contact is, or is not, in a segment or state. Reads the rows of this one contact only.
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/explanation_output.h"
#include "adapters/cli/log.h"
#include "adapters/cli/suggestion.h"
#include "adapters/cli/table.h"
#include "adapters/cli/terminal.h"
#include "engine/explanation.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

/// A segment, flag or lifecycle that is asked about.
struct Asked {
  std::string name;
  const char* kind = "segment";
  engine::NodeId node = 0;
  std::string description;
};

std::vector<Asked> Everything(const engine::Program& program) {
  std::vector<Asked> all;
  for (const engine::NamedNode& segment : program.segments)
    all.push_back({segment.name, "segment", segment.node, segment.description});
  for (const engine::NamedNode& flag : program.flags) all.push_back({flag.name, "flag", flag.node, flag.description});
  for (std::size_t i = 0; i < program.lifecycles.size(); ++i) {
    all.push_back(
        {program.lifecycles[i].name, "lifecycle", program.lifecycle_runs[i], program.lifecycles[i].description});
  }
  return all;
}

Result<std::vector<Asked>> WhatIsAsked(const engine::Program& program, const std::vector<std::string>& names) {
  std::vector<Asked> all = Everything(program);
  if (names.empty()) return all;
  std::vector<std::string> existing;
  existing.reserve(all.size());
  for (const Asked& each : all) existing.push_back(each.name);
  std::vector<Asked> asked;
  for (const std::string& name : names) {
    const auto found = std::find(existing.begin(), existing.end(), unicode::Nfc(name));
    if (found == existing.end()) {
      return UnknownName("looking up what to explain", "segment, flag or lifecycle", name, existing);
    }
    asked.push_back(all[static_cast<std::size_t>(found - existing.begin())]);
  }
  return asked;
}

struct Answers {
  const Population& population;
  const std::vector<Asked>& asked;
  engine::ContactExplanation explanation;
  ExplanationWords words;

  std::string contact() const { return std::string(population.Key(0)); }
  ExplainedPart Part(std::size_t i) const {
    ExplainedPart part = words.Answer(asked[i].name, explanation.nodes[i]);
    if (!explanation.exists) {
      part.holds = false;
      part.parts.clear();
      part.because.clear();
    }
    return part;
  }
};

/// "contact since 2026-01-05", or why there is nothing to explain.
std::string ExistenceText(const Answers& answers) {
  const engine::ContactExplanation& explanation = answers.explanation;
  if (!explanation.known) {
    return "not known yet: this contact comes to exist on " + answers.words.When(explanation.born);
  }
  if (!explanation.exists) {
    const std::string since = explanation.changes ? " since " + answers.words.When(*explanation.changes) : "";
    return "gone" + since + " (deleted or pruned), so in no segment";
  }
  if (explanation.born == engine::kAlways) return "a contact without any date: always there";
  std::string text = "known since " + answers.words.When(explanation.born);
  const bool returned = explanation.changes && *explanation.changes > explanation.born;
  return returned ? text + ", back since " + answers.words.When(*explanation.changes) : text;
}

const engine::LifecycleEvidence* LifecycleOf(const engine::Explanation& explanation) {
  return std::get_if<engine::LifecycleEvidence>(&explanation.evidence);
}

Value MomentOr(const std::optional<engine::Instant>& instant) {
  return instant ? Value(Moment{*instant}) : Value(std::monostate{});
}

/// Without a name: one line each.
void WriteList(Session& session, const Answers& answers) {
  const auto writer = session.Writer({.title = answers.contact(),
                                      .header = {HeaderLine(answers.population), ExistenceText(answers)},
                                      .notes = {"why: segue explain " + answers.contact() + " NAME"},
                                      .when_empty = "the rules declare no segment, flag or lifecycle"});
  writer->Begin(
      {{"name", false, true}, {"kind"}, {"answer"}, {"since", false, false, true}, {"until", false, false, true}});
  const engine::Program& program = answers.population.program;
  for (std::size_t i = 0; i < answers.asked.size(); ++i) {
    const engine::Explanation& node = answers.explanation.nodes[i];
    const engine::ExplainedMembership& member = answers.explanation.memberships[i];
    const auto* lifecycle = LifecycleOf(node);
    std::string_view answer = member.holds ? "yes" : "no";
    if (lifecycle != nullptr) {
      answer = answers.explanation.exists ? program.lifecycles[lifecycle->lifecycle].states[lifecycle->state] : "";
    }
    const std::vector<Value> row{std::string_view(answers.asked[i].name), std::string_view(answers.asked[i].kind),
                                 answer, MomentOr(lifecycle != nullptr ? node.since : member.since),
                                 MomentOr(lifecycle != nullptr ? node.until : member.until)};
    writer->Row(row);
  }
  writer->End();
}

void WriteTrees(std::ostream& out, const Answers& answers) {
  const bool colour = UsesColour(Stream::kOutput);
  const std::size_t width = OutputWidth();
  out << Bold(Printable(answers.contact()), colour) << '\n'
      << Dim(HeaderLine(answers.population), colour) << '\n'
      << Dim(ExistenceText(answers), colour) << '\n';
  if (!answers.explanation.exists) return;
  for (std::size_t i = 0; i < answers.asked.size(); ++i) {
    out << '\n';
    const std::string& description = answers.asked[i].description;
    if (!description.empty()) {
      for (const std::string& line : WrapText(PrintableParagraph(description), width)) out << line << '\n';
    }
    for (const std::string& line : TreeLines(answers.words, answers.Part(i), width)) out << line << '\n';
  }
}

void WriteRows(Session& session, const Answers& answers) {
  const auto writer = session.Writer({});
  writer->Begin({{"name"}, {"part"}, {"condition"}, {"holds"}, {"since"}, {"until"}, {"because"}});
  for (std::size_t i = 0; i < answers.asked.size(); ++i) {
    const ExplainedPart answer = answers.Part(i);
    for (const PlacedPart& placed : FlatParts(answer)) {
      const ExplainedPart& part = *placed.part;
      const std::string because = BecauseText(part);
      const std::string& condition = part.condition.empty() ? part.text : part.condition;
      const std::vector<Value> row{std::string_view(answers.asked[i].name),
                                   std::string_view(placed.place),
                                   std::string_view(condition),
                                   part.holds ? Value(*part.holds) : Value(std::monostate{}),
                                   MomentOr(part.since),
                                   MomentOr(part.until),
                                   std::string_view(because)};
      writer->Row(row);
    }
  }
  writer->End();
}

void WriteJson(std::ostream& out, const Answers& answers) {
  const Population& population = answers.population;
  const engine::ContactExplanation& explanation = answers.explanation;
  out << "{\n  \"contact\": " << QuoteJson(answers.contact())
      << ",\n  \"as_of\": " << JsonText(Moment{population.as_of})
      << ",\n  \"data_through\": " << JsonText(MomentOr(population.common().data_through))
      << ",\n  \"timezone\": " << QuoteJson(population.calendar.zone())
      << ",\n  \"born\": " << JsonText(Moment{explanation.born})
      << ",\n  \"exists\": " << (explanation.exists ? "true" : "false") << ",\n  \"answers\": [";
  for (std::size_t i = 0; i < answers.asked.size(); ++i) {
    out << (i > 0 ? ",\n    " : "\n    ") << "{\n      \"name\": " << QuoteJson(answers.asked[i].name)
        << ",\n      \"kind\": \"" << answers.asked[i].kind
        << "\",\n      \"description\": " << QuoteJson(answers.asked[i].description) << ",\n      \"explanation\": ";
    WritePartJson(out, answers.words, answers.Part(i), "      ");
    out << "\n    }";
  }
  out << "\n  ]\n}\n";
}

void Write(Session& session, const Answers& answers, bool short_list) {
  if (short_list) return WriteList(session, answers);
  switch (session.options().format) {
    case OutputFormat::kTable:
      return WriteTrees(session.out(), answers);
    case OutputFormat::kCsv:
      return WriteRows(session, answers);
    case OutputFormat::kJson:
      return WriteJson(session.out(), answers);
  }
}

}  // namespace

Result<int> RunCommand(Session& session, const ExplainOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<Asked>> asked = WhatIsAsked(**program, options.names);
  if (!asked) return asked.error();
  Result<std::unique_ptr<Population>> population = session.LoadContact(options.contact);
  if (!population) return population.error();
  std::vector<engine::NodeId> nodes;
  for (const Asked& each : *asked) nodes.push_back(each.node);
  const Population& loaded = **population;
  const Stage stage("explain");
  const Answers answers{loaded, *asked, engine::Explain(*loaded.evaluator, loaded.as_of, 0, nodes),
                        ExplanationWords(loaded.program, loaded.common(), loaded.calendar, 0, loaded.as_of)};
  Write(session, answers, options.names.empty());
  WarnOfRunaways(*loaded.evaluator);
  return kDone;
}

}  // namespace segue::cli
