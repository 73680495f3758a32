// The words of the grammar, for the formatter (which names need quotes) and editors (what can be completed).
#include "dsl/words.h"

#include <algorithm>

#include "dsl/lexical.h"

namespace segue::dsl {
namespace {

/// `p90 of purchase.amount`: p and one or two digits.
bool IsRank(std::string_view word) {
  return (word.size() == 2 || word.size() == 3) && word[0] == 'p' &&
         word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

const std::vector<std::string_view>& GrammarWords() {
  static const std::vector<std::string_view> words = {
      "account",    "advise",      "after",     "ago",       "ahead",      "alert",     "all",       "allowance",
      "and",        "anniversary", "any",       "arms",      "as",         "at",        "average",   "bands",
      "bars",       "before",      "benchmark", "between",   "by",         "choice",    "cohorts",   "compare",
      "complete",   "contact",     "contacts",  "contains",  "control",    "correlate", "count",     "credited",
      "currency",   "date",        "day",       "days",      "descending", "did",       "distinct",  "down",
      "draw",       "each",        "ends",      "entries",   "event",      "everyone",  "exactly",   "exits",
      "experiment", "false",       "final",     "first",     "flag",       "followed",  "for",       "from",
      "funnel",     "goal",        "goals",     "grace",     "group",      "has",       "heatmap",   "hour",
      "hours",      "hypothesis",  "in",        "is",        "just",       "keep",      "known",     "largest",
      "last",       "learned",     "least",     "lifecycle", "line",       "list",      "matches",   "measure",
      "median",     "members",     "metric",    "minute",    "minutes",    "missing",   "monday",    "money",
      "month",      "months",      "more",      "most",      "moves",      "needs",     "next",      "nobody",
      "not",        "number",      "of",        "on",        "once",       "or",        "otherwise", "over",
      "owner",      "param",       "past",      "per",       "percent",    "period",    "pie",       "previous",
      "price",      "project",     "prune",     "quarter",   "quarters",   "recorded",  "report",    "rest",
      "same",       "sample",      "sankey",    "score",     "seasonal",   "second",    "seconds",   "segment",
      "set",        "shares",      "show",      "since",     "smallest",   "sort",      "start",     "starts",
      "state",      "strata",      "sum",       "sunday",    "text",       "than",      "then",      "this",
      "time",       "times",       "timezone",  "to",        "today",      "tomorrow",  "top",       "trend",
      "true",       "twice",       "until",     "up",        "use",        "used",      "was",       "week",
      "weeks",      "when",        "while",     "with",      "within",     "year",      "years",     "yesterday",
  };
  return words;
}

bool IsGrammarWord(std::string_view word) { return std::ranges::binary_search(GrammarWords(), word); }

bool IsPlainName(std::string_view text) {
  return !text.empty() && WordLength(text, 0) == text.size() && !IsGrammarWord(text) && !IsReserved(text) &&
         !IsRank(text);
}

std::string QuotedName(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return quoted + "\"";
}

std::string WrittenName(std::string_view name) { return IsPlainName(name) ? std::string(name) : QuotedName(name); }

}  // namespace segue::dsl
