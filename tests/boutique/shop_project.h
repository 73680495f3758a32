// The example shop, made and imported in a temporary folder, to be asked.
#pragma once

#include <string>
#include <vector>

#include "tests/support/command.h"

namespace segue::testing {

class ShopProject {
 public:
  ShopProject();

  /// What a command prints as a table; fails the test on a non-zero exit.
  std::string Text(const std::string& arguments) const { return Run("--as-of 2026-06-30 " + arguments); }
  /// The rows of a command's csv; fails the test on a non-zero exit.
  std::vector<Record> Csv(const std::string& arguments, const std::string& as_of = "2026-06-30") const;

  /// As Text, with so much memory of its own at most (mapped files do not count).
  std::string TextWithin(int kilobytes, const std::string& arguments) const;

 private:
  std::string Run(const std::string& arguments, const std::string& before = "") const;

  TemporaryFolder folder_;
};

}  // namespace segue::testing
