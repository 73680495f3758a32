// Expected answers are read into the very forms in which found ones are printed, so that comparing texts is enough.
#include "adapters/rule_tests/answer_text.h"

#include <algorithm>
#include <cstdio>

#include "adapters/project/did_you_mean.h"
#include "adapters/rule_tests/fact_value_reader.h"
#include "adapters/rule_tests/moment_text.h"
#include "adapters/rule_tests/tokens.h"
#include "unicode/unicode.h"

namespace segue::rule_tests {
namespace {

using engine::Instant;

constexpr int kMoneyDecimals = 2;

struct AnswerReader {
  const Written& written;
  const TestContext& context;
  project::Mistakes& mistakes;

  std::nullopt_t Wrong(const std::string& expected) {
    return WrongAt(written.place, "expected " + expected + ", found \"" + written.text + "\"");
  }
  std::nullopt_t WrongAt(project::Place place, const std::string& what) {
    mistakes.Add(place, what);
    return std::nullopt;
  }

  std::optional<std::string> YesOrNo() {
    if (written.text == "yes" || written.text == "true") return "yes";
    if (written.text == "no" || written.text == "false") return "no";
    return Wrong("yes or no");
  }

  std::optional<std::string> Intervals() {
    if (written.text == "never" || written.text == "always") return written.text;
    TokenReader tokens(written.text, written.place);
    std::vector<engine::Interval> intervals;
    do {
      engine::Interval interval{engine::kAlways, engine::kForever};
      const bool from = tokens.TakeIf("from");
      if (from && !TakeInstant(tokens, interval.start)) return {};
      const bool until = tokens.TakeIf("until");
      if (until && !TakeInstant(tokens, interval.end)) return {};
      if (!from && !until) {
        return Wrong("`from 2026-01-05 until 2026-02-04, from 2026-03-01`, always or never");
      }
      const bool ordered =
          interval.start < interval.end && (intervals.empty() || intervals.back().end < interval.start);
      if (!ordered) return Wrong("stretches of time one after the other, each ending after it begins");
      intervals.push_back(interval);
    } while (tokens.TakeIf(","));
    if (!tokens.AtEnd()) return WrongAt(tokens.Here(), "\"" + tokens.Peek().text + "\" is too much here");
    return IntervalsText(intervals, context.calendar);
  }

  bool TakeInstant(TokenReader& tokens, Instant& instant) {
    const Token token = tokens.Take();
    const auto read = ParseInstant(token.text, context.calendar);
    if (read) instant = *read;
    if (!read) WrongAt(tokens.PlaceOf(token), "\"" + token.text + "\" is no date or instant, such as 2026-01-05T10:30");
    return read.has_value();
  }

  std::optional<std::string> Moves(engine::LifecycleId lifecycle) {
    if (written.text == "none" || written.text.empty()) return "none";
    TokenReader tokens(written.text, written.place);
    std::vector<NamedMove> moves;
    do {
      NamedMove move;
      if (!TakeInstant(tokens, move.at) || !TakeState(tokens, lifecycle, move.from)) return {};
      if (!tokens.TakeIf("->")) {
        return WrongAt(tokens.Here(), "expected a move such as `2026-01-05 unknown -> prospect`, or none");
      }
      if (!TakeState(tokens, lifecycle, move.to)) return {};
      moves.push_back(std::move(move));
    } while (tokens.TakeIf(","));
    if (!tokens.AtEnd()) return WrongAt(tokens.Here(), "\"" + tokens.Peek().text + "\" is too much here");
    return MovesText(moves, context.calendar);
  }

  bool TakeState(TokenReader& tokens, engine::LifecycleId lifecycle, std::string& state) {
    const Token token = tokens.Take();
    state = unicode::Nfc(token.text);
    if (IsState(lifecycle, state)) return true;
    WrongAt(tokens.PlaceOf(token), NoState(lifecycle, state));
    return false;
  }

  bool IsState(engine::LifecycleId lifecycle, const std::string& state) const {
    const auto& states = context.program.lifecycles[lifecycle].states;
    return std::find(states.begin(), states.end(), state) != states.end();
  }

  std::string NoState(engine::LifecycleId lifecycle, const std::string& state) const {
    const engine::Lifecycle& asked = context.program.lifecycles[lifecycle];
    const std::string meant = project::DidYouMean(state, asked.states);
    return "\"" + asked.name + "\" has no state \"" + state + "\"" +
           (meant.empty() ? "; it has " + project::Enumerate(asked.states, 12) : meant);
  }

  std::optional<std::string> State(engine::LifecycleId lifecycle) {
    const std::string state = unicode::Nfc(written.text);
    if (state == "none" || IsState(lifecycle, state)) return state;
    return WrongAt(written.place, NoState(lifecycle, state));
  }

  std::optional<std::string> Count() {
    const auto number = ParseNumber(written.text);
    const bool whole = number && *number >= 0 && written.text.find_first_not_of("0123456789") == std::string::npos;
    if (!whole) return Wrong("a whole number");
    return std::to_string(static_cast<std::int64_t>(*number));
  }

  /// `12`, `0.105`, `10.5%`, `49.90 EUR`, `none`
  std::optional<std::string> Number(const engine::Metric& metric, Precision& precision) {
    if (written.text == "none") return "none";
    TokenReader tokens(written.text, written.place);
    std::string digits = tokens.Take().text;
    if (digits.ends_with('%')) {
      digits.pop_back();
      precision.percent = true;
    } else if (!tokens.AtEnd() && tokens.Peek().text == metric.currency) {
      tokens.Take();
    }
    if (!ParseNumber(digits) || !tokens.AtEnd()) {
      const std::string example = metric.unit == engine::Unit::kMoney ? "an amount such as 49.90" : "a number";
      return Wrong(example + ", or none for no value");
    }
    const std::size_t point = digits.find('.');
    precision.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    if (metric.unit != engine::Unit::kMoney || precision.decimals >= kMoneyDecimals) return digits;
    if (point == std::string::npos) digits += '.';
    digits.append(static_cast<std::size_t>(kMoneyDecimals - precision.decimals), '0');
    precision.decimals = kMoneyDecimals;
    return digits;
  }

  std::optional<std::string> Contacts() {
    if (written.text == "nobody" || written.text.empty()) return "nobody";
    TokenReader tokens(written.text, written.place);
    std::vector<std::string> keys;
    do {
      const Token token = tokens.Take();
      const std::string key = unicode::Nfc(token.text);
      if (std::find(context.contacts.begin(), context.contacts.end(), key) == context.contacts.end()) {
        return WrongAt(tokens.PlaceOf(token),
                       "this test has no contact \"" + key + "\"" + project::DidYouMean(key, context.contacts));
      }
      keys.push_back(key);
    } while (tokens.TakeIf(","));
    if (!tokens.AtEnd()) return WrongAt(tokens.Here(), "put commas between the contacts");
    return ContactsText(std::move(keys));
  }

  std::optional<std::string> operator()(HoldsAt&) { return YesOrNo(); }
  std::optional<std::string> operator()(HoldsWhen&) { return Intervals(); }
  std::optional<std::string> operator()(StateAt& question) { return State(question.lifecycle); }
  std::optional<std::string> operator()(MovesOf& question) { return Moves(question.lifecycle); }
  std::optional<std::string> operator()(ExistsAt&) { return YesOrNo(); }
  std::optional<std::string> operator()(ExistsWhen&) { return Intervals(); }
  std::optional<std::string> operator()(MembersOf&) { return Count(); }
  std::optional<std::string> operator()(MetricOf& question) {
    return Number(context.program.metrics[question.metric], question.precision);
  }
  std::optional<std::string> operator()(CellOf& question) {
    const engine::ShownMetric& shown = context.program.reports[question.report].shown[question.column];
    return Number(context.program.metrics[shown.metric], question.precision);
  }
  std::optional<std::string> operator()(PruneOf&) { return Contacts(); }
};

struct AsDouble {
  double operator()(std::int64_t count) const { return static_cast<double>(count); }
  double operator()(double number) const { return number; }
  double operator()(engine::Money money) const {
    return static_cast<double>(money.ten_thousandths) / static_cast<double>(engine::kMoneyScale);
  }
};

}  // namespace

std::optional<std::string> ReadAnswer(const Written& written, const TestContext& context, Question& question,
                                      project::Mistakes& mistakes) {
  return std::visit(AnswerReader{written, context, mistakes}, question);
}

std::string IntervalsText(const std::vector<engine::Interval>& intervals, const engine::Calendar& calendar) {
  std::string text;
  for (const engine::Interval& interval : intervals) {
    std::string stretch;
    if (interval.start > engine::kAlways) stretch = "from " + PrintInstant(interval.start, calendar);
    if (interval.end < engine::kForever) {
      stretch += (stretch.empty() ? "until " : " until ") + PrintInstant(interval.end, calendar);
    }
    text += (text.empty() ? "" : ", ") + (stretch.empty() ? "always" : stretch);
  }
  return text.empty() ? "never" : text;
}

std::string MovesText(const std::vector<NamedMove>& moves, const engine::Calendar& calendar) {
  std::string text;
  for (const NamedMove& move : moves) {
    text += (text.empty() ? "" : ", ") + PrintInstant(move.at, calendar) + " " + move.from + " -> " + move.to;
  }
  return text.empty() ? "none" : text;
}

std::string ContactsText(std::vector<std::string> contacts) {
  std::sort(contacts.begin(), contacts.end());
  std::string text;
  for (const std::string& contact : contacts) text += (text.empty() ? "" : ", ") + contact;
  return text.empty() ? "nobody" : text;
}

std::string CellText(const engine::Cell& cell, Precision precision) {
  if (cell.missing != engine::NoValue::kNone) return "none";
  const double value = std::visit(AsDouble{}, cell.value) * (precision.percent ? 100 : 1);
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", precision.decimals, value);
  return text;
}

}  // namespace segue::rule_tests
