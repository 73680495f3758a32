// Random, quarrelsome files of the shop: equal events, overlapping files, contradicting values at one instant,
// snapshots with departures and returns, deletions, aliases. What is left out is one id with two contents, where the
// first stays.
#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/sqlite/shop.h"

namespace segue::sqlite::test {

struct File {
  std::string import, name;
  std::function<void(FactSink&)> fill;
};

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  File Orders(int number) {
    return {"orders", "orders-" + std::to_string(number) + ".csv", [facts = Take(8), this](FactSink& sink) {
              for (const int fact : facts) {
                const engine::Instant at = fact % 7 * 10LL;
                Purchase(sink, Key(fact), at, fact % 3, fact % 2 == 0 ? "A" : "B", {}, fact % 5 == 0 ? fact % 4 : 0);
                if (fact % 6 == 0) Purchase(sink, Key(fact), at, 7, "A", "id-" + Key(fact) + std::to_string(at));
              }
            }};
  }
  File Fields(int number) {
    return {"leads", "leads-" + std::to_string(number) + ".csv", [facts = Take(6), this](FactSink& sink) {
              for (const int fact : facts) {
                const std::string plan = fact % 4 == 0 ? "" : "plan" + std::to_string(fact % 3);
                Field(sink, Key(fact), kPlan, plan,
                      fact % 5 == 0 ? std::nullopt : std::optional<engine::Instant>(fact % 9 * 10));
                if (fact % 7 == 0) Contact(sink, Key(fact), fact % 11 * 10);
                if (fact % 11 == 0) Contact(sink, Key(fact), {}, fact % 13 * 10);
                if (fact % 13 == 0) Must(sink.Add(adapters::ListFact{Key(fact), 0, fact % 17, fact % 2 == 0}));
                if (fact % 17 == 0) Must(sink.Add(adapters::AliasFact{Key(fact), Key(fact + 1)}));
              }
            }};
  }
  File Night(int number) {
    return {"crm", "crm-" + std::to_string(number) + ".csv", [facts = Take(6), number, this](FactSink& sink) {
              Must(sink.BeginSnapshot({number * 10LL, number % 2 == 0, {}}));
              for (const int fact : facts) {
                std::vector<std::pair<engine::FieldId, FactValue>> values = {{kAge, static_cast<double>(fact % 2)}};
                if (fact % 3 == 0) values.emplace_back(kPlan, "night" + std::to_string(fact % 2));
                const std::optional<engine::Instant> dates_at =
                    fact % 5 == 0 ? std::optional<engine::Instant>(fact % 4) : std::nullopt;
                Must(sink.Add(adapters::SnapshotRow{Key(fact), dates_at, values}));
                if (fact % 7 == 0) Must(sink.Add(adapters::ListFact{Key(fact), 0, number * 10, fact % 2 == 0}));
              }
            }};
  }
  std::mt19937& random() { return random_; }

 private:
  static std::string Key(int fact) { return std::string(1, static_cast<char>('a' + fact % 5)); }
  std::vector<int> Take(int most) {
    std::vector<int> facts(1 + random_() % static_cast<unsigned>(most));
    for (int& fact : facts) fact = static_cast<int>(random_() % 2000);
    return facts;
  }
  std::mt19937 random_;
};

}  // namespace segue::sqlite::test
