// What a language knows: the wordings of say.h, and how it writes numbers, lengths of time, dates and lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/wording/say.h"
#include "dsl/syntax.h"

namespace segue::wording {

enum class Join { kAnd, kOr, kNor };

class Language {
 public:
  virtual ~Language() = default;
  virtual const Words& Find(Say say) const = 0;

  /// A text between quotes.
  virtual std::string Quoted(const std::string& text) const = 0;
  /// Digits as they stand in a rule file, "1000.5".
  virtual std::string Number(const std::string& digits) const = 0;
  /// How many, with thousands marked: "1,904".
  virtual std::string Count(std::int64_t count) const = 0;
  virtual std::string Percent(const std::string& digits) const = 0;
  virtual std::string YesOrNo(bool yes) const = 0;
  virtual std::string Join(const std::vector<std::string>& items, wording::Join join) const = 0;

  /// "30 days".
  virtual std::string Length(const dsl::Duration& length) const = 0;
  /// The same for a number that need not be whole.
  virtual std::string LengthOf(const std::string& digits, bool one, dsl::TimeUnit unit) const = 0;
  /// "days", as in "the number of days".
  virtual std::string Units(dsl::TimeUnit unit) const = 0;
  /// The day itself: "1 March 2026", "le 1er mars 2026".
  virtual std::string Day(const dsl::Date& date) const = 0;
  virtual std::string Instant(const dsl::InstantLiteral& instant) const = 0;
  virtual std::string Period(const dsl::PeriodLiteral& period) const = 0;
  virtual std::string RelativeDay(const dsl::RelativeDay& day) const = 0;
  virtual std::string Calendar(const dsl::CalendarWord& calendar) const = 0;

  // Adverbials of time: "in the last 30 days", "on 1 March 2026", "since …".
  virtual std::string InLast(const dsl::Duration& length) const = 0;
  virtual std::string InNext(const dsl::Duration& length) const = 0;
  virtual std::string InCalendar(const dsl::CalendarWord& calendar) const = 0;
  virtual std::string InPeriod(const dsl::PeriodLiteral& period) const = 0;
  virtual std::string OnDay(const dsl::Date& date) const = 0;
  virtual std::string Side(dsl::Side side, const std::string& point) const = 0;
  virtual std::string MoreThanAgo(const dsl::Duration& length) const = 0;
  /// The same said of a date: "remonte à plus de 30 jours".
  virtual std::string MoreThanBack(const dsl::Duration& length) const { return MoreThanAgo(length); }
  virtual std::string MoreThanAhead(const dsl::Duration& length) const = 0;

  /// A colon or semicolon with the space that goes before it.
  virtual std::string Mark(char mark) const = 0;
  /// "exactly “FR” (letter case counts)".
  virtual std::string Exactly(const std::string& text) const = 0;
  /// Contractions, elisions and spaces before punctuation, once a line is whole.
  virtual std::string Finish(std::string line) const = 0;
};

/// `en` or `fr`; null for another.
const Language* FindLanguage(std::string_view code);

/// Fills {0}, {1} … of a wording.
std::string Fill(std::string_view wording, const std::vector<std::string>& parts);

}  // namespace segue::wording
