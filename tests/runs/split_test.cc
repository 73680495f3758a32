// However a stream of facts is split into imports and runs, late ones included, the ledger ends up with the same moves
// as one import and one run.
//
// Moves that stand (recorded more often than withdrawn) are compared; the correction rows on the way differ by design.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/support/command.h"

namespace {

using segue::testing::Output;
using segue::testing::RunShell;
using segue::testing::TemporaryFolder;

constexpr char kRules[] = R"(timezone "Europe/Paris"
contact { plan text }
event visit { page text }
event purchase { amount number }
lifecycle Relation {
  start unknown
  unknown             -> prospect      on visit
  (unknown, prospect) -> client        on purchase
  client              -> former_client when did not purchase in last 20 days
  former_client       -> client        on purchase
}
lifecycle Plan {
  start free
  free -> paying when plan = "paid"
  paying -> free when plan != "paid"
}
)";

constexpr char kProject[] = R"(store: shop.db
rules: [rules.segue]
imports:
  visits:
    files: visits-*.csv
    contact: id
    events: [{event: visit, at: at, properties: {page: page}}]
  purchases:
    files: purchases-*.csv
    contact: id
    events: [{event: purchase, at: at, properties: {amount: amount}}]
  plans:
    files: plans-*.csv
    contact: id
    fields: {plan: plan}
    fields_at: at
)";

void Write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

std::string Day(unsigned day) {
  char text[32];
  std::snprintf(text, sizeof text, "2026-%02u-%02uT%02u:00:00Z", 1 + day / 28, 1 + day % 28, day % 24);
  return text;
}

struct Fact {
  std::string file, line;  // "visits", "c3,2026-01-02T…,home"
};

/// Most facts in the order of time, some much later than they happened.
std::vector<Fact> RandomFacts(std::mt19937& random) {
  std::vector<std::pair<unsigned, Fact>> facts;
  for (int i = 0; i < 120; ++i) {
    const unsigned day = static_cast<unsigned>(random() % 150);
    const std::string start = "c" + std::to_string(random() % 25) + "," + Day(day) + ",";
    const unsigned arrives = random() % 8 == 0 ? day + static_cast<unsigned>(random() % 100) : day;
    const auto kind = random() % 8;
    if (kind < 4) facts.push_back({arrives, {"visits", start + (random() % 2 == 0 ? "home" : "shop")}});
    if (kind >= 4 && kind < 7) facts.push_back({arrives, {"purchases", start + std::to_string(random() % 90)}});
    if (kind == 7) facts.push_back({arrives, {"plans", start + (random() % 2 == 0 ? "paid" : "free")}});
  }
  std::ranges::stable_sort(facts, {}, &std::pair<unsigned, Fact>::first);
  std::vector<Fact> ordered;
  for (auto& [arrives, fact] : facts) ordered.push_back(std::move(fact));
  return ordered;
}

class Shop {
 public:
  Shop() {
    Write(folder_.path() + "/rules.segue", kRules);
    Write(folder_.path() + "/segue.yaml", kProject);
  }

  void Import(const std::vector<Fact>& facts, std::size_t first, std::size_t last) {
    const char* columns[][2] = {{"visits", "page"}, {"purchases", "amount"}, {"plans", "plan"}};
    for (const auto& [file, column] : columns) {
      std::string text = std::string("id,at,") + column + "\n";
      for (std::size_t i = first; i < last; ++i) {
        if (facts[i].file == file) text += facts[i].line + "\n";
      }
      Write(folder_.path() + "/" + file + "-" + std::to_string(number_) + ".csv", text);
    }
    ++number_;
    Run("import");
  }

  std::string Run(const std::string& arguments) {
    const Output output = RunShell(segue::testing::BuiltFile("segue") + " --project " + folder_.path() + " " +
                                   arguments + " 2> " + folder_.path() + "/log");
    INFO(arguments << "\n" << segue::testing::ReadText(folder_.path() + "/log"));
    REQUIRE(output.exit_status == 0);
    log_ = segue::testing::ReadText(folder_.path() + "/log");
    return output.text;
  }
  const std::string& log() const { return log_; }
  std::string PathOf(const std::string& file) const { return folder_.path() + "/" + file; }

  std::string Standing() {
    return Run(
        "--format csv sql \"SELECT contact.key AS who, lifecycle, from_state, to_state, at FROM ledger JOIN contact ON "
        "contact.id = ledger.contact GROUP BY 1, 2, 3, 4, 5 HAVING sum(CASE what WHEN 'withdrawn' THEN -1 ELSE 1 END) "
        "> 0 "
        "ORDER BY 1, 2, 5, 3, 4\"");
  }

 private:
  TemporaryFolder folder_;
  int number_ = 0;
  std::string log_;
};

}  // namespace

TEST_CASE("any split into imports and runs records the same moves") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    const std::vector<Fact> facts = RandomFacts(random);
    Shop whole;
    whole.Import(facts, 0, facts.size());
    whole.Run("--as-of 2026-06-30 run");
    const std::string expected = whole.Standing();
    REQUIRE(std::count(expected.begin(), expected.end(), '\n') > 20);

    Shop split;
    std::size_t done = 0;
    unsigned day = 20;
    while (done < facts.size()) {
      const std::size_t next = std::min(facts.size(), done + 1 + random() % 25);
      split.Import(facts, done, next);
      done = next;
      if (random() % 3 == 0) continue;
      // Sometimes long before the data, sometimes beyond it, and now and then twice for nothing new.
      day = std::min(150U, day + static_cast<unsigned>(random() % 30));
      split.Run("--as-of " + Day(day) + " run");
      if (random() % 4 == 0) split.Run("--as-of " + Day(day) + " run");
    }
    split.Run("--as-of 2026-06-30 run");
    INFO("seed " << seed);
    REQUIRE(split.Standing() == expected);
    split.Run("--as-of 2026-06-30 run");
    CHECK(split.Standing() == expected);
  }
}

namespace {

void ImportAll(Shop& shop, unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<Fact> facts = RandomFacts(random);
  shop.Import(facts, 0, facts.size());
}

}  // namespace

TEST_CASE("a run that follows another looks only at whom something can have happened to") {
  Shop shop;
  ImportAll(shop, 4);
  shop.Run("--as-of 2026-06-30 run");
  shop.Run("--verbose --as-of 2026-06-30 run");
  CHECK(shop.log().find(" 0 contacts") != std::string::npos);
  // Nothing new, and a day later somebody has not bought for 20 days.
  Shop quiet;
  quiet.Import({{"purchases", "ann,2026-01-01T10:00:00Z,5"}}, 0, 1);
  quiet.Run("--as-of 2026-01-10 run");
  CHECK(quiet.Run("--format csv --as-of 2026-01-20 run").find("ann") == std::string::npos);
  CHECK(quiet.Run("--format csv --as-of 2026-01-22 run").find("ann,Relation,client,former_client") !=
        std::string::npos);
}

TEST_CASE("a damaged memory of the last run only costs time") {
  Shop shop;
  ImportAll(shop, 6);
  shop.Run("--as-of 2026-03-01 run");
  const std::string memory = segue::testing::ReadText(shop.PathOf("shop.db.timelines-run"));
  std::string broken = memory;
  broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 4);
  for (const std::string& left : {broken, memory.substr(0, memory.size() / 2), std::string("x"), std::string()}) {
    Write(shop.PathOf("shop.db.timelines-run"), left);
    shop.Run("--as-of 2026-03-01 run");
    CHECK(shop.Run("--format csv --as-of 2026-03-01 run").find("c1") == std::string::npos);
  }
}

TEST_CASE("a dry run leaves no memory and records nothing") {
  std::mt19937 random(7);
  const std::vector<Fact> facts = RandomFacts(random);
  Shop shop;
  shop.Import(facts, 0, 60);
  shop.Run("--as-of 2026-03-01 run");
  shop.Import(facts, 60, facts.size());
  const std::string before = shop.Standing();
  const std::string told = shop.Run("--format csv --as-of 2026-06-30 run --dry-run");
  CHECK(shop.Standing() == before);
  CHECK(shop.Run("--format csv --as-of 2026-06-30 run") == told);
}

TEST_CASE("after a run as of an earlier day nothing is recorded twice") {
  Shop shop;
  ImportAll(shop, 8);
  shop.Run("--as-of 2026-06-30 run");
  shop.Run("--as-of 2026-02-15 run");
  const std::string again = shop.Run("--format csv --as-of 2026-06-30 run");
  CHECK(std::count(again.begin(), again.end(), '\n') == 1);
}
