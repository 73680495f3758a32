// What the store's tests share: a folder that vanishes, a small schema, and one-line facts.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/sqlite_store.h"

namespace segue::sqlite::test {

/// A new folder under the system's temporary one, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Fields: plan choice, age number, tags list, birthday date. Events: purchase { amount money, code text },
/// visit { page text, machine flag, until time }, account event spend { amount money }. Lists: VIP.
engine::Schema ShopSchema();
inline constexpr engine::FieldId kPlan = 0, kAge = 1, kTags = 2, kBirthday = 3;
inline constexpr engine::EventKindId kPurchase = 0, kVisit = 1, kSpend = 2;

using adapters::FactSink;
using adapters::FactValue;

/// Throws std::runtime_error with the error's text unless the result is good; returns its value.
template <typename T>
T Must(adapters::Result<T> result) {
  if (!result.ok()) {
    const adapters::Error& error = result.error();
    throw std::runtime_error(error.doing + ": " + error.problem + "; " + error.advice);
  }
  return std::move(*result);
}

std::unique_ptr<SqliteStore> OpenShop(const std::string& path);

/// Facts, shortly.
void Contact(FactSink& sink, const std::string& key, std::optional<engine::Instant> born = {},
             std::optional<engine::Instant> gone = {});
void Field(FactSink& sink, const std::string& key, engine::FieldId field, FactValue value,
           std::optional<engine::Instant> at = {});
void Purchase(FactSink& sink, const std::string& key, engine::Instant at, std::int64_t euros,
              const std::string& code = "", std::optional<std::string> id = {}, std::int64_t rank = 0);
void Visit(FactSink& sink, const std::string& key, engine::Instant at, const std::string& page,
           std::optional<std::string> id = {});

/// One file: opens the sink, lets `fill` add facts, commits.
adapters::FactCounts Import(SqliteStore& store, const std::string& import, const std::string& file,
                            const std::function<void(FactSink&)>& fill);

engine::Timelines LoadAll(SqliteStore& store);

/// The timelines as text, one fact a line, so that two stores can be compared and a test reads like a conversation.
/// Codes are spelled out; columns that differ only in their dictionaries' order give the same text.
std::string Describe(const engine::Schema& schema, const engine::Timelines& timelines);
/// The lines of one contact, "field plan: always=prospect 200=client" and so on.
std::string DescribeContact(const engine::Schema& schema, const engine::Timelines& timelines, const std::string& key);

}  // namespace segue::sqlite::test
