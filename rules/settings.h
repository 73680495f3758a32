// `timezone`, `currency`, `week starts`: said once per program, read before everything else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/syntax.h"
#include "rules/reporter.h"
#include "rules/suggestions.h"

namespace segue::rules {

class Settings {
 public:
  Settings(Reporter& report, Suggestions& suggestions) : report_(report), suggestions_(suggestions) {}

  void Read(const std::vector<dsl::File>& files);

  const std::string& zone() const { return zone_; }  // a zone that exists; UTC by default
  const std::string& currency() const { return currency_; }
  bool week_starts_sunday() const { return week_starts_sunday_; }

  /// The currency of a `money` field: its own, else the program's. Reports an unknown or missing one.
  std::string CurrencyOf(const dsl::Field& field);

 private:
  void Read(const dsl::TimezoneSetting& setting, dsl::Span span);
  void Read(const dsl::CurrencySetting& setting, dsl::Span span);
  void Read(const dsl::WeekSetting& setting, dsl::Span span);
  bool IsFirst(std::optional<dsl::Span>& earlier, dsl::Span span, const char* what);
  void CheckCurrency(const std::string& currency, dsl::Span span);

  Reporter& report_;
  Suggestions& suggestions_;
  std::string zone_ = "UTC";
  std::string currency_;
  bool week_starts_sunday_ = false;
  bool missing_currency_reported_ = false;
  std::optional<dsl::Span> zone_span_, currency_span_, week_span_;
};

}  // namespace segue::rules
