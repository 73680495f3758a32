// The rule packs inside the program are the files of rules/packs, and each compiles against the smallest file that has
// what its header says it expects, as it is and with every expected name renamed.

#include "rules/packs.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "dsl/render.h"
#include "rules/compile.h"
#include "tests/support/plans.h"

namespace fs = std::filesystem;

namespace {

const fs::path kFolder = fs::path(SEGUE_SOURCE_DIR) / "rules/packs";

std::string Read(const fs::path& path) {
  std::ifstream input(path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  return text.str();
}

/// What a pack expects, by its own names.
const std::map<std::string, std::string>& Expected() {
  static const std::map<std::string, std::string> expected = {
      {"lifecycle", "event form_submitted {}\nevent purchase {}\n"},
      {"lifecycle_by_field", "contact { crm_stage text }\n"},
      {"lifecycle_by_segment",
       "event visit {}\nevent order {}\n"
       "segment prospects = did visit\nsegment clients = did order\n"},
      {"inactive",
       "event email_sent {}\nevent email_opened { machine flag }\nevent email_clicked {}\n"
       "event visit {}\nevent purchase {}\nevent subscribed {}\n"},
      {"engagement",
       "event email_opened { machine flag }\nevent email_clicked {}\nevent visit {}\nevent purchase {}\n"
       "event unsubscribed {}\n"},
      {"hygiene",
       "contact { email text, duplicate_of text }\nevent email_sent {}\n"
       "event email_bounced { hard flag }\nevent email_delivered {}\n"
       "event subscribed {}\nevent unsubscribed {}\n"},
      {"usage",
       "contact { email text }\nevent email_sent { campaign text, flow flag }\nevent sms_sent { credits number }\n"
       "event subscribed { channel text }\nevent unsubscribed { channel text }\n"
       "account event plan_changed { plan text }\naccount event billed { profiles number, amount money USD }\n"
       "segment Suppressed = email is missing\nsegment Inactive = did not email_sent\n"},
  };
  return expected;
}

/// The words of `text` that the pack's own text has too, but for the language's.
std::vector<std::string> NamesExpected(const std::string& text) {
  static const std::vector<std::string> language = {"event", "contact", "segment", "did",    "flag",  "text",
                                                    "visit", "order",   "account", "number", "money", "USD",
                                                    "is",    "missing", "not",     "plan"};
  std::vector<std::string> names;
  std::string word;
  for (const char c : text + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += c;
    } else {
      const bool known = std::find(language.begin(), language.end(), word) != language.end();
      const bool repeated = std::find(names.begin(), names.end(), word) != names.end();
      if (!word.empty() && !known && !repeated) names.push_back(word);
      word.clear();
    }
  }
  return names;
}

/// Whole words only.
std::string Replaced(const std::string& text, const std::string& from, const std::string& to) {
  return std::regex_replace(text, std::regex("\\b" + from + "\\b"), to);
}

/// The plans that packs name; what bills and changes are called in the program begins with `prefix`.
std::vector<segue::rules::PlanData> Plans(const std::string& prefix) {
  auto plan = segue::testing::SmallPlan("Klaviyo", {{"profiles", "active_profiles"}, {"emails", "email_sends"}});
  plan.counters.front().billed = {prefix + "billed", prefix + "profiles"};
  plan.changes = {prefix + "plan_changed", "plan"};
  for (segue::rules::PlanData::Counter& counter : plan.counters) {
    if (counter.allowance == "profiles") counter.allowance = prefix + "profiles";
  }
  return {plan, segue::testing::SmallPlan("Klaviyo SMS", {{prefix + "credits", "sms_credits"}})};
}

std::string DiagnosticsOf(const std::string& program, const std::string& prefix = "") {
  segue::dsl::SourceMap sources;
  sources.Add({"main.segue", program});
  std::string text;
  segue::rules::CompileOptions options;
  options.plans = Plans(prefix);
  for (const auto& diagnostic : segue::rules::Compile(sources, options).diagnostics) {
    text += segue::dsl::Render(sources, diagnostic);
  }
  return text;
}

}  // namespace

TEST_CASE("the packs in the program are the files of rules/packs", "[packs]") {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".segue") continue;
    ++files;
    const segue::rules::Pack* pack = segue::rules::FindPack(entry.path().stem().string());
    INFO(entry.path());
    REQUIRE(pack != nullptr);
    CHECK(pack->text == Read(entry.path()));
  }
  CHECK(files == segue::rules::Packs().size());
  CHECK(segue::rules::FindPack("no such pack") == nullptr);
}

TEST_CASE("each pack compiles without a warning against what it says it expects", "[packs]") {
  for (const segue::rules::Pack& pack : segue::rules::Packs()) {
    INFO(pack.name);
    const auto expected = Expected().find(std::string(pack.name));
    REQUIRE(expected != Expected().end());
    CHECK(DiagnosticsOf(expected->second + "use \"" + std::string(pack.name) + "\"\n") == "");
  }
}

TEST_CASE("each pack can be pointed at other names", "[packs]") {
  for (const auto& [name, text] : Expected()) {
    std::string renamed = text, with;
    for (const std::string& expected : NamesExpected(text)) {
      renamed = Replaced(renamed, expected, "my_" + expected);
      with += (with.empty() ? " with " : ", ") + expected + " = my_" + expected;
    }
    const std::string program = renamed + "use \"" + name + "\"" + with + "\n";
    INFO(program);
    CHECK(DiagnosticsOf(program, "my_") == "");
  }
}

TEST_CASE("the header of each pack names what it expects, and docs/packs.md too", "[packs]") {
  const std::string page = Read(fs::path(SEGUE_SOURCE_DIR) / "docs/packs.md");
  for (const segue::rules::Pack& pack : segue::rules::Packs()) {
    const std::string header(pack.text.substr(0, pack.text.find("\n\n")));
    const std::size_t section = page.find("\n## `" + std::string(pack.name) + "`");
    INFO(pack.name);
    REQUIRE(section != std::string::npos);
    const std::string documented = page.substr(section, page.find("\n## ", section + 1) - section);
    for (const std::string& expected : NamesExpected(Expected().at(std::string(pack.name)))) {
      INFO(expected);
      CHECK(header.find(expected) != std::string::npos);
      CHECK(documented.find(expected) != std::string::npos);
    }
  }
}
