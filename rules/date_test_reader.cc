// Windows around the moment, from the syntax tree to the engine's clauses.
#include "rules/date_test_reader.h"

namespace segue::rules {
namespace {

using engine::RelativeWindow;

/// The whole day or period: from its start to its end.
RelativeWindow Within(const engine::RelativePeriod& period) {
  return {RelativeWindow::Bound{period, false}, RelativeWindow::Bound{period, true}};
}

}  // namespace

DateTestReader::Clause DateTestReader::Read(const dsl::InLast& last) {
  const auto length = time_.LengthOf(last.length);
  return length ? Clause(engine::InLastWindow{*length}) : Clause();
}

DateTestReader::Clause DateTestReader::Read(const dsl::InNext& next) {
  const auto length = time_.LengthOf(next.length);
  return length ? Clause(engine::InNextWindow{*length}) : Clause();
}

DateTestReader::Clause DateTestReader::Read(const dsl::MoreThanTest& test) {
  const auto length = time_.LengthOf(test.length);
  if (!length) return {};
  return test.ahead ? Clause(engine::MoreThanAheadWindow{*length}) : Clause(engine::OlderThanWindow{*length});
}

DateTestReader::Clause DateTestReader::Read(const dsl::CalendarWord& word) {
  return Within(TimeReader::RelativeOf(word));
}

DateTestReader::Clause DateTestReader::Read(const dsl::RelativeDay& day, dsl::Span span) {
  const auto period = time_.RelativeOf(day, span);
  return period ? Clause(Within(*period)) : Clause();
}

DateTestReader::Clause DateTestReader::Read(const dsl::SideTest& test) {
  const auto place = time_.PlaceOf(test.point);
  const auto* period = place ? std::get_if<engine::RelativePeriod>(&*place) : nullptr;
  if (period == nullptr) return {};
  if (test.side == dsl::Side::kBefore) return RelativeWindow{{}, RelativeWindow::Bound{*period, false}};
  return RelativeWindow{RelativeWindow::Bound{*period, test.side == dsl::Side::kAfter}, {}};
}

}  // namespace segue::rules
