// Program-wide settings.
#include "rules/settings.h"

#include "engine/calendar.h"
#include "rules/codes.h"
#include "rules/known_names.h"

namespace segue::rules {

void Settings::Read(const std::vector<dsl::File>& files) {
  for (const dsl::File& file : files) {
    for (const dsl::Declaration& declaration : file.declarations) {
      if (const auto* zone = std::get_if<dsl::TimezoneSetting>(&declaration.node)) Read(*zone, declaration.span);
      if (const auto* currency = std::get_if<dsl::CurrencySetting>(&declaration.node))
        Read(*currency, declaration.span);
      if (const auto* week = std::get_if<dsl::WeekSetting>(&declaration.node)) Read(*week, declaration.span);
    }
  }
}

void Settings::Read(const dsl::TimezoneSetting& setting, dsl::Span span) {
  if (!IsFirst(zone_span_, span, "timezone")) return;
  if (engine::Calendar::Load(setting.zone)) {
    zone_ = setting.zone;
    return;
  }
  std::string hint = suggestions_.DidYouMean(setting.zone, CommonZones());
  if (hint.empty()) hint = "write the IANA name of a zone, such as \"Europe/Paris\" or \"America/Sao_Paulo\"";
  report_.Error(code::kUnknownZone, setting.zone_span, "there is no time zone " + Quote(setting.zone), hint);
}

void Settings::Read(const dsl::CurrencySetting& setting, dsl::Span span) {
  if (!IsFirst(currency_span_, span, "currency")) return;
  CheckCurrency(setting.currency, setting.currency_span);
  currency_ = setting.currency;
}

void Settings::Read(const dsl::WeekSetting& setting, dsl::Span span) {
  if (IsFirst(week_span_, span, "week starts")) week_starts_sunday_ = setting.sunday;
}

bool Settings::IsFirst(std::optional<dsl::Span>& earlier, dsl::Span span, const char* what) {
  if (!earlier) {
    earlier = span;
    return true;
  }
  report_.Error(code::kSettingTwice, span, "`" + std::string(what) + "` is said twice; a program has one", {},
                "first said at " + report_.Place(*earlier));
  return false;
}

void Settings::CheckCurrency(const std::string& currency, dsl::Span span) {
  if (IsCurrency(currency)) return;
  std::string hint = suggestions_.DidYouMean(currency, Currencies());
  if (hint.empty()) hint = "write its ISO 4217 code, such as EUR, USD or BRL";
  report_.Error(code::kUnknownCurrency, span, "there is no currency " + currency, hint);
}

std::string Settings::CurrencyOf(const dsl::Field& field) {
  if (!field.currency.empty()) {
    CheckCurrency(field.currency, field.type_span);
    return field.currency;
  }
  if (currency_.empty() && !missing_currency_reported_) {
    missing_currency_reported_ = true;
    report_.Error(code::kNoCurrency, field.type_span, Quote(field.name.text) + " is money, but in which currency?",
                  "write `currency EUR` at the top of the file, or `money EUR` here");
  }
  return currency_;
}

}  // namespace segue::rules
