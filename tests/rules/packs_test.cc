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

#include "dsl/format.h"
#include "dsl/parse.h"
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
      {"channels", "event visit { source text, medium text }\nevent purchase { code text, channel text }\n"},
      {"conversion",
       "event visit { medium text }\nevent email_sent { campaign text, flow flag }\n"
       "group Channel { \"a\" when medium = \"a\" }\n"
       "lifecycle Relation {\n  start a\n  a -> prospect on email_sent\n  (a, prospect) -> client on visit\n"
       "  client -> former_client after 9 days\n}\n"
       "flag \"A été prospect\" when Relation is prospect\n"},
      {"acquisition",
       "event visit { medium text, campaign text }\nevent form_submitted {}\n"
       "event purchase { amount money EUR, medium text }\nevent email_sent { flow flag }\n"
       "account event spend { campaign text, medium text, amount money EUR, kind text }\n"
       "account event traffic { medium text, impressions number, clicks number }\n"
       "account event budget { amount money EUR }\n"
       "group Channel { \"a\" when medium = \"a\" }\n"},
      {"retention",
       "event visit { medium text }\nevent purchase { amount money EUR }\n"
       "event email_opened { machine flag }\nevent email_clicked {}\n"
       "group Channel { \"a\" when medium = \"a\" }\n"},
      {"audit",
       "event visit { medium text, campaign text }\n"
       "account event spend { campaign text, medium text, amount money EUR }\n"
       "group Channel { \"a\" when medium = \"a\" }\n"
       "metric leads = count of visit\nmetric new_clients = count of visit\nmetric campaign_clients = count of visit\n"
       "metric spending = sum of spend.amount\nmetric earned = sum of spend.amount\n"
       "metric campaign_revenue = sum of spend.amount\nmetric cost_per_client = spending / new_clients\n"
       "metric return_on_investment = (earned - spending) / spending as percent\n"
       "metric campaign_return = (campaign_revenue - spending) / spending as percent\n"},
      {"prospects",
       "event form_submitted {}\nevent campaign_joined { campaign text }\n"
       "event email_sent { campaign text, message text }\n"
       "event visit {}\nsegment prospects = did visit\n"},
      {"email",
       "contact { email text }\nevent email_sent { campaign text, message text, resend_of text }\n"
       "event email_delivered { campaign text, message text }\n"
       "event email_opened { campaign text, message text, machine flag }\n"
       "event email_clicked { campaign text, message text }\n"
       "event email_bounced { campaign text, hard flag }\n"
       "event subscribed { channel text }\nevent unsubscribed { channel text }\n"
       "event downloaded {}\nevent visit {}\nevent campaign_joined { campaign text }\nevent contact_updated {}\n"},
      {"sms",
       "event sms_sent { campaign text, credits number, read_receipts flag }\n"
       "event sms_delivered { campaign text }\nevent sms_opened { campaign text }\n"
       "event sms_clicked { campaign text }\nevent sms_replied { campaign text }\n"
       "event unsubscribed { channel text }\nevent purchase {}\n"
       "account event spend { campaign text, channel text, amount number }\n"},
      {"usage",
       "contact { email text }\nevent email_sent { campaign text, flow flag }\nevent sms_sent { credits number }\n"
       "event subscribed { channel text }\nevent unsubscribed { channel text }\n"
       "account event plan_changed { plan text }\naccount event billed { profiles number, amount money USD }\n"
       "segment Suppressed = email is missing\nsegment Inactive = did not email_sent\n"},
  };
  return expected;
}

/// The words of `text`, but for the language's and those of the flag "A été prospect".
std::vector<std::string> NamesExpected(const std::string& text) {
  static const std::vector<std::string> language = {
      "event",   "contact", "segment", "did",    "flag",  "text",      "visit", "order",    "account",
      "number",  "money",   "EUR",     "group",  "when",  "lifecycle", "start", "on",       "is",
      "after",   "days",    "a",       "or",     "9",     "A",         "t",     "prospect", "USD",
      "missing", "not",     "plan",    "metric", "count", "of",        "sum",   "as",       "percent"};
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

/// Whether the pack's rules, its comments left aside, have the word.
bool Speaks(const segue::rules::Pack& pack, const std::string& word) {
  std::istringstream lines{std::string(pack.text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (std::regex_search(line, std::regex("\\b" + word + "\\b"))) return true;
  }
  return false;
}

/// Whole words only.
std::string Replaced(const std::string& text, const std::string& from, const std::string& to) {
  return std::regex_replace(text, std::regex("\\b" + from + "\\b"), to);
}

/// The plans that packs name; what bills and changes are called in the program begins with `prefix`.
std::vector<segue::rules::PlanData> Plans(const std::string& prefix) {
  auto plan = segue::testing::SmallPlan("Klaviyo", {{"profiles", "active_profiles"}, {"emails", "plan_emails"}});
  plan.counters.front().billed = {prefix + "billed", prefix + "profiles"};
  plan.changes = {prefix + "plan_changed", "plan"};
  for (segue::rules::PlanData::Counter& counter : plan.counters) {
    if (counter.allowance == "profiles") counter.allowance = prefix + "profiles";
  }
  return {plan, segue::testing::SmallPlan("Klaviyo SMS", {{prefix + "credits", "plan_credits"}})};
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

TEST_CASE("each metric of a pack says what it counts, by what formula, and whose it is", "[packs]") {
  for (const segue::rules::Pack& pack : segue::rules::Packs()) {
    segue::dsl::SourceMap sources;
    std::vector<segue::dsl::Diagnostic> diagnostics;
    const auto source = sources.Add({std::string(pack.name), std::string(pack.text)});
    const segue::dsl::File file = segue::dsl::Parse(sources, source, diagnostics);
    for (const segue::dsl::Declaration& declaration : file.declarations) {
      const auto* metric = std::get_if<segue::dsl::MetricDeclaration>(&declaration.node);
      if (metric == nullptr) continue;
      INFO(pack.name << ", " << metric->name.text);
      const std::size_t formula = declaration.description.find("Formula: ");
      const std::size_t origin = declaration.description.find("Source: ");
      CHECK((formula != std::string::npos && formula > 0));
      CHECK((origin != std::string::npos && origin > formula));
    }
    CHECK(segue::dsl::Format(sources, file) == pack.text);  // and in the layout that `segue fmt` gives to everyone's
  }
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
    const segue::rules::Pack* pack = segue::rules::FindPack(name);
    REQUIRE(pack != nullptr);
    for (const std::string& expected : NamesExpected(text)) {
      if (!Speaks(*pack, expected)) continue;  // only what its metrics are made of
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
      if (!Speaks(pack, expected)) continue;
      CHECK(header.find(expected) != std::string::npos);
      CHECK(documented.find(expected) != std::string::npos);
    }
  }
}
