// Small timelines for tests, written as a person would tell them:
//
//   TimelineBuilder facts;
//   const auto purchase = facts.Kind("purchase", {{"amount", ValueType::kMoney}});
//   facts.Event("ann", purchase, "2026-01-05T10:00", {Euro(50)});
//   facts.Absence("ann", "2026-02-01", "2026-03-01");
//   const Timelines timelines = facts.Build();   // and facts.schema() for the program
//
// Instants are UTC: `2026-01-05`, `2026-01-05T10:00`, `…:00:07`, `…:07.250`. Contacts come to be when first named;
// they are born at the earliest of Born, events and dated field values, else kAlways.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::engine {

/// An ISO instant as UTC milliseconds.
Instant At(std::string_view iso);
Money Euro(double amount);

/// monostate: missing. Lists are vectors of texts.
using Fact = std::variant<std::monostate, std::string, double, Money, bool, Day, TimePoint, std::vector<std::string>>;

class TimelineBuilder {
 public:
  using Properties = std::vector<std::pair<std::string, ValueType>>;

  FieldId Field(const std::string& name, ValueType type);
  EventKindId Kind(const std::string& name, const Properties& properties = {}, std::string_view recorded_since = "");
  EventKindId AccountKind(const std::string& name, const Properties& properties = {});
  ListId List(const std::string& name);
  /// Kinds are imported unless said otherwise.
  void NeverImported(EventKindId kind);

  void Contact(const std::string& key);
  void Born(const std::string& key, std::string_view at);
  /// Properties by position; what is not given is missing. `rank` is the mapping's `order`.
  void Event(const std::string& key, EventKindId kind, Instant at, std::vector<Fact> properties = {},
             std::int64_t rank = 0);
  void Event(const std::string& key, EventKindId kind, std::string_view at, std::vector<Fact> properties = {},
             std::int64_t rank = 0);
  void AccountEvent(EventKindId kind, std::string_view at, std::vector<Fact> properties = {});
  /// `at` empty: undated, from birth.
  void Change(const std::string& key, FieldId field, std::string_view at, Fact value);
  /// [gone, back); back empty: still gone.
  void Absence(const std::string& key, Instant gone, Instant back);
  void Absence(const std::string& key, std::string_view gone, std::string_view back = "");
  void Join(const std::string& key, ListId list, std::string_view from, std::string_view to = "");

  const Schema& schema() const { return schema_; }
  Timelines Build() const;

 private:
  struct EventFact {
    Instant at = 0;
    std::int64_t rank = 0;
    std::vector<Fact> properties;
  };
  struct ChangeFact {
    Instant at = 0;
    Fact value;
  };
  struct Person {
    std::optional<Instant> born;
    std::map<EventKindId, std::vector<EventFact>> events;
    std::map<FieldId, std::vector<ChangeFact>> changes;
    std::vector<Interval> absences;
    std::map<ListId, std::vector<Interval>> lists;
  };

  Instant BornOf(const Person& person) const;
  EventColumn BuildKind(EventKindId kind) const;
  FieldColumn BuildField(FieldId field) const;
  IntervalGroup BuildAbsences() const;
  IntervalGroup BuildList(ListId list) const;
  void FindDataRange(Timelines& timelines) const;

  Schema schema_;
  std::vector<bool> imported_;
  std::map<std::string, Person> people_;  // in key order, as timelines number contacts
  std::map<EventKindId, std::vector<EventFact>> account_events_;
};

}  // namespace segue::engine
