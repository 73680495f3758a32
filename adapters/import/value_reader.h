// Cells as values of the types that the rules declare. What does not fit is not guessed at: it gives a reason.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/facts.h"
#include "adapters/import/cell_values.h"
#include "adapters/import/decimal.h"
#include "adapters/import/moment_reader.h"
#include "engine/program.h"

namespace segue::import {

/// How the cells of a column are written.
struct Notation {
  char decimal = '.';
  std::optional<Decimal> factor;  // `scale`
  const FlagWords* flags = nullptr;
};

/// Sets a text, using the memory of the text that was there.
void SetText(adapters::FactValue& value, std::string_view text);

/// Reads the cells of one field or property. Not for use by two threads at a time: it remembers.
class ValueReader {
 public:
  /// `moments` reads ISO 8601 and epochs; `formatted` the mapping's format, tried first, may be null. Both must live
  /// as long as this.
  ValueReader(const engine::FieldDeclaration& declaration, Notation notation, MomentReader* moments,
              MomentReader* formatted);

  /// `cell`: NFC, without blanks around it, not empty. Returns the reason why it cannot be read, or empty text.
  /// `shifted` counts local times that a clock change skips.
  std::string Read(std::string_view cell, adapters::FactValue& value, std::int64_t& shifted);

 private:
  std::string ReadNumber(std::string_view cell, adapters::FactValue& value) const;
  std::string ReadMoney(std::string_view cell, adapters::FactValue& value) const;
  std::string ReadFlag(std::string_view cell, adapters::FactValue& value) const;
  std::string ReadDate(std::string_view cell, adapters::FactValue& value);
  std::string ReadTime(std::string_view cell, adapters::FactValue& value, std::int64_t& shifted);
  std::string ReadList(std::string_view cell, adapters::FactValue& value) const;
  std::string ReadChoice(std::string_view cell, adapters::FactValue& value);
  std::optional<Decimal> Scaled(std::string_view amount) const;
  std::string NumberComplaint(std::string_view cell) const;
  std::string UnknownChoice(std::string_view cell) const;

  const engine::FieldDeclaration* declaration_;
  Notation notation_;
  MomentReader* moments_;
  MomentReader* formatted_;
  TextMap<std::size_t> choices_;  // spellings seen → index of the declared choice
};

}  // namespace segue::import
