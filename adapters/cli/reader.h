// Whoever reads: her language, and how figures, dates and phrases are written for her.
#pragma once

#include <initializer_list>
#include <string>

#include "adapters/cli/phrases.h"
#include "adapters/cli/value.h"
#include "adapters/html/figure_format.h"
#include "engine/calendar.h"
#include "engine/measures.h"

namespace segue::cli {

class Reader {
 public:
  /// At a terminal: English, periods and days as in csv (`2026-03`). The calendar must outlive the reader.
  static Reader OfTable(const engine::Calendar& calendar) { return {html::Language::kEnglish, calendar, true}; }
  /// Of a page: `Mar 2026`, `mars 2026`.
  static Reader OfPage(html::Language language, const engine::Calendar& calendar) {
    return {language, calendar, false};
  }

  html::Language language() const { return language_; }
  const engine::Calendar& calendar() const { return calendar_; }

  std::string Say(Phrase phrase, std::initializer_list<std::string> parts = {}) const {
    return cli::Say(language_, phrase, parts);
  }
  /// A metric's or column's title: on a page without the `_` that names are written with.
  std::string Name(std::string title) const;
  /// For people, with its unit: `12.00 %`, `500.00 EUR`, `1,204`; "–" for no value.
  std::string Figure(const Value& value) const;
  std::string Period(engine::Instant start, engine::CalendarUnit unit) const;
  std::string Day(engine::Instant instant) const;
  /// "the end of 30 Jun 2026" where the instant is a day's last millisecond, else the local time.
  std::string Moment(engine::Instant instant) const;
  /// "month", "months".
  std::string Units(engine::CalendarUnit unit, std::int64_t count) const;
  /// What a report without periods is about: "the last 12 months", "all data".
  std::string Range(const engine::ReportRange& range) const;

 private:
  Reader(html::Language language, const engine::Calendar& calendar, bool plain)
      : language_(language), calendar_(calendar), plain_(plain) {}
  std::string DayOf(const engine::Civil& civil) const;

  html::Language language_;
  const engine::Calendar& calendar_;
  bool plain_;  // dates as in csv
};

}  // namespace segue::cli
