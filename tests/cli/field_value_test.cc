// A field as of an instant: the last change at or before it, cleared values included.
#include "adapters/cli/field_value.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <vector>

namespace segue::cli {
namespace {

using engine::Instant;

/// Contact 0: "FR" from birth, cleared at 100, "BE" from 200. Contact 1: nothing. Contact 2: "BE" from 50.
engine::FieldColumn Countries() {
  engine::FieldColumn column;
  column.offsets = std::vector<std::uint32_t>{0, 3, 3, 4};
  column.at = std::vector<Instant>{engine::kAlways, 100, 200, 50};
  column.value.type = engine::ValueType::kText;
  column.value.codes = std::vector<std::uint32_t>{1, 0, 2, 2};
  auto dictionary = std::make_shared<engine::Dictionary>();
  dictionary->texts = {"", "FR", "BE"};
  column.value.dictionary = dictionary;
  return column;
}

std::string Country(std::uint32_t contact, Instant as_of) {
  const engine::FieldColumn column = Countries();
  return CsvText(FieldValue(column, {}, contact, as_of, ""));
}

}  // namespace

TEST_CASE("the value is that of the last change") {
  CHECK(Country(0, 99) == "FR");
  CHECK(Country(0, 100).empty());
  CHECK(Country(0, 199).empty());
  CHECK(Country(0, 200) == "BE");
  CHECK(Country(1, 1000).empty());
  CHECK(Country(2, 49).empty());
  CHECK(Country(2, 50) == "BE");
}

TEST_CASE("a field that no contact has is no value") { CHECK(CsvText(FieldValue({}, {}, 7, 0, "")).empty()); }

TEST_CASE("money takes the field's currency, else the program's") {
  engine::FieldColumn column;
  column.offsets = std::vector<std::uint32_t>{0, 1};
  column.at = std::vector<Instant>{0};
  column.value.type = engine::ValueType::kMoney;
  column.value.integers = std::vector<std::int64_t>{12'000'000};
  engine::FieldDeclaration field;
  CHECK(CsvText(FieldValue(column, field, 0, 0, "EUR")) == "1200.00");
  field.currency = "JPY";
  CHECK(CsvText(FieldValue(column, field, 0, 0, "EUR")) == "1200");
}

TEST_CASE("flags, numbers and days know when they are missing") {
  engine::FieldColumn column;
  column.offsets = std::vector<std::uint32_t>{0, 1, 2};
  column.at = std::vector<Instant>{0, 0};
  column.value.type = engine::ValueType::kFlag;
  column.value.codes = std::vector<std::uint32_t>{1, 0};
  CHECK(CsvText(FieldValue(column, {}, 0, 0, "")) == "false");
  CHECK(CsvText(FieldValue(column, {}, 1, 0, "")).empty());
  column.value.type = engine::ValueType::kDate;
  column.value.integers = std::vector<std::int64_t>{20'513, engine::kMissingInteger};  // 2026-03-01
  CHECK(CsvText(FieldValue(column, {}, 0, 0, "")) == "2026-03-01");
  CHECK(CsvText(FieldValue(column, {}, 1, 0, "")).empty());
}

}  // namespace segue::cli
