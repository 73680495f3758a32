// Numbers and money as files write them.
#include "adapters/import/decimal.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "adapters/import/currency.h"

namespace segue::import {
namespace {

std::optional<double> Number(const std::string& text, char decimal = '.') {
  const std::optional<Decimal> value = ParseDecimal(text, decimal);
  return value ? std::optional(ToDouble(*value)) : std::nullopt;
}

std::optional<std::int64_t> Amount(const std::string& text, char decimal = '.') {
  const std::optional<Decimal> value = ParseDecimal(text, decimal);
  const std::optional<engine::Money> money = value ? ToMoney(*value) : std::nullopt;
  return money ? std::optional(money->ten_thousandths) : std::nullopt;
}

TEST_CASE("numbers are read in the notation of the mapping") {
  CHECK(Number("12") == 12.0);
  CHECK(Number("-0.5") == -0.5);
  CHECK(Number("+7") == 7.0);
  CHECK(Number("\u22127,5", ',') == -7.5);  // a real minus sign
  CHECK(Number(".5") == 0.5);
  CHECK(Number("1e-05") == 1e-05);
  CHECK(Number("2.5E+3") == 2500.0);
  CHECK(Number("1,234,567.89") == 1234567.89);
  CHECK(Number("1.234.567,89", ',') == 1234567.89);
  CHECK(Number("1 234,56", ',') == 1234.56);
  CHECK(Number("1\u00A0234,56", ',') == 1234.56);  // no-break space
  CHECK(Number("1\u202F234,56", ',') == 1234.56);  // narrow no-break space
  CHECK(Number("12'345.60") == 12345.6);
  CHECK(Number("0.1") == 0.1);
}

TEST_CASE("what is not a number is not guessed at") {
  for (const char* text : {"", "-", ".", "abc", "12abc", "1.2.3", "1,5", "1,2345", "12,34,567", "1 2", "1,234 567",
                           "--5", "1e", "e5", "0x10", "nan", "inf", "1,", "1 234 5"}) {
    INFO(text);
    CHECK_FALSE(Number(text));
  }
  CHECK_FALSE(Number("1.5", ','));
  CHECK_FALSE(Number("99999999999999999999999"));
}

TEST_CASE("money is exact and rounded once, half to even") {
  CHECK(Amount("49.90") == 499'000);
  CHECK(Amount("0.1") == 1'000);
  CHECK(Amount("-12.3456") == -123'456);
  CHECK(Amount("0.00005") == 0);         // half, to even 0
  CHECK(Amount("0.00015") == 2);         // half, to even 2
  CHECK(Amount("0.000149999999") == 1);  // rounding to 0.00015 first would give 2
  CHECK(Amount("1234567890123.45") == 12'345'678'901'234'500);
  CHECK_FALSE(Amount("9999999999999999"));
  // 1177 cents by `scale: 0.01`
  CHECK(ToMoney(*Multiply(*ParseDecimal("1177", '.'), *ParseDecimal("0.01", '.')))->ten_thousandths == 117'700);
}

TEST_CASE("currency marks stand before or behind the amount") {
  const auto split = [](const char* text) {
    const std::optional<MarkedAmount> amount = SplitAmount(text);
    if (!amount) return std::string("none");
    return std::string(amount->minus_before_mark ? "-" : "") + "[" + std::string(amount->mark) + "] " +
           std::string(amount->amount);
  };
  CHECK(split("12.50") == "[] 12.50");
  CHECK(split("1 234,56 €") == "[€] 1 234,56");
  CHECK(split("1 234,56\u00A0€") == "[€] 1 234,56");
  CHECK(split("EUR 12") == "[EUR] 12");
  CHECK(split("-$5") == "-[$] 5");
  CHECK(split("$-5") == "[$] -5");
  CHECK(split("-5 kr") == "[kr] -5");
  CHECK(split("€ 5 EUR") == "none");
  CHECK(split("EUR") == "none");
  CHECK(MarkFits("€", "EUR"));
  CHECK(MarkFits("eur", "EUR"));
  CHECK(MarkFits("$", "CAD"));
  CHECK_FALSE(MarkFits("$", "EUR"));
  CHECK_FALSE(MarkFits("US$", "CAD"));
  CHECK_FALSE(MarkFits("pieces", "EUR"));
}

}  // namespace
}  // namespace segue::import
