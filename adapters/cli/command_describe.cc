// segue describe: the rules read back as plain sentences, with how many contacts they are about.
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/log.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/suggestion.h"
#include "adapters/cli/table.h"
#include "adapters/cli/terminal.h"
#include "adapters/wording/describe.h"
#include "dsl/parse.h"
#include "engine/answers.h"
#include "engine/caveats.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

/// One rule as it is answered.
struct Described {
  std::string name;
  std::optional<engine::NodeId> node;  // of a segment or flag
  wording::Sentence sentence;
  std::optional<std::int64_t> contacts;
  std::string notes;
};

/// The files of the program as syntax, in the order of reading; `--set` values are files of their own.
struct Syntax {
  std::vector<dsl::File> files;
  wording::Glossary glossary;
};

Syntax ParseAll(const dsl::SourceMap& sources) {
  static constexpr std::string_view kOverride = "--set ";
  Syntax syntax;
  std::vector<dsl::Diagnostic> known;  // the rules were compiled before: there are no errors
  for (dsl::SourceId id = 0; id < sources.size(); ++id) {
    dsl::File file = dsl::Parse(sources, id, known);
    const std::string& path = sources.Get(id).path;
    if (!path.starts_with(kOverride)) {
      syntax.glossary.Add(file);
      syntax.files.push_back(std::move(file));
      continue;
    }
    for (const dsl::Declaration& declaration : file.declarations) {
      const auto* param = std::get_if<dsl::ParamDeclaration>(&declaration.node);
      if (param != nullptr) syntax.glossary.Override(path.substr(kOverride.size()), param->value);
    }
  }
  return syntax;
}

std::optional<engine::NodeId> NodeOf(const dsl::Declaration& declaration, const std::string& name,
                                     const engine::Program& program) {
  const bool segment = std::holds_alternative<dsl::SegmentDeclaration>(declaration.node);
  if (!segment && !std::holds_alternative<dsl::FlagDeclaration>(declaration.node)) return std::nullopt;
  for (const engine::NamedNode& node : segment ? program.segments : program.flags) {
    if (node.name == name) return node.node;
  }
  return std::nullopt;
}

/// Everything that can be described, or what is asked for.
Result<std::vector<Described>> DescribeRules(const Syntax& syntax, const engine::Program& program,
                                             const DescribeOptions& options) {
  std::vector<std::string> asked;
  for (const std::string& name : options.names) asked.push_back(unicode::Nfc(name));
  std::vector<Described> described;
  std::vector<std::string> existing;
  const wording::Language& language = *wording::FindLanguage(options.language);
  for (const dsl::File& file : syntax.files) {
    for (const dsl::Declaration& declaration : file.declarations) {
      const std::string name = wording::DescribedName(declaration);
      if (name.empty()) continue;
      if (std::find(existing.begin(), existing.end(), name) == existing.end()) existing.push_back(name);
      if (!asked.empty() && std::find(asked.begin(), asked.end(), name) == asked.end()) continue;
      const bool prune = std::holds_alternative<dsl::PruneDeclaration>(declaration.node);
      described.push_back({prune ? "prune " + name : name, NodeOf(declaration, name, program),
                           wording::Describe(declaration, language, syntax.glossary), std::nullopt, ""});
    }
  }
  for (const std::string& name : asked) {
    if (std::find(existing.begin(), existing.end(), name) == existing.end())
      return UnknownName("describing the rules", "rule", name, existing);
  }
  return described;
}

/// The largest unit that says it exactly.
dsl::Duration DurationOf(engine::Length length) {
  using dsl::TimeUnit;
  if (length.months != 0) {
    if (length.months % 12 == 0) return {length.months / 12, TimeUnit::kYear};
    return {length.months, TimeUnit::kMonth};
  }
  constexpr std::int64_t kSecond = 1000;
  constexpr std::pair<std::int64_t, TimeUnit> kUnits[] = {
      {86400 * kSecond, TimeUnit::kDay}, {3600 * kSecond, TimeUnit::kHour}, {60 * kSecond, TimeUnit::kMinute}};
  for (const auto& [size, unit] : kUnits) {
    if (length.milliseconds % size == 0) return {length.milliseconds / size, unit};
  }
  return {length.milliseconds / kSecond, TimeUnit::kSecond};
}

wording::CountNote NoteOf(const engine::Caveat& caveat, std::int64_t contacts, const engine::Schema& schema) {
  wording::CountNote note;
  note.contacts = contacts;
  switch (caveat.kind) {
    case engine::Caveat::Kind::kNever:
      note.kind = wording::CountNote::Kind::kNever;
      for (const engine::EventKindId kind : caveat.kinds) note.events.push_back(schema.events[kind].name);
      break;
    case engine::Caveat::Kind::kNewcomer:
      note.kind = wording::CountNote::Kind::kNewcomers;
      note.window = DurationOf(caveat.window);
      break;
    case engine::Caveat::Kind::kMissing:
      note.kind = wording::CountNote::Kind::kMissing;
      note.field = schema.fields[caveat.field].name;
      break;
  }
  return note;
}

bool HasStore(Session& session) {
  if (!session.options().store && !session.HasProject()) return false;
  const Result<std::string> path = session.StorePath();
  return path && FileExists(*path);
}

/// Counts the members of every segment and flag, and those with a caveat, in one evaluation.
Result<std::string> CountAll(Session& session, const engine::Program& program, const DescribeOptions& options,
                             std::vector<Described>& described) {
  engine::Program extended = program;
  std::vector<std::vector<engine::Caveat>> caveats;
  std::vector<engine::NodeId> nodes;
  for (const Described& rule : described) {
    caveats.push_back(rule.node ? engine::FindCaveats(extended, *rule.node) : std::vector<engine::Caveat>{});
    if (rule.node) nodes.push_back(*rule.node);
    for (const engine::Caveat& caveat : caveats.back()) nodes.push_back(caveat.node);
  }
  NeededColumns columns(extended);
  for (const engine::NodeId node : nodes) columns.AddNode(node);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  const Stage stage("evaluate");
  const engine::Evaluator evaluator(extended, (*population)->facts.source(), (*population)->calendar);
  const std::vector<std::int64_t> counts = engine::CountMembers(evaluator, (*population)->as_of, nodes);

  auto count = counts.begin();
  for (std::size_t i = 0; i < described.size(); ++i) {
    if (described[i].node) described[i].contacts = *count++;
    std::vector<wording::CountNote> notes;
    for (const engine::Caveat& caveat : caveats[i]) notes.push_back(NoteOf(caveat, *count++, program.schema));
    described[i].notes = wording::DescribeNotes(notes, *wording::FindLanguage(options.language));
  }
  return HeaderLine(**population);
}

/// The name and its number, then the sentence below, indented as its lists are.
void WriteForPeople(Session& session, const std::string& header, const std::vector<Described>& described,
                    const wording::Language& language) {
  std::ostream& out = session.out();
  const bool colour = UsesColour(Stream::kOutput);
  const std::size_t width = OutputWidth();
  const auto write = [&](const std::string& text, std::size_t indent, std::size_t hanging) {
    bool first = true;
    for (const std::string& line : WrapText(Printable(text), width - indent - hanging)) {
      out << std::string(first ? indent : indent + hanging, ' ') << line << '\n';
      first = false;
    }
  };
  if (!header.empty()) out << Dim(header, colour) << '\n';
  for (std::size_t i = 0; i < described.size(); ++i) {
    const Described& rule = described[i];
    if (i > 0 || !header.empty()) out << '\n';
    out << Bold(Printable(rule.name), colour);
    if (rule.contacts)
      out << language.Mark(':') << ' ' << language.Count(*rule.contacts)
          << (*rule.contacts == 1 ? " contact" : " contacts");
    out << '\n';
    for (const wording::Line& line : rule.sentence)
      write(line.text, 2 + 2 * static_cast<std::size_t>(line.depth), line.depth > 0 ? 4 : 0);
    if (!rule.notes.empty()) write(rule.notes, 2, 0);
  }
  if (described.empty()) out << "the rules declare nothing to describe\n";
}

void WriteRows(Session& session, const std::vector<Described>& described) {
  const auto writer = session.Writer({});
  writer->Begin({{"name"}, {"contacts", true}, {"sentence"}});
  for (const Described& rule : described) {
    std::string sentence = wording::OneLine(rule.sentence);
    if (!rule.notes.empty()) sentence += " " + rule.notes;
    const std::vector<Value> row{std::string_view(rule.name), rule.contacts ? Value{*rule.contacts} : Value{},
                                 std::string_view(sentence)};
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const DescribeOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<std::string>> files = session.RuleFiles();
  if (!files) return files.error();
  Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
  if (!sources) return sources.error();
  // Compiled again for its sources: files brought in by `use` and the values of --set are among them.
  RuleFilesOnDisk used_files;
  rules::Compile(*sources, {session.options().parameters, std::nullopt, &used_files});
  Result<std::vector<Described>> described = DescribeRules(ParseAll(*sources), **program, options);
  if (!described) return described.error();

  std::string header;
  if (HasStore(session)) {
    Result<std::string> counted = CountAll(session, **program, options, *described);
    if (!counted) return counted.error();
    header = *counted;
  }
  if (session.options().format == OutputFormat::kTable) {
    WriteForPeople(session, header, *described, *wording::FindLanguage(options.language));
  } else {
    WriteRows(session, *described);
  }
  return kDone;
}

}  // namespace segue::cli
