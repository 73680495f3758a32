// What the names of a program stand for, as far as prose needs to know: "the flag X", "the lifecycle Y", "180 days".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/syntax.h"

namespace segue::wording {

enum class NameKind { kUnknown, kField, kFlagField, kSegment, kFlag, kLifecycle, kScore, kGroup };

class Glossary {
 public:
  void Add(const dsl::File& file);
  /// A param's value instead of the declared one.
  void Override(const std::string& param, const dsl::Literal& value);

  NameKind KindOf(const std::string& name) const;
  /// Null for a param that no file declares.
  const dsl::Literal* ValueOf(const std::string& param) const;

 private:
  std::map<std::string, NameKind, std::less<>> kinds_;
  std::map<std::string, dsl::Literal, std::less<>> params_;
};

}  // namespace segue::wording
