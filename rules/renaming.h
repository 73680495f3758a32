// `use "b" with purchase = order_placed`: how the names of a used file read, seen from the program.
//
// Renames are put one into another: where `a` uses `b` with x = y and the program uses `a` with y = z, x of `b` reads
// z.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dsl/syntax.h"

namespace segue::rules {

/// One `use` on the way from a rule file of the program to a used file, and the one before it. Does not own.
class Renaming {
 public:
  /// `outer` is the renaming of the file that contains `use`; null for a file that nobody uses.
  Renaming(const dsl::UseDeclaration& use, const Renaming* outer);

  /// The name as the program reads it.
  std::string operator()(const std::string& name) const;
  /// The first names of the renames, of this `use` and the outer ones, that the name meets on its way.
  std::vector<std::pair<const dsl::UseDeclaration*, std::string>> Met(const std::string& name) const;
  /// Names that read otherwise, with what they read: equal for two renamings that do the same to every name.
  std::map<std::string, std::string> Changes() const;

 private:
  const dsl::UseDeclaration* use_;
  const Renaming* outer_;
  std::unordered_map<std::string, std::string> own_;
};

}  // namespace segue::rules
