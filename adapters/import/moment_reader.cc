// Cells as instants. The start of each local day is asked of the calendar once: most events fall on few days, and on a
// day without a clock change the time of day only has to be added.
#include "adapters/import/moment_reader.h"

#include <utility>

namespace segue::import {
namespace {

constexpr std::int64_t kMillisecondsPerMinute = 60'000;

std::int64_t TimeOfDay(const engine::Civil& civil) {
  return ((civil.hour * 60LL + civil.minute) * 60 + civil.second) * engine::kMillisecondsPerSecond + civil.millisecond;
}

engine::Instant AtOffset(const CivilMoment& moment) {
  const engine::Day day = engine::DayFromDate(moment.civil.year, moment.civil.month, moment.civil.day);
  return day.days * engine::kMillisecondsPerDay + TimeOfDay(moment.civil) -
         *moment.offset_minutes * kMillisecondsPerMinute;
}

}  // namespace

Reading MomentReader::Parse(std::string_view text, CivilMoment& moment) const {
  return format_ ? format_->Parse(text, moment) : ParseMoment(text, moment);
}

MomentReader::Answer MomentReader::Read(std::string_view text) {
  CivilMoment moment;
  const Reading reading = Parse(text, moment);
  if (reading != Reading::kOk) return {reading, false, 0};
  return Resolve(moment);
}

MomentReader::Answer MomentReader::Resolve(const CivilMoment& moment) {
  if (moment.exact) return {Reading::kOk, false, *moment.exact};
  if (moment.offset_minutes) return {Reading::kOk, false, AtOffset(moment)};
  const engine::Day day = engine::DayFromDate(moment.civil.year, moment.civil.month, moment.civil.day);
  const KnownDay& known = Know(day);
  if (!moment.has_time) return {Reading::kOk, false, known.start};
  if (known.regular) return {Reading::kOk, false, known.start + TimeOfDay(moment.civil)};
  Answer answer{Reading::kOk, false, 0};
  answer.instant = calendar_.FromCivil(moment.civil, &answer.shifted);
  return answer;
}

const MomentReader::KnownDay& MomentReader::Know(engine::Day day) {
  KnownDay& known = days_[static_cast<std::uint32_t>(day.days) % days_.size()];
  if (known.day == day.days) return known;
  known.day = day.days;
  known.start = calendar_.StartOf(day);
  const engine::Instant next = calendar_.StartOf(engine::Day{day.days + 1});
  // 24 hours long and beginning at midnight: the one day with two opposite changes would have to begin or end off it.
  const engine::Civil first = calendar_.ToCivil(known.start);
  known.regular = next - known.start == engine::kMillisecondsPerDay && first.hour == 0 && first.minute == 0;
  return known;
}

MomentReader::DayAnswer MomentReader::ReadDay(std::string_view text) {
  CivilMoment moment;
  const Reading reading = Parse(text, moment);
  if (reading != Reading::kOk) return {reading, {}};
  if (moment.exact || moment.offset_minutes) return {Reading::kOk, calendar_.DayOf(Resolve(moment).instant)};
  return {Reading::kOk, engine::DayFromDate(moment.civil.year, moment.civil.month, moment.civil.day)};
}

std::string MomentReader::Complaint(Reading reading, std::string_view text) const {
  const std::string found = "\"" + std::string(text) + "\"";
  if (reading == Reading::kNoSuchDate) return "there is no such date as " + found;
  if (reading == Reading::kNoSuchTime) return "there is no such time as " + found;
  if (format_) return "expected a date or time like " + format_->text() + ", found " + found;
  return "expected a date or time such as 2026-03-01 or 2026-03-01 09:30:00, found " + found +
         " (another notation needs `format`, such as \"%d/%m/%Y\")";
}

}  // namespace segue::import
