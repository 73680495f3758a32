// Declares the commands to CLI11 and turns its complaints into sentences with a suggestion.
//
// Global options are accepted before and after the command: commands hand what they do not know to their parent.
#include "adapters/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <functional>
#include <map>
#include <memory>
#include <string_view>

#include "unicode/nearest_name.h"

namespace segue::cli {
namespace {

constexpr std::size_t kHelpColumn = 27;
constexpr std::string_view kGlobalHint = "Global options (--project, --as-of, --format …) are listed by: segue --help";

/// The parser with what it fills in. Commands choose their struct when they are the one that was named.
class Parser {
 public:
  Parser() : app_("Segue: rule-driven segmentation. Reads a project's rules and its contact store.", "segue") {
    app_.get_formatter()->column_width(kHelpColumn);
    app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
    app_.get_formatter()->label("Positionals", "Arguments");
    app_.get_formatter()->label("TEXT", "");
    app_.set_help_flag("-h,--help", "print this help and exit");
    app_.set_version_flag("--version", std::string("segue ") + SEGUE_VERSION, "print the version and exit");
    app_.allow_extras();
    app_.require_subcommand(0, 1);
    DeclareGlobalOptions();
    DeclareSetUp();
    DeclareQuestions();
    DeclareChanges();
    DeclareEditing();
    app_.footer(
        "Each command has its own help: segue report --help\n"
        "Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 failure.");
  }

  std::variant<CommandLine, EarlyEnd> Parse(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
      return EarlyEnd{kDone, std::string(version.what()) + "\n"};
    } catch (const CLI::CallForHelp&) {
      return EarlyEnd{kDone, app_.help()};
    } catch (const CLI::ArgumentMismatch& mistake) {
      return Mistake(NeedsValue(mistake.what()));
    } catch (const CLI::ParseError& mistake) {
      return Mistake(mistake.what());
    }
    return Finish();
  }

 private:
  CLI::App* Command(const std::string& name, const std::string& description, const std::string& examples,
                    std::function<CommandOptions()> options) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->fallthrough();
    command->allow_extras();
    command->group("Commands");
    command->footer("Examples:\n" + examples + "\n" + std::string(kGlobalHint));
    make_options_[name] = std::move(options);
    return command;
  }

  /// A command whose options are filled in place.
  template <typename Options>
  std::pair<CLI::App*, Options*> Command(const std::string& name, const std::string& description,
                                         const std::string& examples) {
    auto options = std::make_shared<Options>();
    return {Command(name, description, examples, [options] { return CommandOptions(*options); }), options.get()};
  }

  void DeclareGlobalOptions() {
    GlobalOptions& global = line_.global;
    app_.add_option("--project", global.project, "folder with segue.yaml (default: this one)")->option_text("DIR");
    app_.add_option("--store", global.store, "contact store, instead of the project's")->option_text("FILE");
    app_.add_option("--rules", global.rules, "rule file, instead of the project's; repeatable")
        ->option_text("FILE")
        ->allow_extra_args(false);
    app_.add_option("--as-of", global.as_of, "instant, or the end of a day or period (default: now)")->option_text("T");
    app_.add_option("--set", assignments_, "value of a param of the rules; repeatable")
        ->option_text("PARAM=VALUE")
        ->allow_extra_args(false);
    app_.add_option("--format", format_, "table, csv or json (default: table)")->option_text("FORMAT");
    app_.add_flag("--verbose", global.verbose, "say on standard error what takes how long");
  }

  void DeclareSetUp() {
    auto [init, init_options] = Command<InitOptions>("init", "a new project with rules and sample data",
                                                     "  segue init shop && cd shop && segue import && segue report\n"
                                                     "  segue init crm --from contacts.csv orders.csv");
    init->add_option("DIR", init_options->directory, "a folder that is empty or does not exist yet");
    init->add_option("--from", init_options->from, "csv files: recognise columns, propose what to map")
        ->option_text("FILE…");

    auto [check, check_options] =
        Command<CheckOptions>("check", "all errors and warnings of the rule files",
                              "  segue check\n  segue check rules/lifecycle.segue --format csv");
    check->add_option("FILE", check_options->files, "rule files (default: the project's)");

    auto [import, import_options] = Command<ImportOptions>("import", "reads the files of segue.yaml into the store",
                                                           "  segue import\n  segue import leads crm --max-rejects 5%");
    import->add_option("NAME", import_options->names, "imports of segue.yaml (default: all)");
    import->add_option("--max-rejects", max_rejects_, "share of a file's rows that may be wrong (default 1%)")
        ->option_text("SHARE");
  }

  void DeclareQuestions() {
    auto [count, count_options] = Command<CountOptions>("count", "contacts in each segment",
                                                        "  segue count\n  segue count Inactive --as-of 2026-06");
    count->add_option("SEGMENT", count_options->segments, "segments or flags (default: every segment)");

    auto [list, list_options] = Command<ListOptions>("list", "who is in a segment, since when, until when",
                                                     "  segue list Inactive --fields email,country --format csv\n"
                                                     "  segue list --metric conversions --period 2026-03");
    list->add_option("SEGMENT", list_options->segment, "a segment or flag");
    list->add_option("--metric", list_options->metric, "instead: the contacts behind a cell of a report")
        ->option_text("NAME");
    list->add_option("--period", list_options->period, "the cell's day, week, month, quarter or year")
        ->option_text("P");
    list->add_option("--fields", list_options->fields, "contact fields to show, with commas")
        ->option_text("A,B")
        ->delimiter(',')
        ->allow_extra_args(false);

    auto [moves, moves_options] =
        Command<MovesOptions>("moves", "every move through a lifecycle",
                              "  segue moves Relation --from 2026-01 --until 2026-Q2 --format csv");
    moves->add_option("LIFECYCLE", moves_options->lifecycles, "lifecycles (default: all)");
    moves->add_option("--from", moves_options->from, "first day, period or instant")->option_text("P");
    moves->add_option("--until", moves_options->until, "last day, period or instant, included")->option_text("P");

    auto [report, report_options] =
        Command<ReportOptions>("report", "the reports of the rule files",
                               "  segue report\n  segue report \"Conversions par mois\" --format csv");
    report->add_option("NAME", report_options->names, "reports (default: all)");
    report->add_flag("--alerts", report_options->alerts, "judge the alerts; exit status 1 when one is raised");
    report->add_flag("--intervals", report_options->intervals, "what rates divide, and their 95 % intervals");
    report->add_flag("--marks", report_options->marks, "csv: mark running periods and what may change");
    report->add_option("--html", report_options->html, "write one page with pictures, to open in a browser")
        ->option_text("FILE");
    report->add_option("--xlsx", report_options->xlsx, "write a workbook with formulas for rates")->option_text("FILE");
    report->add_option("--lang", report_options->language, "of the page and the workbook: en or fr (default: en)")
        ->option_text("LANGUAGE");

    auto [goals, goals_options] = Command<GoalsOptions>("goals", "how far the goals of the rules have come",
                                                        "  segue goals\n  segue --as-of 2026-03-31 goals \"T1 2026\"");
    goals->add_option("NAME", goals_options->names, "goals (default: all)");

    auto [audit, audit_options] =
        Command<AuditOptions>("audit", "keeps a review, and compares with one",
                              "  segue --as-of 2026-Q1 audit --save 2026-Q1\n  segue audit --against 2026-Q1");
    audit->add_option("--save", audit_options->save, "keep every figure under this name")->option_text("NAME");
    audit->add_option("--against", audit_options->against, "what became of the figures of that audit, and why")
        ->option_text("NAME");
    audit->add_option("--html", audit_options->html, "write the review as one page, with --against what changed since")
        ->option_text("FILE");
    audit->add_option("--lang", audit_options->language, "of the page: en or fr (default: en)")
        ->option_text("LANGUAGE");
    audit->add_flag("--exit-code", audit_options->exit_code, "exit status 1 when figures differ");

    auto [experiment, experiment_options] =
        Command<ExperimentOptions>("experiment", "the arms of an experiment against each other",
                                   "  segue experiment\n  segue experiment \"Test e-mail\" --format csv");
    experiment->add_option("NAME", experiment_options->names, "experiments (default: all)");

    auto [sql, sql_options] = Command<SqlOptions>("sql", "read-only SQL over the store and what rules derive",
                                                  "  segue sql \"select name, count(*) from segments group by name\"\n"
                                                  "Also as tables: contacts, segments, flags, states, scores, moves");
    sql->add_option("QUERY", sql_options->query, "one query, in quotes");
    DeclareComparisons();
    DeclareReasons();
  }

  void DeclareComparisons() {
    auto [describe, describe_options] =
        Command<DescribeOptions>("describe", "reads rules back in plain sentences, with counts",
                                 "  segue describe\n  segue describe Inactive --lang fr");
    describe->add_option("NAME", describe_options->names, "segments, flags, lifecycles, metrics … (default: all)");
    describe->add_option("--lang", describe_options->language, "en or fr (default: en)")->option_text("LANGUAGE");

    auto [diff, diff_options] =
        Command<DiffOptions>("diff", "what changes between two rule versions or moments",
                             "  segue diff rules.old rules\n  segue diff old.segue new.segue --contacts\n"
                             "  segue diff --from 2026-05 --to 2026-06 --exit-code");
    diff->add_option("VERSION", diff_options->versions, "two rule files or folders, the old one first");
    diff->add_option("--from", diff_options->from, "the earlier moment, instead of an old version")->option_text("T");
    diff->add_option("--to", diff_options->until, "the later moment, instead of a new version")->option_text("T");
    diff->add_flag("--contacts", diff_options->contacts, "name the contacts, not only their number");
    diff->add_flag("--exit-code", diff_options->exit_code, "exit status 1 when there are differences");
  }

  void DeclareReasons() {
    auto [explain, explain_options] = Command<ExplainOptions>(
        "explain", "why a contact is, or is not, in a segment or state",
        "  segue explain ada@example.org\n  segue explain ada@example.org Inactive --as-of 2026-06");
    explain->add_option("CONTACT", explain_options->contact, "the contact's key, or another identity of it");
    explain->add_option("NAME", explain_options->names, "segments, flags or lifecycles (default: all)");

    auto [test, test_options] = Command<TestOptions>("test", "runs the rule tests (*.test.yaml)",
                                                     "  segue test\n  segue test tests/relation.test.yaml --coverage");
    test->add_option("FILE", test_options->files, "test files (default: the project's tests/*.test.yaml)");
    test->add_flag("--coverage", test_options->coverage, "list conditions never both true and false");
    test->add_option("--junit", test_options->junit, "write the outcome as JUnit XML, too")->option_text("FILE");
  }

  void DeclareChanges() {
    auto [prune, prune_options] = Command<PruneOptions>(
        "prune", "how many profiles a clean-up would remove, and why",
        "  segue prune Inactive\n  segue prune Inactive --as-of 2027-01\n"
        "  segue prune Inactive --apply --out pruned.jsonl\n  segue prune --restore pruned.jsonl");
    prune->add_option("NAME", prune_options->name, "the prune's segment (default: all)");
    prune->add_flag("--apply", prune_options->apply, "remove them from the store; without it a dry run");
    prune->add_option("--out", prune_options->out, "archive that --apply writes; must not exist")->option_text("FILE");
    prune->add_option("--restore", prune_options->restore, "bring back the contacts of an archive")
        ->option_text("FILE");

    auto [run, run_options] =
        Command<RunOptions>("run", "evaluates to now and records new moves", "  segue run --dry-run\n  segue run");
    run->add_flag("--dry-run", run_options->dry_run, "print what would be recorded, write nothing");
  }

  void DeclareEditing() {
    auto [fmt, fmt_options] = Command<FmtOptions>("fmt", "rule files in the one canonical layout",
                                                  "  segue fmt\n  segue fmt --check\n  segue fmt - < rules.segue");
    fmt->add_option("FILE", fmt_options->files, "rule files (default: the project's); - reads stdin");
    fmt->add_flag("--check", fmt_options->check, "write nothing; exit status 1 where a layout differs");

    Command<LspOptions>("lsp", "language server for editors (standard input, output)", "  segue lsp");
  }

  std::variant<CommandLine, EarlyEnd> Finish() {
    const std::vector<CLI::App*> named = app_.get_subcommands();
    if (std::optional<std::string> mistake = UnknownArgument(named)) return Mistake(*mistake);
    if (named.empty()) return EarlyEnd{kWrongUsage, app_.help()};
    if (std::optional<std::string> mistake = ReadValues()) return Mistake(*mistake);
    line_.command = make_options_[named.front()->get_name()]();
    if (std::optional<std::string> mistake = MissingArgument()) return Mistake(*mistake);
    if (auto* import = std::get_if<ImportOptions>(&line_.command)) import->max_rejects = max_rejects_share_;
    return line_;
  }

  /// What CLI11 could not place.
  std::optional<std::string> UnknownArgument(const std::vector<CLI::App*>& named) const {
    const std::vector<std::string> extras = app_.remaining(true);
    if (extras.empty()) return std::nullopt;
    for (const std::string& extra : extras) {
      if (extra.starts_with("-")) return UnknownOption(extra.substr(0, extra.find('=')), named);
    }
    if (!named.empty()) return "\"" + extras.front() + "\" is one argument too many for " + named.front()->get_name();
    const std::vector<std::string> commands = CommandNames();
    const std::string nearest(unicode::NearestOf(extras.front(), commands));
    return "there is no command \"" + extras.front() + "\"" +
           (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?");
  }

  std::string UnknownOption(const std::string& option, const std::vector<CLI::App*>& named) const {
    std::vector<std::string> known;
    const auto gather = [&known](const CLI::App* app) {
      for (const CLI::Option* declared : app->get_options()) {
        if (declared->nonpositional()) known.push_back("--" + declared->get_lnames().front());
      }
    };
    gather(&app_);
    for (const CLI::App* command : named) gather(command);
    const std::string nearest(unicode::NearestOf(option, known));
    return "there is no option " + option + (nearest.empty() ? "" : "; did you mean " + nearest + "?");
  }

  std::vector<std::string> CommandNames() const {
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(command->get_name());
    return names;
  }

  /// Values with a form of their own.
  std::optional<std::string> ReadValues() {
    static const std::map<std::string, OutputFormat> kFormats = {
        {"table", OutputFormat::kTable}, {"csv", OutputFormat::kCsv}, {"json", OutputFormat::kJson}};
    const auto format = kFormats.find(format_);
    if (format == kFormats.end()) return "--format is table, csv or json, not \"" + format_ + "\"";
    line_.global.format = format->second;
    for (const std::string& assignment : assignments_) {
      const std::size_t equals = assignment.find('=');
      if (equals == std::string::npos || equals == 0)
        return "--set takes param=value, for example --set quiet=90days; found \"" + assignment + "\"";
      line_.global.parameters.emplace_back(assignment.substr(0, equals), assignment.substr(equals + 1));
    }
    const std::optional<double> share = ParseShare(max_rejects_);
    if (!share) return "--max-rejects takes a share such as 5%, not \"" + max_rejects_ + "\"";
    max_rejects_share_ = *share;
    return std::nullopt;
  }

  std::optional<std::string> MissingArgument() const {
    const auto* init = std::get_if<InitOptions>(&line_.command);
    if (init != nullptr && init->directory.empty()) return "init needs a folder, for example: segue init shop";
    if (const auto* list = std::get_if<ListOptions>(&line_.command)) return MissingForList(*list);
    const auto* sql = std::get_if<SqlOptions>(&line_.command);
    if (sql != nullptr && sql->query.empty())
      return "sql needs a query in quotes, for example: segue sql \"select * from moves\"";
    if (const auto* describe = std::get_if<DescribeOptions>(&line_.command)) return UnknownLanguage(describe->language);
    if (const auto* report = std::get_if<ReportOptions>(&line_.command)) return MissingForReport(*report);
    if (const auto* audit = std::get_if<AuditOptions>(&line_.command)) return UnknownLanguage(audit->language);
    if (const auto* diff = std::get_if<DiffOptions>(&line_.command)) return MissingForDiff(*diff);
    const auto* explain = std::get_if<ExplainOptions>(&line_.command);
    if (explain != nullptr && explain->contact.empty())
      return "explain needs a contact, for example: segue explain ada@example.org Inactive";
    const auto* prune = std::get_if<PruneOptions>(&line_.command);
    if (prune == nullptr) return std::nullopt;
    if (prune->apply && prune->restore) return "--apply and --restore exclude each other";
    if (prune->apply && !prune->out) return "--apply needs --out FILE, where the removed profiles are kept";
    if (prune->out && !prune->apply)
      return "--out goes with --apply; without it nothing is removed and nothing written";
    return std::nullopt;
  }

  static std::optional<std::string> UnknownLanguage(const std::string& language) {
    if (language == "en" || language == "fr") return std::nullopt;
    return "--lang is en or fr, not \"" + language + "\"";
  }

  std::optional<std::string> MissingForReport(const ReportOptions& report) const {
    const bool writes = report.html || report.xlsx;
    if (writes && line_.global.format != OutputFormat::kTable) {
      return "--html and --xlsx write files of their own; leave out --format";
    }
    if (report.html && report.html->empty()) return "--html needs a file, for example: --html report.html";
    if (report.xlsx && report.xlsx->empty()) return "--xlsx needs a file, for example: --xlsx report.xlsx";
    return UnknownLanguage(report.language);
  }

  static std::optional<std::string> MissingForList(const ListOptions& list) {
    if (list.metric && !list.segment.empty()) return "list takes a segment or --metric, not both";
    if (list.metric && !list.period) return "--metric goes with --period, for example: --period 2026-03";
    if (list.period && !list.metric) return "--period goes with --metric; for a segment at an instant there is --as-of";
    if (!list.metric && list.segment.empty()) return "list needs a segment, for example: segue list Inactive";
    return std::nullopt;
  }

  std::optional<std::string> MissingForDiff(const DiffOptions& diff) const {
    const bool moments = diff.from || diff.until;
    if (moments && !diff.versions.empty()) return "diff compares two versions or two moments, not both at once";
    if (moments && (!diff.from || !diff.until)) return "--from and --to go together";
    if (moments && line_.global.as_of) return "--as-of has no place beside --from and --to";
    if (moments || diff.versions.size() == 2) return std::nullopt;
    return "diff needs two versions of the rules, or --from and --to; for example: segue diff old.segue new.segue";
  }

  /// "--as-of: 1 required TEXT missing" → "--as-of needs a value".
  static std::string NeedsValue(const std::string& complaint) {
    return complaint.substr(0, complaint.find(':')) + " needs a value";
  }

  EarlyEnd Mistake(const std::string& problem) const {
    const std::vector<CLI::App*> named = app_.get_subcommands();
    const std::string help = named.empty() ? "segue --help" : "segue " + named.front()->get_name() + " --help";
    return {kWrongUsage, "segue: " + problem + "\n       " + help + " lists what there is\n"};
  }

  CLI::App app_;
  CommandLine line_;
  std::string format_ = "table";
  std::string max_rejects_ = "1%";
  double max_rejects_share_ = 0;
  std::vector<std::string> assignments_;
  std::map<std::string, std::function<CommandOptions()>> make_options_;
};

}  // namespace

std::variant<CommandLine, EarlyEnd> ParseArguments(int argc, const char* const* argv) {
  return Parser().Parse(argc, argv);
}

std::optional<double> ParseShare(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  std::string unit(end, text.data() + text.size());
  unit.erase(0, unit.find_first_not_of(' '));
  const bool percent = unit == "%" || unit == "percent";
  if (!percent && !unit.empty()) return std::nullopt;
  const double share = percent ? number / 100 : number;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

}  // namespace segue::cli
