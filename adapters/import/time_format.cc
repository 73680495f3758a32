// Dates and times in a format that the mapping gives, such as `%d/%m/%Y`.
#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/import/civil_moment.h"

namespace segue::import {
namespace {

constexpr std::string_view kSpecifiers = "YymdeHIMSfpbBzs%";
constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};
constexpr std::size_t kShortMonth = 3;
/// Two-digit years 69–99 are of the last century, as POSIX has it.
constexpr int kCenturyTurn = 69;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == Lower(b); });
}

/// Between 1 and `most` digits.
bool TakeDigits(std::string_view& text, std::size_t most, int& number) {
  std::size_t count = 0;
  int value = 0;
  while (count < most && count < text.size() && IsDigit(text[count])) value = value * 10 + (text[count++] - '0');
  text.remove_prefix(count);
  number = value;
  return count > 0;
}

bool TakeYear(std::string_view& text, int& year) {
  const std::size_t before = text.size();
  return TakeDigits(text, 4, year) && before - text.size() == 4;
}

bool TakeShortYear(std::string_view& text, int& year) {
  if (!TakeDigits(text, 2, year)) return false;
  year += year >= kCenturyTurn ? 1900 : 2000;
  return true;
}

bool TakeMonthName(std::string_view& text, int& month) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (!StartsWithIgnoringCase(text, kMonths[i].substr(0, kShortMonth))) continue;
    text.remove_prefix(StartsWithIgnoringCase(text, kMonths[i]) ? kMonths[i].size() : kShortMonth);
    month = static_cast<int>(i) + 1;
    return true;
  }
  return false;
}

bool TakeMilliseconds(std::string_view& text, int& millisecond) {
  int weight = 100;
  std::size_t count = 0;
  for (millisecond = 0; count < text.size() && IsDigit(text[count]); ++count, weight /= 10) {
    millisecond += (text[count] - '0') * weight;
  }
  text.remove_prefix(count);
  return count > 0;
}

bool TakeOffset(std::string_view& text, std::optional<std::int32_t>& offset) {
  if (text.starts_with('Z')) {
    text.remove_prefix(1);
    offset = 0;
    return true;
  }
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return false;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (!TakeDigits(text, 2, hours)) return false;
  if (text.starts_with(':')) text.remove_prefix(1);
  TakeDigits(text, 2, minutes);
  if (hours > 15 || minutes > 59) return false;
  offset = sign * (hours * 60 + minutes);
  return true;
}

/// `AM` or `PM`; stands after %I, which has set the hour.
bool TakeHalf(std::string_view& text, int& hour) {
  const bool afternoon = StartsWithIgnoringCase(text, "pm");
  if ((!afternoon && !StartsWithIgnoringCase(text, "am")) || hour < 1 || hour > 12) return false;
  text.remove_prefix(2);
  hour = hour % 12 + (afternoon ? 12 : 0);
  return true;
}

bool TakeEpoch(std::string_view& text, std::optional<engine::Instant>& exact) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr std::int64_t kFarthest = 1'000'000'000'000;
  if (error != std::errc() || seconds > kFarthest || seconds < -kFarthest) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  exact = seconds * engine::kMillisecondsPerSecond;
  return true;
}

bool TakePart(char specifier, std::string_view& text, CivilMoment& moment) {
  engine::Civil& civil = moment.civil;
  switch (specifier) {
    case 'Y':
      return TakeYear(text, civil.year);
    case 'y':
      return TakeShortYear(text, civil.year);
    case 'm':
      return TakeDigits(text, 2, civil.month);
    case 'd':
    case 'e':
      return TakeDigits(text, 2, civil.day);
    case 'H':
    case 'I':
      return TakeDigits(text, 2, civil.hour);
    case 'M':
      return TakeDigits(text, 2, civil.minute);
    case 'S':
      return TakeDigits(text, 2, civil.second);
    case 'f':
      return TakeMilliseconds(text, civil.millisecond);
    case 'p':
      return TakeHalf(text, civil.hour);
    case 'b':
    case 'B':
      return TakeMonthName(text, civil.month);
    case 'z':
      return TakeOffset(text, moment.offset_minutes);
    case 's':
      return TakeEpoch(text, moment.exact);
    default:
      return false;
  }
}

void SkipBlanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

/// Spells the short forms out.
std::string Expanded(std::string_view format) {
  std::string expanded;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char next = format[i] == '%' && i + 1 < format.size() ? format[i + 1] : '\0';
    const std::string_view whole = next == 'F' ? "%Y-%m-%d" : next == 'T' ? "%H:%M:%S" : next == 'R' ? "%H:%M" : "";
    if (!whole.empty()) {
      expanded += whole;
      ++i;
    } else {
      expanded += format[i];
      if (next == '%') expanded += format[++i];
    }
  }
  return expanded;
}

bool NamesADay(const std::vector<char>& steps) {
  const auto has = [&](std::string_view any) {
    return std::find_first_of(steps.begin(), steps.end(), any.begin(), any.end()) != steps.end();
  };
  return has("s") || (has("Yy") && has("mbB"));
}

/// Every `[` has its `]`.
bool Balanced(std::string_view format) {
  int open = 0;
  for (const char c : format) {
    open += c == '[' ? 1 : (c == ']' ? -1 : 0);
    if (open < 0) return false;
  }
  return open == 0;
}

/// `at` is where a `[` stands among the steps; where its `]` stands.
std::size_t EndOfOption(const std::vector<char>& steps, std::size_t at) {
  int open = 0;
  for (; at < steps.size(); ++at) {
    if (steps[at] != '\0') continue;
    ++at;
    if (steps[at] == '[') ++open;
    if (steps[at] == ']' && --open == 0) return at;
  }
  return steps.size();
}

/// Whether the text goes on with what stands behind the `[` at `at`: its first sign decides.
bool Continues(const std::vector<char>& steps, std::size_t at, std::string_view text) {
  if (text.empty()) return false;
  const bool literal = at + 2 < steps.size() && steps[at + 1] == '\0';
  return !literal || text.front() == steps[at + 2];
}

}  // namespace

std::optional<TimeFormat> TimeFormat::Compile(std::string_view format) {
  TimeFormat compiled;
  compiled.text_ = format;
  const std::string expanded = Expanded(format);
  std::vector<char> specifiers;
  for (std::size_t i = 0; i < expanded.size(); ++i) {
    const bool percent = expanded[i] == '%';
    if (percent && (++i == expanded.size() || kSpecifiers.find(expanded[i]) == std::string_view::npos))
      return std::nullopt;
    if (!percent || expanded[i] == '%') {
      compiled.steps_.push_back('\0');
    } else {
      specifiers.push_back(expanded[i]);
    }
    compiled.steps_.push_back(expanded[i]);
  }
  if (!NamesADay(specifiers) || !Balanced(expanded)) return std::nullopt;
  return compiled;
}

Reading TimeFormat::Take(std::string_view& text, CivilMoment& moment) const {
  moment = CivilMoment{};
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i] != '\0') {
      if (!TakePart(steps_[i], text, moment)) return Reading::kNotAMoment;
      moment.has_time = moment.has_time || std::string_view("HIMS").find(steps_[i]) != std::string_view::npos;
      continue;
    }
    const char literal = steps_[++i];
    if (literal == '[') {
      if (!Continues(steps_, i, text)) i = EndOfOption(steps_, i - 1);
    } else if (literal == ']') {
      continue;
    } else if (literal == ' ') {
      SkipBlanks(text);
    } else if (text.starts_with(literal)) {
      text.remove_prefix(1);
    } else {
      return Reading::kNotAMoment;
    }
  }
  return moment.exact ? Reading::kOk : Check(moment.civil);
}

Reading TimeFormat::Parse(std::string_view text, CivilMoment& moment) const {
  const Reading reading = Take(text, moment);
  return reading == Reading::kOk && !text.empty() ? Reading::kNotAMoment : reading;
}

Reading TimeFormat::Find(std::string_view text, CivilMoment& moment) const {
  Reading best = Reading::kNotAMoment;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (begin > 0 && IsDigit(text[begin - 1])) continue;
    std::string_view rest = text.substr(begin);
    const Reading reading = Take(rest, moment);
    if (reading == Reading::kOk) return reading;
    if (best == Reading::kNotAMoment) best = reading;
  }
  return best;
}

}  // namespace segue::import
