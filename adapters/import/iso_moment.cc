// ISO 8601 and epoch times, by hand: this is on the path of every imported event.
#include <algorithm>
#include <charconv>

#include "adapters/import/civil_moment.h"

namespace segue::import {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes `count` digits from the front.
bool TakeNumber(std::string_view& text, std::size_t count, int& number) {
  if (text.size() < count) return false;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!IsDigit(text[i])) return false;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  number = value;
  return true;
}

bool TakeCharacter(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// `.123456`: milliseconds, the rest cut off.
bool TakeFraction(std::string_view& text, int& millisecond) {
  if (text.empty() || (text.front() != '.' && text.front() != ',')) return true;
  text.remove_prefix(1);
  int weight = 100;
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) {
    millisecond += (text[digits] - '0') * weight;
    weight /= 10;
    ++digits;
  }
  text.remove_prefix(digits);
  return digits > 0;
}

bool TakeClock(std::string_view& text, engine::Civil& civil) {
  if (!TakeNumber(text, 2, civil.hour) || !TakeCharacter(text, ':') || !TakeNumber(text, 2, civil.minute)) return false;
  if (!TakeCharacter(text, ':')) return true;
  return TakeNumber(text, 2, civil.second) && TakeFraction(text, civil.millisecond);
}

/// `Z`, ` UTC`, `+01`, `+0100`, `+01:00`; nothing is fine too.
bool TakeOffset(std::string_view& text, std::optional<std::int32_t>& offset) {
  if (text.empty()) return true;
  TakeCharacter(text, ' ');
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") {
    offset = 0;
    text = {};
    return true;
  }
  const bool negative = !text.empty() && text.front() == '-';
  if (!negative && (text.empty() || text.front() != '+')) return false;
  text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (!TakeNumber(text, 2, hours)) return false;
  TakeCharacter(text, ':');
  if (!text.empty() && !TakeNumber(text, 2, minutes)) return false;
  if (hours > 15 || minutes > 59) return false;
  offset = (negative ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

bool AllDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), IsDigit); }

Reading ParseEpoch(std::string_view text, CivilMoment& moment) {
  const std::size_t whole = std::min(text.find('.'), text.size());
  const bool seconds = whole == 9 || whole == 10;
  const bool milliseconds = (whole == 12 || whole == 13) && whole == text.size();
  if ((!seconds && !milliseconds) || !AllDigits(text.substr(0, whole))) return Reading::kNotAMoment;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + whole, number);
  int fraction = 0;
  std::string_view rest = text.substr(whole);
  if (!TakeFraction(rest, fraction) || !rest.empty()) return Reading::kNotAMoment;
  moment.exact = seconds ? number * engine::kMillisecondsPerSecond + fraction : number;
  return Reading::kOk;
}

}  // namespace

Reading Check(const engine::Civil& civil) {
  if (civil.year < 1 || !engine::ValidDate(civil.year, civil.month, civil.day)) return Reading::kNoSuchDate;
  if (civil.hour > 23 || civil.minute > 59 || civil.second > 59) return Reading::kNoSuchTime;
  return Reading::kOk;
}

Reading ParseMoment(std::string_view text, CivilMoment& moment) {
  moment = CivilMoment{};
  if (text.size() < 8) return Reading::kNotAMoment;
  if (text[4] != '-') return ParseEpoch(text, moment);
  engine::Civil& civil = moment.civil;
  if (!TakeNumber(text, 4, civil.year) || !TakeCharacter(text, '-') || !TakeNumber(text, 2, civil.month) ||
      !TakeCharacter(text, '-') || !TakeNumber(text, 2, civil.day)) {
    return Reading::kNotAMoment;
  }
  if (text.empty()) return Check(civil);
  if (!TakeCharacter(text, 'T') && !TakeCharacter(text, ' ') && !TakeCharacter(text, 't')) return Reading::kNotAMoment;
  moment.has_time = true;
  if (!TakeClock(text, civil) || !TakeOffset(text, moment.offset_minutes) || !text.empty()) return Reading::kNotAMoment;
  return Check(civil);
}

}  // namespace segue::import
