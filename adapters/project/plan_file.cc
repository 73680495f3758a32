// Reads a plan file; see the header.
#include "adapters/project/plan_file.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "adapters/project/map_reader.h"
#include "adapters/project/plan_figures.h"
#include "adapters/project/yaml_file.h"
#include "rules/known_names.h"
#include "unicode/unicode.h"

namespace segue::project {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;
using rules::PlanData;

const std::vector<std::string> kPlanKeys = {"plan",   "source", "currency", "cycle",
                                            "counts", "billed", "changes",  "versions"};
const std::vector<std::string> kVersionKeys = {"from", "tiers"};

class PlanReader {
 public:
  PlanReader(const MapReader& map, PlanData& plan) : map_(map), plan_(plan) {}

  void Read() {
    map_.Require("plan", "the plan's name, as the rules call it");
    map_.Require("source", "where its figures are from, with a date");
    map_.Require("currency", "the currency of its prices, such as EUR");
    map_.Require("cycle", "how long a price is for, such as `30 days`");
    map_.Require("counts", "the metric that counts what is used of each allowance");
    map_.Require("versions", "the tiers with their prices, and from when on they hold");
    plan_.name = map_.Text("plan").value_or("");
    plan_.source = map_.Text("source").value_or("");
    plan_.currency = map_.Text("currency").value_or("");
    if (map_.Has("currency") && !rules::IsCurrency(plan_.currency)) Wrong("currency", "a currency such as EUR");
    if (const auto cycle = Figure("cycle", ReadLength, "a length such as `30 days` or `1 month`")) plan_.cycle = *cycle;
    plan_.changes = Figure("changes", ReadProperty, "an event and its property, such as `plan_changed.plan`");
    ReadCounters();
    ReadBilled();
    if (map_.Has("versions")) ReadVersions(map_.Get("versions"));
  }

 private:
  template <typename Read>
  auto Figure(const std::string& key, const Read& read, const std::string& expected) -> decltype(read("")) {
    const auto text = map_.Text(key);
    if (!text) return {};
    auto figure = read(*text);
    if (!figure) Wrong(key, expected);
    return figure;
  }
  void Wrong(const std::string& key, const std::string& expected) { Wrong(map_, key, expected); }
  static void Wrong(const MapReader& map, const std::string& key, const std::string& expected) {
    const YAML::Node node = map.Get(key);
    map.mistakes().Add(PlaceOf(node), map.Describe(key) + ": expected " + expected + ", found " + ShapeOf(node));
  }

  void ReadCounters() {
    for (const auto& [allowance, metric] : map_.Columns("counts")) {
      if (allowance == "name" || allowance == "price") {
        map_.mistakes().Add(metric.place,
                            "an allowance cannot be called `" + allowance + "`: tiers have that themselves");
      }
      plan_.counters.push_back({allowance, metric.text, std::nullopt});
    }
  }

  void ReadBilled() {
    for (const auto& [allowance, property] : map_.Columns("billed")) {
      const auto counter = std::ranges::find(plan_.counters, allowance, &PlanData::Counter::allowance);
      if (counter == plan_.counters.end()) {
        map_.mistakes().Add(property.place, "`counts` has no \"" + allowance + "\", so nothing can be billed for it");
        continue;
      }
      counter->billed = ReadProperty(property.text);
      if (!counter->billed) {
        map_.mistakes().Add(property.place, "expected an event and its property, such as `billed.profiles`, found \"" +
                                                property.text + "\"");
      }
    }
  }

  void ReadVersions(const YAML::Node& list) {
    if (!list.IsSequence() || list.size() == 0)
      return Wrong("versions", "a list of versions, each with `from` and `tiers`");
    for (const YAML::Node& node : list) {
      const MapReader version(node, "a version", kVersionKeys, map_.mistakes());
      version.Require("from", "the day from which it holds, such as 2024-01-01");
      version.Require("tiers", "the tiers, from the smallest to the largest");
      const auto text = version.Text("from");
      const auto from = text ? ReadDay(*text) : std::nullopt;
      if (text && !from) Wrong(version, "from", "a day such as 2024-01-01");
      if (from && !plan_.versions.empty() && *from <= plan_.versions.back().from) {
        map_.mistakes().Add(version.place(),
                            "versions stand in the order of time, and this one is not later than the one before");
      }
      plan_.versions.push_back({from.value_or(engine::Day{}), {}});
      if (version.Has("tiers")) ReadTiers(version, plan_.versions.back());
    }
  }

  void ReadTiers(const MapReader& map, PlanData::Version& version) {
    const YAML::Node list = map.Get("tiers");
    if (!list.IsSequence() || list.size() == 0) return Wrong(map, "tiers", "a list of tiers, each with `price`");
    std::vector<std::string> keys = {"name", "price"};
    for (const PlanData::Counter& counter : plan_.counters) keys.push_back(counter.allowance);
    for (const YAML::Node& node : list) {
      const MapReader tier(node, "a tier", keys, map_.mistakes());
      PlanData::Tier read = ReadTier(tier);
      if (!version.tiers.empty()) CheckOrder(tier, version, read);
      version.tiers.push_back(std::move(read));
    }
  }

  PlanData::Tier ReadTier(const MapReader& map) {
    PlanData::Tier tier;
    map.Require("price", "what a cycle costs; 0 where it is free");
    if (const auto price = map.Text("price")) {
      const auto amount = ReadAmount(*price);
      if (!amount) Wrong(map, "price", "an amount such as 20 or 19.99");
      tier.price = amount.value_or(engine::Money{});
    }
    std::optional<std::string> first;
    for (const PlanData::Counter& counter : plan_.counters) {
      const auto text = map.Text(counter.allowance);
      tier.allowances.push_back(text ? ReadWhole(*text) : std::nullopt);
      if (text && !tier.allowances.back()) Wrong(map, counter.allowance, "a whole number");
      if (!first) first = text;
    }
    tier.name = map.Text("name").value_or(first.value_or("unlimited"));
    return tier;
  }

  /// The smallest tier that holds what is used is the first that does.
  void CheckOrder(const MapReader& map, const PlanData::Version& version, const PlanData::Tier& tier) {
    const PlanData::Tier& before = version.tiers.back();
    bool smaller = tier.price < before.price;
    for (std::size_t i = 0; i < tier.allowances.size(); ++i) {
      constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();
      smaller = smaller || tier.allowances[i].value_or(kUnlimited) < before.allowances[i].value_or(kUnlimited);
    }
    if (smaller) {
      map_.mistakes().Add(map.place(),
                          "tiers stand from the smallest to the largest, and this one allows or costs less than \"" +
                              before.name + "\"");
    }
    if (std::ranges::find(version.tiers, tier.name, &PlanData::Tier::name) != version.tiers.end()) {
      map_.mistakes().Add(map.place(), "there are two tiers \"" + tier.name + "\"; give one another `name`");
    }
  }

  const MapReader& map_;
  PlanData& plan_;
};

}  // namespace

Result<PlanData> LoadPlan(const std::string& path) {
  Result<std::string> text = ReadTextFile(path, kLargestYaml);
  if (!text) return text.error();
  return ReadPlan(path, *text);
}

Result<PlanData> ReadPlan(const std::string& path, const std::string& text) {
  Mistakes mistakes;
  PlanData plan;
  plan.file = path;
  const YAML::Node root = ParseYaml(text, mistakes);
  if (root.IsDefined()) PlanReader(MapReader(root, "the plan", kPlanKeys, mistakes), plan).Read();
  if (mistakes.empty()) return plan;
  return Error{"reading the plan " + path, mistakes.Render(path), "correct these lines and try again",
               ErrorClass::kFailure};
}

}  // namespace segue::project
