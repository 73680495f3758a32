// Reading stretches of an event table, and a counting sort by contact.

#include "adapters/sqlite/event_loader.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <tuple>

#include "adapters/sqlite/event_table.h"
#include "adapters/sqlite/gather.h"

namespace segue::sqlite {
namespace {

constexpr int kIdentity = 0, kContact = 1, kAt = 2, kRank = 3, kFirstProperty = 4;

/// The properties to load that the store has, in the schema's order.
std::vector<const StoredProperty*> Loaded(const EventRequest& request) {
  std::vector<const StoredProperty*> loaded;
  for (std::size_t i = 0; i < request.declared->properties.size(); ++i) {
    if (i >= request.properties.size() || !request.properties[i]) continue;
    const StoredProperty* property = request.stored->FindProperty(request.declared->properties[i].name);
    if (property != nullptr) loaded.push_back(property);
  }
  return loaded;
}

std::string SelectSql(const EventRequest& request, const ContactOrder& order, bool backwards, bool after, bool before) {
  std::string sql = "SELECT identity, contact, at, rank";
  for (const StoredProperty* property : Loaded(request)) sql += ", " + Quoted(property->column);
  sql += " FROM " + Quoted(request.stored->table) + " WHERE true";
  if (after) sql += " AND identity > ?2";
  if (before) sql += " AND identity < ?3";
  if (!request.stored->account) sql += AndEventsOf(order, request.stored->table);
  return sql + " ORDER BY identity" + (backwards ? " DESC" : "") + " LIMIT ?1";
}

void AddRank(EventStretch& stretch, std::int64_t rank) {
  if (rank == 0 && stretch.rank.empty()) return;
  stretch.rank.resize(stretch.at.size() - 1, 0);
  stretch.rank.push_back(rank);
}

/// The rows of all stretches as one sequence in the order of identity: `visit(global row, stretch, row)`.
template <typename Visit>
void ForEachInOrder(const std::vector<EventStretch>& stretches, Visit visit) {
  std::uint32_t base = 0;
  for (const EventStretch& stretch : stretches) {
    const auto size = static_cast<std::uint32_t>(stretch.at.size());
    for (std::uint32_t i = 0; i < size; ++i) {
      const std::uint32_t row = stretch.backwards ? size - 1 - i : i;
      visit(base + row, stretch, row);
    }
    base += size;
  }
}

std::size_t GroupOf(const EventStretch& stretch, std::uint32_t row, bool account) {
  return account ? 0 : stretch.position[row];
}

/// Global rows grouped by contact, in the order of identity within each.
struct Grouping {
  std::vector<std::uint32_t> offsets, order;
};

Grouping GroupByContact(const std::vector<EventStretch>& stretches, std::size_t groups, bool account) {
  Grouping grouping;
  grouping.offsets.resize(groups + 1);
  ForEachInOrder(stretches, [&](std::uint32_t, const EventStretch& stretch, std::uint32_t row) {
    ++grouping.offsets[GroupOf(stretch, row, account) + 1];
  });
  std::partial_sum(grouping.offsets.begin(), grouping.offsets.end(), grouping.offsets.begin());
  std::vector<std::uint32_t> next(grouping.offsets.begin(), grouping.offsets.end() - 1);
  grouping.order.resize(grouping.offsets.back());
  ForEachInOrder(stretches, [&](std::uint32_t global, const EventStretch& stretch, std::uint32_t row) {
    grouping.order[next[GroupOf(stretch, row, account)]++] = global;
  });
  return grouping;
}

/// One array of all stretches; frees each as it goes.
template <typename T>
std::vector<T> Concatenate(std::vector<EventStretch>& stretches, std::vector<T> EventStretch::*member) {
  std::vector<T> all = std::move(stretches.front().*member);
  for (std::size_t i = 1; i < stretches.size(); ++i) {
    std::vector<T> part = std::move(stretches[i].*member);
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

bool AnyRank(const std::vector<EventStretch>& stretches) {
  return std::any_of(stretches.begin(), stretches.end(),
                     [](const EventStretch& stretch) { return !stretch.rank.empty(); });
}

/// Sorts each group by (at, rank), keeping the order of identity among equals. Mostly it is sorted already.
void SortGroups(Grouping& grouping, const std::vector<engine::Instant>& at, const std::vector<std::int64_t>& rank) {
  const auto before = [&](std::uint32_t left, std::uint32_t right) {
    if (at[left] != at[right]) return at[left] < at[right];
    return !rank.empty() && rank[left] < rank[right];
  };
  for (std::size_t group = 0; group + 1 < grouping.offsets.size(); ++group) {
    const auto first = grouping.order.begin() + grouping.offsets[group];
    const auto last = grouping.order.begin() + grouping.offsets[group + 1];
    if (!std::is_sorted(first, last, before)) std::stable_sort(first, last, before);
  }
}

engine::Column MissingColumn(engine::ValueType type, std::size_t rows) {
  ColumnStage stage(type);
  stage.Reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) stage.AddMissing();
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  std::vector<ColumnStage> stages;
  stages.push_back(std::move(stage));
  return ColumnStage::Build(stages, order);
}

/// Sorts the groups and fills `at` and `rank`.
void PlaceInstants(std::vector<EventStretch>& stretches, Grouping& grouping, engine::EventColumn& column) {
  if (AnyRank(stretches)) {
    for (EventStretch& stretch : stretches) stretch.rank.resize(stretch.at.size(), 0);
  }
  const std::vector<std::int64_t> rank = Concatenate(stretches, &EventStretch::rank);
  const std::vector<engine::Instant> at = Concatenate(stretches, &EventStretch::at);
  SortGroups(grouping, at, rank);
  column.at = Gather(at, grouping.order);
  if (!rank.empty()) column.rank = Gather(rank, grouping.order);
}

/// Takes property number `index` out of every stretch.
std::vector<ColumnStage> TakeStages(std::vector<EventStretch>& stretches, std::size_t index) {
  std::vector<ColumnStage> stages;
  stages.reserve(stretches.size());
  for (EventStretch& stretch : stretches) stages.push_back(std::move(stretch.properties[index]));
  return stages;
}

}  // namespace

EventStretch ReadEvents(const Database& database, const EventRequest& request, const ContactOrder& order,
                        bool backwards, std::int64_t limit, std::optional<std::int64_t> after,
                        std::optional<std::int64_t> before) {
  EventStretch stretch;
  stretch.backwards = backwards;
  const auto rows = static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 0, request.stored->events));
  const bool account = request.stored->account;
  if (!account) stretch.position.reserve(rows);
  stretch.at.reserve(rows);
  for (const StoredProperty* property : Loaded(request)) stretch.properties.emplace_back(property->type).Reserve(rows);
  Statement statement(database, SelectSql(request, order, backwards, after.has_value(), before.has_value()));
  statement.Bind(1, limit);
  if (after) statement.Bind(2, *after);
  if (before) statement.Bind(3, *before);
  std::int64_t first = 0, last = 0;
  while (statement.Step()) {
    last = statement.Integer(kIdentity);
    if (stretch.at.empty()) first = last;
    if (!account) stretch.position.push_back(order.Checked(statement.Integer(kContact)));
    stretch.at.push_back(statement.Integer(kAt));
    AddRank(stretch, statement.Integer(kRank));
    int column = kFirstProperty;
    for (ColumnStage& property : stretch.properties) property.Add(statement, column++);
  }
  order.ToPositions(stretch.position);
  if (!stretch.rank.empty()) stretch.rank.resize(stretch.at.size(), 0);
  if (!stretch.at.empty()) stretch.first_and_last = {first, last};
  return stretch;
}

engine::EventColumn BuildEvents(const EventRequest& request, std::vector<EventStretch> stretches, std::size_t groups) {
  engine::EventColumn column = EmptyEvents(*request.declared);
  Grouping grouping = GroupByContact(stretches, groups, request.stored->account);
  for (EventStretch& stretch : stretches) stretch.position = {};
  PlaceInstants(stretches, grouping, column);
  std::size_t loaded = 0;
  for (std::size_t i = 0; i < request.declared->properties.size(); ++i) {
    if (i >= request.properties.size() || !request.properties[i]) continue;
    const engine::FieldDeclaration& declared = request.declared->properties[i];
    const bool known = request.stored->FindProperty(declared.name) != nullptr;
    column.properties[i] = known ? ColumnStage::Build(TakeStages(stretches, loaded++), grouping.order)
                                 : MissingColumn(declared.type, grouping.order.size());
    column.properties[i].type = declared.type;
  }
  column.offsets = std::move(grouping.offsets);
  column.imported = request.stored->events > 0;
  return column;
}

engine::EventColumn EmptyEvents(const engine::EventKind& declared) {
  engine::EventColumn column;
  for (const engine::FieldDeclaration& property : declared.properties) {
    engine::Column& empty = column.properties.emplace_back();
    empty.type = property.type;
    empty.dictionary = std::make_shared<engine::Dictionary>();
    empty.sets = std::make_shared<engine::SetDictionary>();
  }
  return column;
}

}  // namespace segue::sqlite
