// Sorting and thinning of field values.

#include "adapters/sqlite/field_loader.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

namespace segue::sqlite {
namespace {

void AddRow(FieldRows& rows, const Statement& statement, engine::Instant at, const ContactOrder& order,
            const FileRanks& files) {
  const std::int64_t identity = statement.Integer(0);
  const std::uint32_t position = order.PositionOf(identity);
  const auto id = static_cast<ContactId>(identity);
  rows.position.push_back(position);
  rows.at.push_back(at);
  rows.rank.push_back({files.Of(statement.Integer(1)), order.surviving[position] == id, order.key_rank[id]});
  rows.values.Add(statement, 2);
}

/// Rows by contact, instant and rank, without those that have no place.
std::vector<std::uint32_t> Sorted(const FieldRows& rows) {
  std::vector<std::uint32_t> order;
  order.reserve(rows.at.size());
  for (std::uint32_t row = 0; row < rows.at.size(); ++row) {
    if (rows.position[row] != kNoPosition) order.push_back(row);
  }
  const auto before = [&](std::uint32_t left, std::uint32_t right) {
    return std::tie(rows.position[left], rows.at[left], rows.rank[left]) <
           std::tie(rows.position[right], rows.at[right], rows.rank[right]);
  };
  if (!std::is_sorted(order.begin(), order.end(), before)) std::sort(order.begin(), order.end(), before);
  return order;
}

/// One row per instant, the last; none that repeats the value before it, and none that clears what was never set.
std::vector<std::uint32_t> Changes(const FieldRows& rows, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> changes;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t row = order[i];
    const bool last_of_instant = i + 1 == order.size() || rows.position[order[i + 1]] != rows.position[row] ||
                                 rows.at[order[i + 1]] != rows.at[row];
    if (!last_of_instant) continue;
    const bool first = changes.empty() || rows.position[changes.back()] != rows.position[row];
    const bool repeats = first ? rows.values.IsMissing(row) : rows.values.SameValue(changes.back(), row);
    if (!repeats) changes.push_back(row);
  }
  return changes;
}

}  // namespace

FileRanks FileRanks::Read(const Database& database) {
  FileRanks ranks;
  Statement statement(database,
                      "SELECT import_file.id, dense_rank() OVER (ORDER BY import.name, import_file.file) "
                      "FROM import_file JOIN import ON import.id = import_file.import");
  while (statement.Step()) {
    const auto id = static_cast<std::size_t>(statement.Integer(0));
    if (ranks.rank_.size() <= id) ranks.rank_.resize(id + 1);
    ranks.rank_[id] = static_cast<std::uint32_t>(statement.Integer(1));
  }
  return ranks;
}

std::uint32_t FileRanks::Of(std::int64_t import_file) const {
  const auto id = static_cast<std::size_t>(import_file);
  return id < rank_.size() ? rank_[id] : 0;
}

void ReadStatedValues(const Database& database, std::int64_t field, const ContactOrder& order, const FileRanks& files,
                      FieldRows& rows, const std::vector<ContactId>& only) {
  const std::string contacts = only.empty() ? order.And("contact") : AndOneOf("contact", only);
  Statement undated(database, "SELECT contact, import_file, value FROM field_value WHERE field = ?" + contacts);
  undated.Bind(1, field);
  while (undated.Step()) AddRow(rows, undated, engine::kAlways, order, files);
  Statement dated(database, "SELECT contact, import_file, value, at FROM field_change WHERE field = ?" + contacts);
  dated.Bind(1, field);
  while (dated.Step()) AddRow(rows, dated, dated.Integer(3), order, files);
}

engine::FieldColumn BuildField(FieldRows rows, std::size_t contacts) {
  engine::FieldColumn column;
  const std::vector<std::uint32_t> order = Changes(rows, Sorted(rows));
  std::vector<std::uint32_t> offsets(contacts + 1);
  std::vector<engine::Instant> at;
  at.reserve(order.size());
  for (const std::uint32_t row : order) {
    ++offsets[rows.position[row] + 1];
    at.push_back(rows.at[row]);
  }
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  if (!order.empty()) column.offsets = std::move(offsets);
  column.at = std::move(at);
  std::vector<ColumnStage> stages;
  stages.push_back(std::move(rows.values));
  column.value = ColumnStage::Build(stages, order);
  return column;
}

}  // namespace segue::sqlite
