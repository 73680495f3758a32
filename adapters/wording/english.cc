// English. Each line is one form; the second text is its negation.
#include "adapters/wording/languages.h"

namespace segue::wording {
namespace {

constexpr Words kWords[] = {
    {Say::kField, "{0}"},
    {Say::kProperty, "{0}"},
    {Say::kScore, "the score {0}"},
    {Say::kGroup, "the group {0}"},
    {Say::kAnniversaryOf, "the anniversary of {0}"},
    {Say::kSinceLast, "the time since the last {0}"},
    {Say::kSumOf, "the sum of {0} over the {1}{2}"},
    {Say::kAverageOf, "the average of {0} over the {1}{2}"},
    {Say::kLargestOf, "the largest {0} of the {1}{2}"},
    {Say::kSmallestOf, "the smallest {0} of the {1}{2}"},
    {Say::kDistinctOf, "the number of distinct values of {0} over the {1}{2}"},
    {Say::kMedianOf, "the median of {0} over the {1}{2}"},
    {Say::kLastOf, "the last value of {0} over the {1}{2}"},
    {Say::kRankOf, "the percentile {3} of {0} over the {1}{2}"},

    {Say::kIs, "{0} is {1}", "{0} is not {1}{2}"},
    {Say::kEquals, "{0} is {1}", "{0} is not {1}{2}"},
    {Say::kLess, "{0} is less than {1}", "{0} is not less than {1}{2}"},
    {Say::kAtMost, "{0} is at most {1}", "{0} is not at most {1}{2}"},
    {Say::kMore, "{0} is more than {1}", "{0} is not more than {1}{2}"},
    {Say::kAtLeast, "{0} is at least {1}", "{0} is not at least {1}{2}"},
    {Say::kSpanLess, "{0} is less than {1}", "{0} is not less than {1}{2}"},
    {Say::kSpanAtMost, "{0} is at most {1}", "{0} is not at most {1}{2}"},
    {Say::kSpanMore, "{0} is more than {1}", "{0} is not more than {1}{2}"},
    {Say::kSpanAtLeast, "{0} is at least {1}", "{0} is not at least {1}{2}"},
    {Say::kBefore, "{0} is before {1}", "{0} is not before {1}{2}"},
    {Say::kNoLater, "{0} is no later than {1}", "{0} is later than {1}{2}"},
    {Say::kAfter, "{0} is after {1}", "{0} is not after {1}{2}"},
    {Say::kNoEarlier, "{0} is no earlier than {1}", "{0} is earlier than {1}{2}"},
    {Say::kOneOf, "{0} is {1}", "{0} is neither {1}{2}"},
    {Say::kSet, "{0} has a value", "{0} has no value"},
    {Say::kIsDay, "{0} is {1}", "{0} is not {1}{2}"},
    {Say::kFalls, "{0} falls {1}", "{0} does not fall {1}{2}"},
    {Say::kBetween, "{0} is between {1} and {2} (both included)", "{0} is not between {1} and {2} (both included){3}"},
    {Say::kContains, "{0} contains {1}", "{0} does not contain {1}{2}"},
    {Say::kStartsWith, "{0} starts with {1}", "{0} does not start with {1}{2}"},
    {Say::kEndsWith, "{0} ends with {1}", "{0} does not end with {1}{2}"},
    {Say::kMatches, "{0} matches the pattern {1}", "{0} does not match the pattern {1}{2}"},
    {Say::kHas, "{0} includes {1}", "{0} does not include {1}{2}"},
    {Say::kHasAny, "{0} includes at least one of {1}", "{0} includes none of {1}{2}"},
    {Say::kHasAll, "{0} includes all of {1}", "{0} does not include all of {1}{2}"},
    {Say::kOrMissing, " (or is missing)"},
    {Say::kOrThereIsNone, " (or there is none)"},

    {Say::kAlways, "the condition is always true", "the condition is never true"},
    {Say::kFlagOn, "the flag {0} is on", "the flag {0} is off"},
    {Say::kInSegment, "the contact is in the segment {0}", "the contact is not in the segment {0}"},
    {Say::kInList, "the contact is on the list {0}", "the contact is not on the list {0}"},
    {Say::kInSample, "the contact is in the sample {1} of {0}", "the contact is not in the sample {1} of {0}"},
    {Say::kInState, "the lifecycle {0} is in the state {1}", "the lifecycle {0} is not in the state {1}"},
    {Say::kKnown, "the contact has been known for at least {0}", "the contact has been known for less than {0}"},
    {Say::kHeld, "it has been true for at least {0} without a break that {1}",
     "it is not true, or has been for less than {0} without a break, that {1}"},
    {Say::kWasIn, "the contact has at some time been in the segment {0}",
     "the contact has never been in the segment {0}"},
    {Say::kFlagWasOn, "the flag {0} has at some time been on", "the flag {0} has never been on"},
    {Say::kWasSet, "{0} has at some time had a value", "{0} has never had a value"},
    {Say::kWasValue, "{0} has at some time been {1}", "{0} has never been {1}"},
    {Say::kWasState, "the lifecycle {0} has at some time been in the state {1}",
     "the lifecycle {0} has never been in the state {1}"},
    {Say::kDidSome, "at least one {0} occurred{1}", "no {0} occurred{1}"},
    {Say::kDidAtLeast, "at least {2} {0} occurred{1}", "fewer than {2} {0} occurred{1}"},
    {Say::kDidAtMost, "at most {2} {0} (or none) occurred{1}", "more than {2} {0} occurred{1}"},
    {Say::kDidAtMostOne, "at most one {0} (or none) occurred{1}", "more than one {0} occurred{1}"},
    {Say::kDidExactly, "the number of {0} that occurred{1} is exactly {2}",
     "the number of {0} that occurred{1} is not {2}"},
    {Say::kOrdinalWhen, "the {2} {0} occurred{1}", "the {2} {0} did not occur{1} (or there is none)"},
    {Say::kOrdinalIs, "the {2} {0} is of kind {1}", "the {2} {0} is not of kind {1} (or there is none)"},
    {Say::kOrdinalHas, "the {2} {0} is one where {1}", "the {2} {0} is not one where {1} (or there is none)"},

    {Say::kFirst, "first"},
    {Say::kLast, "last"},
    {Say::kEvent, "{0} event"},
    {Say::kEvents, "{0} events"},
    {Say::kEventOf, "event{1} among {0}"},
    {Say::kEventsOf, "events{1} among {0}"},
    {Say::kAnyEvent, "event of any kind"},
    {Say::kAnyEvents, "events of any kind"},
    {Say::kWhere, " (where {0})"},
    {Say::kThen, " at most {0} after a preceding {1}{2}"},
    {Say::kSame, " with the same {0}"},
    {Say::kSameMany, " with the same {0}"},
    {Say::kWhile, " at a moment when {0}"},
    {Say::kJustBefore, " at a moment just before which {0}"},
    {Say::kBothEnds, "between {0} and {1} (both included)"},

    {Say::kAllTrue, "all of these are true", "at least one of these is not true"},
    {Say::kAnyTrue, "at least one of these is true", "none of these is true"},

    {Say::kContactsFor, "Contacts for whom {0}"},
    {Say::kGoesOn, "The flag goes on as soon as {0}"},
    {Say::kGoesOff, "It goes off as soon as {0}"},
    {Say::kStaysOn, "Once on, it stays on"},
    {Say::kGoesOnAt, "The flag goes on at each {0}"},
    {Say::kGoesOffAt, "It goes off at each {0}"},
    {Say::kBeginsIn, "Every contact begins in the state {0}"},
    {Say::kFinal, "The state {0} is final"},
    {Say::kMoveOn, "From {0} to {1} at the first {2}"},
    {Say::kMoveOnIf, "From {0} to {1} at the first {2} at a moment when {3}"},
    {Say::kMoveWhen, "From {0} to {1} as soon as {2}"},
    {Say::kMoveAfter, "From {0} to {1} once {2} have passed in that state"},
    {Say::kMoveAfterWhen, "From {0} to {1} once {2} have passed in that state and {3}"},
    {Say::kAnyOther, "any other state"},
    {Say::kScoreBegins, "The score begins at 0"},
    {Say::kPointsPer, "{0} for each {1}{2}"},
    {Say::kPointsWhile, "{0} while {1}"},
    {Say::kScoreAtMost, "The total is at most {0}"},
    {Say::kLabelWhen, "The label is {0} when {1}"},
    {Say::kLabelElseWhen, "Otherwise it is {0} when {1}"},
    {Say::kLabelElse, "Otherwise it is {0}"},
    {Say::kLabelNone, "Otherwise there is no label"},
    {Say::kPrunes, "Removes the contacts in the segment {0}"},
    {Say::kPrunesBut, "Removes the contacts in the segment {0}, but keeps these"},
    {Say::kForWhom, "those for whom {0}"},
    {Say::kGrace, "A contact goes only after {0} in the segment without a break"},
    {Say::kNeeds, "Refused when the newest {0} is more than {1} old"},
    {Say::kLimit, "Refused for more than {0} of all contacts"},

    {Say::kTheSegment, "the segment {0}"},
    {Say::kTheFlag, "the flag {0}"},
    {Say::kTheState, "the state {0} of {1}"},
    {Say::kEveryone, "all contacts"},
    {Say::kEntries, "the number of entries to {0}"},
    {Say::kExits, "the number of exits from {0}"},
    {Say::kMoves, "the number of moves in {0} from {1} to {2}"},
    {Say::kAnyState, "any state"},
    {Say::kMembers, "the number of contacts in {0} at the end of the period"},
    {Say::kAverageMembers, "the average number of contacts in {0}"},
    {Say::kContactsWith, "the number of distinct contacts with at least one {0}{1}"},
    {Say::kCountOf, "the number of {0}{1}"},
    {Say::kFollowed, " with a {1} at most {0} later{2}"},
    {Say::kToDate, ", accumulated to date"},
    {Say::kLevelAverage, "the average of {0} over the contacts at the end of the period"},
    {Say::kLevelMedian, "the median of {0} over the contacts at the end of the period"},
    {Say::kLevelRank, "the percentile {1} of {0} over the contacts at the end of the period"},
    {Say::kTakenAverage, "the average number of {0} from {1} to {2}"},
    {Say::kTakenMedian, "the median number of {0} from {1} to {2}"},
    {Say::kTakenRank, "the percentile {3} of the number of {0} from {1} to {2}"},
    {Say::kPlanUsed, "what is used of the {1} of the plan {0}"},
    {Say::kPlanAllowance, "the {1} that the plan {0} allows"},
    {Say::kPlanPrice, "the price of the plan {0}"},
    {Say::kCohort, "{0} within {2} after {1}"},
    {Say::kCreditFirst, ", credited by {2} to the first {0} at most {1} before{3}"},
    {Say::kCreditLast, ", credited by {2} to the last {0} at most {1} before{3}"},
    {Say::kCreditAny, ", credited by {2} to every {0} at most {1} before{3}"},
    {Say::kOnlyFor, " (only where {0})"},
    {Say::kPlus, " plus "},
    {Say::kMinus, " minus "},
    {Say::kTimes, " times "},
    {Say::kDividedBy, " divided by "},
    {Say::kAsPercent, "{0}, as a percentage"},

    // The second text is for one contact.
    {Say::kOfWhich, "Of these, {0}."},
    {Say::kNeverDid, "{0} never had any {1}", "{0} never had any {1}"},
    {Say::kNewcomers, "{0} are in only because they have been known for less than {1}",
     "{0} is in only because it has been known for less than {1}"},
    {Say::kMissingValue, "{0} are in only because {1} has no value", "{0} is in only because {1} has no value"},
};

constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
constexpr const char* kQuarters[] = {"first", "second", "third", "fourth"};

std::string UnitName(dsl::TimeUnit unit) {
  static constexpr const char* kNames[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  return kNames[static_cast<std::size_t>(unit)];
}

class English : public Language {
 public:
  const Words& Find(Say say) const override { return kWords[static_cast<std::size_t>(say)]; }

  std::string Quoted(const std::string& text) const override { return "“" + text + "”"; }
  std::string Number(const std::string& digits) const override { return GroupDigits(digits, ",", "."); }
  std::string Count(std::int64_t count) const override { return GroupDigits(std::to_string(count), ",", ".", 4); }
  std::string Percent(const std::string& digits) const override { return Number(digits) + "%"; }
  std::string YesOrNo(bool yes) const override { return yes ? "yes" : "no"; }
  std::string Join(const std::vector<std::string>& items, wording::Join join) const override {
    static constexpr const char* kWordsOf[] = {" and ", " or ", " nor "};
    return JoinWith(items, ", ", kWordsOf[static_cast<std::size_t>(join)]);
  }

  std::string Length(const dsl::Duration& length) const override {
    return LengthOf(std::to_string(length.count), length.count == 1, length.unit);
  }
  std::string LengthOf(const std::string& digits, bool one, dsl::TimeUnit unit) const override {
    return Number(digits) + " " + UnitName(unit) + (one ? "" : "s");
  }
  std::string Units(dsl::TimeUnit unit) const override { return UnitName(unit) + "s"; }
  std::string Day(const dsl::Date& date) const override {
    return std::to_string(date.day) + " " + MonthName(date.month) + " " + std::to_string(date.year);
  }
  std::string Instant(const dsl::InstantLiteral& instant) const override {
    return Day(instant.date) + " at " + ClockText(instant);
  }
  std::string Period(const dsl::PeriodLiteral& period) const override {
    std::string year = std::to_string(period.year);
    const auto number = static_cast<std::size_t>(period.number);
    if (period.unit == dsl::TimeUnit::kMonth) return MonthName(period.number) + " " + year;
    if (period.unit == dsl::TimeUnit::kQuarter)
      return "the " + std::string(kQuarters[(number + 3) % 4]) + " quarter of " + year;
    if (period.unit == dsl::TimeUnit::kWeek) return "week " + std::to_string(period.number) + " of " + year;
    return year;
  }
  std::string RelativeDay(const dsl::RelativeDay& day) const override {
    static constexpr const char* kDays[] = {"today", "yesterday", "tomorrow"};
    if (const auto* word = std::get_if<dsl::DayWord>(&day.value)) return kDays[static_cast<std::size_t>(*word)];
    return "the day " + Length(std::get<dsl::Duration>(day.value)) + (day.ahead ? " ahead" : " ago");
  }
  std::string Calendar(const dsl::CalendarWord& calendar) const override {
    if (calendar.unit == dsl::TimeUnit::kDay) {
      return calendar.which == 0 ? "today" : calendar.which < 0 ? "yesterday" : "tomorrow";
    }
    const char* const which = calendar.which == 0 ? "current" : calendar.which < 0 ? "previous" : "next";
    return "the " + std::string(which) + " calendar " + UnitName(calendar.unit);
  }

  std::string InLast(const dsl::Duration& length) const override { return "in the " + Rolling("last", length); }
  std::string InNext(const dsl::Duration& length) const override { return "in the " + Rolling("next", length); }
  std::string InCalendar(const dsl::CalendarWord& calendar) const override {
    return (calendar.unit == dsl::TimeUnit::kDay ? "" : "in ") + Calendar(calendar);
  }
  std::string InPeriod(const dsl::PeriodLiteral& period) const override { return "in " + Period(period); }
  std::string OnDay(const dsl::Date& date) const override { return "on " + Day(date); }
  std::string Side(dsl::Side side, const std::string& point) const override {
    static constexpr const char* kSides[] = {"since ", "before ", "after "};
    return kSides[static_cast<std::size_t>(side)] + point;
  }
  std::string MoreThanAgo(const dsl::Duration& length) const override { return "more than " + Length(length) + " ago"; }
  std::string MoreThanAhead(const dsl::Duration& length) const override {
    return "more than " + Length(length) + " ahead";
  }

  std::string Mark(char mark) const override { return {mark}; }
  std::string Exactly(const std::string& text) const override {
    return "exactly " + Quoted(text) + " (letter case counts)";
  }
  std::string Finish(std::string line) const override { return Contract(line, {}); }

 private:
  static std::string MonthName(int month) { return kMonths[static_cast<std::size_t>(month + 11) % 12]; }
  std::string Rolling(const char* which, const dsl::Duration& length) const {
    return std::string(which) + " " + Length(length);
  }
};

}  // namespace

const Language& EnglishLanguage() {
  static_assert(IsComplete(kWords), "one wording per form, in the order of say.h");
  static const English english;
  return english;
}

}  // namespace segue::wording
