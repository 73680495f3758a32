// The groups of a file as rows (`group by: invoice`): reads the whole file, gathers each group's cells from its lines,
// which need not stand together, and gives one row per group in the order of their first lines.
//
// Memory: 64 bytes for each group and each function of the formulas, some 150 bytes for the group itself, and texts
// that are longer than 15 bytes. A file that would need more than `most_bytes` is refused.
//
// A line that cannot be read spoils its group: half an invoice would be a wrong sum. The group is one reject, with the
// line and its reason, and counts with all its lines.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/import/gathered.h"
#include "adapters/import/group_plan.h"
#include "adapters/rows.h"

namespace segue::import {

class GroupedRows final : public adapters::RowSource {
 public:
  /// `cell_of_input`: for each of the plan's inputs the cell of a line that holds it (void for `#row`). `plan` must
  /// live as long as this.
  GroupedRows(std::unique_ptr<adapters::RowSource> lines, const GroupPlan& plan, std::vector<std::size_t> cell_of_input,
              std::size_t most_bytes);

  /// One for each of the plan's cells.
  const std::vector<std::string>& Columns() const override { return columns_; }
  adapters::Result<bool> Read(adapters::RowBatch& batch) override;
  std::string RowText(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row) const override;
  std::uint64_t Position() const override { return lines_->Position(); }

 private:
  struct Group {
    const std::string* key = nullptr;  // cells with kKeySeparator between them
    std::int64_t line = 0, number = 0;
    std::int64_t lines = 0;
    std::int32_t fault = -1;
  };
  struct Fault {
    std::int64_t line = 0;
    std::string reason, text;
  };

  adapters::Status Gather();
  adapters::Status AddLine(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row);
  /// The line's cells, in NFC and without blanks; empty ones where a line that cannot be read has none.
  void ReadCells(const adapters::RowBatch& batch, const adapters::RowBatch::Row& row);
  /// Null when a part of the key is empty.
  Group* FindGroup(const adapters::RowBatch::Row& row);
  std::string AddToGroup(std::size_t group, std::int64_t line);
  std::string AddGathered(const GroupCell& cell, const Gatherer& gatherer, Gathered& gathered, std::int64_t line);
  /// Empty when the cells that the argument reads are all empty.
  std::string Evaluate(const GroupCell& cell, const Gatherer& gatherer, std::optional<Exact>& result) const;
  bool Fits(std::optional<std::size_t> condition) const;

  void Emit(std::size_t group, adapters::RowBatch& batch);
  void EmitFault(const Fault& fault, std::int64_t rows, adapters::RowBatch& batch) const;
  std::string CellOf(const GroupCell& cell, std::size_t first_gathered, std::string& problem) const;
  std::string NameOf(const Group& group) const;

  std::unique_ptr<adapters::RowSource> lines_;
  const GroupPlan& plan_;
  std::vector<std::size_t> cell_of_input_;
  std::vector<std::string> columns_;
  std::size_t most_bytes_;
  std::size_t gatherers_ = 0;  // of all cells

  std::unordered_map<std::string, std::size_t> group_of_key_;
  std::deque<Group> groups_;
  std::deque<Gathered> gathered_;  // gatherers_ for each group
  std::vector<Fault> faults_;
  std::vector<std::size_t> alone_;  // faults of lines without a group
  std::size_t bytes_ = 0;

  std::vector<std::string> cells_;  // of the line under way, by input
  std::string key_;
  bool whole_ = false;  // the file has been read
  std::size_t emitted_ = 0, emitted_alone_ = 0;
};

}  // namespace segue::import
