// The command line as data: global options and one struct of options per command.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/cli/output.h"

namespace segue::cli {

/// Exit statuses of cli.md.
inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kFailed = 3;

struct GlobalOptions {
  std::string project = ".";
  std::optional<std::string> store;
  std::vector<std::string> rules;
  std::optional<std::string> as_of;  // as typed: its meaning depends on the program's zone
  std::vector<std::pair<std::string, std::string>> parameters;
  OutputFormat format = OutputFormat::kTable;
  bool verbose = false;
};

struct InitOptions {
  std::string directory;
  std::vector<std::string> from;  // csv files to make the project of
};
struct CheckOptions {
  std::vector<std::string> files;
};
struct FmtOptions {
  std::vector<std::string> files;
  bool check = false;
};
struct LspOptions {};
struct ImportOptions {
  std::vector<std::string> names;
  double max_rejects = 0.01;  // a share
};
struct CountOptions {
  std::vector<std::string> segments;
};
struct ListOptions {
  std::string segment;  // empty with `metric`
  std::optional<std::string> metric, period;
  std::vector<std::string> fields;
};
struct MovesOptions {
  std::vector<std::string> lifecycles;  // empty: all
  std::optional<std::string> from, until;
};
struct ReportOptions {
  std::vector<std::string> names;
  bool alerts = false;              // judge the alerts; 1 when one is raised
  bool intervals = false;           // show the parts of rates, and how well they are known
  bool marks = false;               // csv: mark what is running, may still change or lies ahead
  std::optional<std::string> html;  // file to write a page to
  std::optional<std::string> xlsx;  // file to write a workbook to
  std::string language = "en";      // of both
};
struct GoalsOptions {
  std::vector<std::string> names;  // empty: all
};
struct AuditOptions {
  std::optional<std::string> save, against;  // the name of an audit
  bool exit_code = false;                    // 1 when figures differ
  std::optional<std::string> html;           // file to write the review to
  std::string language = "en";               // of the page
};
struct ExperimentOptions {
  std::vector<std::string> names;  // empty: all
};
struct ExplainOptions {
  std::string contact;
  std::vector<std::string> names;  // segments, flags, lifecycles; empty: a short list of all
};
struct TestOptions {
  std::vector<std::string> files;
  bool coverage = false;
  std::optional<std::string> junit;  // file
};
struct PruneOptions {
  std::optional<std::string> name;
  bool apply = false;
  std::optional<std::string> out;
  std::optional<std::string> restore;
};
struct RunOptions {
  bool dry_run = false;
};
struct SqlOptions {
  std::string query;
};
struct DescribeOptions {
  std::vector<std::string> names;  // empty: everything that can be described
  std::string language = "en";
};
struct DiffOptions {
  std::vector<std::string> versions;       // OLD and NEW: files, folders or patterns
  std::optional<std::string> from, until;  // or two moments
  bool contacts = false;
  bool exit_code = false;  // 1 when there are differences
};

using CommandOptions =
    std::variant<InitOptions, CheckOptions, ImportOptions, CountOptions, ListOptions, MovesOptions, ReportOptions,
                 GoalsOptions, AuditOptions, ExperimentOptions, PruneOptions, RunOptions, FmtOptions, SqlOptions,
                 DescribeOptions, DiffOptions, LspOptions, ExplainOptions, TestOptions>;

struct CommandLine {
  GlobalOptions global;
  CommandOptions command;
};

/// The command line ends the program by itself: help, version, or a mistake in it.
struct EarlyEnd {
  int status = kDone;
  std::string text;  // for standard output when the status is 0, else for standard error
};

std::variant<CommandLine, EarlyEnd> ParseArguments(int argc, const char* const* argv);

/// `5%`, `5 %`, `5 percent` or `0.05` as a share between 0 and 1.
std::optional<double> ParseShare(const std::string& text);

}  // namespace segue::cli
