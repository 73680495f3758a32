// Looks at the token where reading stopped and the few before it.
#include "dsl/reading_advice.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "dsl/lexical.h"
#include "dsl/quantities.h"
#include "unicode/nearest_name.h"

namespace segue::dsl {
namespace {

using std::string_view;

constexpr const char* kOfProperties =
    "of an event's property take sum, average, median, p90, smallest, largest, distinct or last";

bool IsOneOf(string_view word, std::initializer_list<string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// `p` and digits, whatever the number.
bool IsRank(string_view word) {
  return word.size() > 1 && word.front() == 'p' && word.find_first_not_of("0123456789", 1) == word.npos;
}

bool IsWhole(string_view word) { return !word.empty() && word.find_first_not_of("0123456789") == word.npos; }

bool IsNumberInWords(string_view word) {
  return IsOneOf(word,
                 {"once", "twice", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"});
}

class Adviser {
 public:
  Adviser(string_view text, std::size_t begin, std::size_t found) {
    Token token = NextToken(text, begin);
    for (; token.kind != TokenKind::kEnd && token.begin < found; token = NextToken(text, token.end)) {
      before_.push_back(token.in(text));
    }
    if (token.kind == TokenKind::kEnd) return;
    found_ = token.in(text);
    const Token next = NextToken(text, token.end);
    if (next.kind != TokenKind::kEnd) next_ = next.in(text);
  }

  template <typename Expects>
  std::string Run(const Expects& expects) const {
    if (before_.empty()) return "";
    if (before_.front() == "report") return ReportAdvice(expects);
    if (before_.front() == "goal") return GoalAdvice(expects);
    if (before_.front() == "alert" && found_ == "when") return "an alert has a name: `alert \"…\" when …`";
    if (IsOneOf(before_.front(), {"alert", "advise"}) && expects(":")) return "what to do follows: `: \"…\"`";
    if (before_.front() == "benchmark" && expects("=")) return "write `benchmark NAME = 12%`";
    if (before_.front() != "metric") return ConditionAdvice();
    if (found_ == "by") return "figures are split by reports: `report … { by … show … }`";
    if (found_ == "credited") {
      return "only a measure written out has credit: `count of … credited to …`, `moves … credited to …`";
    }
    if (found_ == "until" && expects("to")) return "everything up to the end of the period is `to date`";
    if (expects("hours") && IsOneOf(Before(1), {"average", "median"}) && UnitNamed(found_)) return TimeAdvice();
    if (expects("hours") && IsRank(Before(1)) && UnitNamed(found_)) return TimeAdvice();
    if (found_ == "." && Before(2) == "of") return StatisticAdvice(Before(3));
    if (expects(".") && Before(2) == "of") return PropertyAdvice(Before(3), Before(1));
    if (expects(".") && IsOneOf(Before(2), {"first", "last", "any"})) {
      return "say whose value gets the credit: `" + std::string(Before(2)) + " " + std::string(Before(1)) + ".…`";
    }
    if (Before(2) == "of" && IsOneOf(Before(3), {"used", "allowance"})) {
      return "name the allowance: `" + std::string(Before(3)) + " of " + std::string(Before(1)) + " profiles`";
    }
    if (expects("within")) return "say in which time: `within 90 days`";
    return ConditionAdvice();
  }

 private:
  /// The n-th token before the one where reading stopped; empty when there are fewer.
  string_view Before(std::size_t n) const { return n <= before_.size() ? before_[before_.size() - n] : string_view(); }

  /// Slips of the pen in conditions, wherever these stand.
  std::string ConditionAdvice() const {
    if (found_ == "the" && Before(1) == "in") return "leave out \"the\": `in last 30 days`";
    if (found_ == "in" && Before(1) == "is") {
      return next_ == "(" ? "write `" + std::string(Before(2)) + " in (…)`" : "leave out \"is\"";
    }
    if (IsOneOf(Before(1), {"least", "most", "exactly"}) && IsNumberInWords(found_))
      return "write the number in digits, such as 3";
    if (UnitNamed(found_) && IsOneOf(Before(2), {">=", "<=", ">", "<", "="})) {
      return "compare with the number alone: `" + std::string(Before(2)) + " " + std::string(Before(1)) + "`";
    }
    if (IsOneOf(Before(1), {"last", "next", "within", "after", "for"}) && IsWhole(found_) && !UnitNamed(next_)) {
      return "write its unit out: minutes, hours, days, weeks, months, quarters or years";
    }
    if (before_.front() == "lifecycle" && found_ == "after" && Before(2) == "on") {
      return "one thing makes a move: `on " + std::string(Before(1)) + "`, or `after …`";
    }
    return "";
  }

  template <typename Expects>
  std::string ReportAdvice(const Expects& expects) const {
    if (Before(1) == "compare" || (Before(1) == "last" && Before(4) == "compare")) {
      return "write `compare previous period` or `compare same period last year`";
    }
    if (expects("of") && IsOneOf(Before(1), {"line", "bars", "pie", "funnel", "heatmap", "sankey"})) {
      return "say of what: `draw " + std::string(Before(1)) + " of " + std::string(found_) + "`";
    }
    if (Before(1) == "over" && IsWhole(found_)) {
      return "write `over last " + std::string(found_) + " " + (UnitNamed(next_) ? std::string(next_) : "months") + "`";
    }
    if (Before(1) == "bands") return "edges stand in brackets: `in bands (10, 20)`";
    if (Before(1) == "project") return "say how far: `project 3 months`";
    if (Before(2) == "project" && expects("months"))
      return "say of what: `project " + std::string(Before(1)) + " months`";
    if (Before(2) == "correlate" && expects("with")) {
      return "write `correlate " + std::string(Before(1)) + " with …`";
    }
    if (Before(2) == "goals" && expects("each")) return "write `goals for each " + std::string(found_) + "`";
    if (Before(1) == "cohorts") return "write `cohorts of " + std::string(found_) + "`";
    return "";
  }

  template <typename Expects>
  std::string GoalAdvice(const Expects& expects) const {
    if (IsOneOf(Before(1), {"up", "down"})) return "by how much in percent: `" + std::string(Before(1)) + " 10%`";
    if (Before(1) == "last") return "write `on last year` or `on last period`";
    if (expects("in") && !expects("by")) return "say for which period: `in 2026-Q1`";
    if (IsOneOf(found_, {">", "<", "="}) && expects("up"))
      return "a goal is at least (`>=`) or at most (`<=`) a figure";
    return "";
  }

  static std::string TimeAdvice() { return "times between states are counted in hours or days"; }

  static std::string StatisticAdvice(string_view word) {
    if (IsRank(word)) return "percentiles go from p1 to p99";
    const std::vector<const char*> statistics = {"sum",     "average",  "median", "smallest",
                                                 "largest", "distinct", "last",   "count"};
    const string_view best = unicode::NearestOf(word, statistics);
    return best.empty() ? kOfProperties : "did you mean \"" + std::string(best) + "\"?";
  }

  static std::string PropertyAdvice(string_view statistic, string_view name) {
    const std::string written = std::string(statistic) + " of " + std::string(name);
    if (!IsOneOf(statistic, {"sum", "smallest", "largest", "distinct", "last"})) return "";
    return "name an event's property: `" + written + ".…`; of a field or score take average, median or p90";
  }

  std::vector<string_view> before_;  // the tokens of the declaration up to found_
  string_view found_, next_;         // where reading stopped, and the token behind it; empty at the end
};

}  // namespace

std::string ReadingAdvice(string_view text, std::size_t begin, std::size_t found,
                          const std::function<bool(string_view)>& expects) {
  return Adviser(text, begin, found).Run(expects);
}

}  // namespace segue::dsl
