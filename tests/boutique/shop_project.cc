// The shop is copied and its data made anew, so that no test sees what another one did.
#include "tests/boutique/shop_project.h"

#include <catch2/catch_test_macros.hpp>

namespace segue::testing {

ShopProject::ShopProject() {
  const std::string source = std::string(SEGUE_SOURCE_DIR) + "/examples/boutique";
  const std::string copy =
      "cp -r " + source + "/segue.yaml " + source + "/rules " + source + "/plans " + folder_.path();
  REQUIRE(RunShell(copy).exit_status == 0);
  REQUIRE(RunShell(BuiltFile("examples/boutique_generator") + " " + folder_.path() + "/data").exit_status == 0);
  Csv("import");
}

std::string ShopProject::Run(const std::string& arguments, const std::string& before) const {
  const auto output = RunShell("cd " + folder_.path() + " && " + before + BuiltFile("segue") + " " + arguments);
  INFO(arguments << "\n" << output.text);
  REQUIRE(output.exit_status == 0);
  return output.text;
}

std::string ShopProject::TextWithin(int kilobytes, const std::string& arguments) const {
  return Run("--as-of 2026-06-30 " + arguments, "ulimit -d " + std::to_string(kilobytes) + " && ");
}

std::vector<Record> ShopProject::Csv(const std::string& arguments, const std::string& as_of) const {
  return ParseCsv(Run("--format csv --as-of " + as_of + " " + arguments));
}

}  // namespace segue::testing
