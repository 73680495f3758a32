// The groups of a file as rows; see the header.
#include "adapters/import/grouped_rows.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "adapters/csv/csv_reader.h"
#include "adapters/import/arithmetic.h"
#include "adapters/import/text.h"
#include "adapters/project/project.h"
#include "unicode/unicode.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Ok;
using adapters::Result;
using adapters::RowBatch;
using adapters::Status;

constexpr char kKeySeparator = '\x1f';
constexpr std::size_t kRowsOfBatch = 4096;
/// What the containers need for a group besides its key, about.
constexpr std::size_t kGroupOverhead = 64;
constexpr int kMoneyDecimals = 4;

std::size_t CountGatherers(const GroupPlan& plan) {
  std::size_t count = 0;
  for (const GroupCell& cell : plan.cells) count += cell.formula.gatherers.size();
  return count;
}

Status LostLines(const RowBatch::Row& row, const RowBatch::Fault& fault) {
  return Error{"", "line " + std::to_string(row.line) + ": " + fault.reason + "; groups may lack lines",
               "correct that line and import again", ErrorClass::kFailure};
}

}  // namespace

GroupedRows::GroupedRows(std::unique_ptr<adapters::RowSource> lines, const GroupPlan& plan,
                         std::vector<std::size_t> cell_of_input, std::size_t most_bytes)
    : lines_(std::move(lines)),
      plan_(plan),
      cell_of_input_(std::move(cell_of_input)),
      most_bytes_(most_bytes),
      gatherers_(CountGatherers(plan)),
      cells_(plan.inputs.size()) {
  if (lines_->Columns().empty()) return;
  for (const GroupCell& cell : plan.cells) columns_.push_back(cell.formula.text);
}

Result<bool> GroupedRows::Read(RowBatch& batch) {
  batch.Clear();
  if (!whole_) {
    if (Status status = Gather(); !status) return status.error();
    whole_ = true;
  }
  while (emitted_alone_ < alone_.size() && batch.rows.size() < kRowsOfBatch) {
    const Fault& fault = faults_[alone_[emitted_alone_++]];
    EmitFault(fault, 1, batch);
  }
  while (emitted_ < groups_.size() && batch.rows.size() < kRowsOfBatch) Emit(emitted_++, batch);
  return !batch.rows.empty();
}

Status GroupedRows::Gather() {
  RowBatch batch;
  for (;;) {
    Result<bool> more = lines_->Read(batch);
    if (!more) return more.error();
    if (!*more) return Ok();
    for (const RowBatch::Row& row : batch.rows) {
      if (Status status = AddLine(batch, row); !status) return status;
    }
  }
}

Status GroupedRows::AddLine(const RowBatch& batch, const RowBatch::Row& row) {
  std::string reason;
  if (row.fault >= 0) {
    const RowBatch::Fault& fault = batch.faults[static_cast<std::size_t>(row.fault)];
    if (fault.rows > 1) return LostLines(row, fault);
    reason = fault.reason;
  } else {
    reason = TextProblem(std::string_view(batch.text).substr(row.text_begin, row.text_end - row.text_begin));
  }
  ReadCells(batch, row);
  Group* group = FindGroup(row);
  if (group == nullptr) {
    if (reason.empty()) reason = "no group: the column \"" + plan_.inputs[plan_.key.front()].column + "\" is empty";
    alone_.push_back(faults_.size());
    faults_.push_back({row.line, std::move(reason), lines_->RowText(batch, row)});
    return Ok();
  }
  ++group->lines;
  if (group->fault >= 0) return Ok();
  if (reason.empty()) reason = AddToGroup(group_of_key_[key_], row.line);
  if (!reason.empty()) {
    group->fault = static_cast<std::int32_t>(faults_.size());
    faults_.push_back({row.line, std::move(reason), lines_->RowText(batch, row)});
  }
  if (bytes_ <= most_bytes_) return Ok();
  return Error{"",
               "its groups do not fit into memory: after " + std::to_string(groups_.size()) + " groups more than " +
                   std::to_string(most_bytes_ >> 20U) + " MiB are needed",
               "split the file, for example by month, so that the lines of a group stay together",
               ErrorClass::kFailure};
}

void GroupedRows::ReadCells(const RowBatch& batch, const RowBatch::Row& row) {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const GroupInput& input = plan_.inputs[i];
    if (input.column == project::kRowNumber) {
      cells_[i] = std::to_string(row.number);
      continue;
    }
    const bool there = cell_of_input_[i] < row.cell_count;
    std::string_view text =
        there ? Trimmed(batch.TextOf(batch.cells[row.first_cell + cell_of_input_[i]])) : std::string_view();
    if (IsAscii(text)) {
      cells_[i] = input.replacements->Replace(text);
    } else {
      cells_[i] = input.replacements->Replace(unicode::FindInvalidUtf8(text) ? std::string() : unicode::Nfc(text));
    }
  }
}

GroupedRows::Group* GroupedRows::FindGroup(const RowBatch::Row& row) {
  key_.clear();
  for (const std::size_t input : plan_.key) {
    if (cells_[input].empty()) return nullptr;
    if (!key_.empty()) key_ += kKeySeparator;
    key_ += cells_[input];
  }
  const auto [found, added] = group_of_key_.emplace(key_, groups_.size());
  if (added) {
    groups_.push_back({&found->first, row.line, row.number, 0, -1});
    gathered_.resize(gathered_.size() + gatherers_);
    bytes_ += sizeof(Group) + gatherers_ * sizeof(Gathered) + sizeof(std::string) + key_.size() + kGroupOverhead;
  }
  return &groups_[found->second];
}

bool GroupedRows::Fits(std::optional<std::size_t> condition) const {
  if (!condition) return true;
  const LineCondition& words = plan_.conditions[*condition];
  return std::all_of(words.begin(), words.end(),
                     [&](const auto& column) { return column.second.Accept(cells_[column.first]); });
}

std::string GroupedRows::AddToGroup(std::size_t group, std::int64_t line) {
  std::size_t at = group * gatherers_;
  for (const GroupCell& cell : plan_.cells) {
    const bool fits = Fits(cell.condition);
    for (const Gatherer& gatherer : cell.formula.gatherers) {
      Gathered& gathered = gathered_[at++];
      if (!fits) continue;
      const std::size_t before = gathered.extra_bytes();
      if (std::string reason = AddGathered(cell, gatherer, gathered, line); !reason.empty()) return reason;
      bytes_ += gathered.extra_bytes() - before;
    }
  }
  return {};
}

std::string GroupedRows::AddGathered(const GroupCell& cell, const Gatherer& gatherer, Gathered& gathered,
                                     std::int64_t line) {
  if (gatherer.argument.empty()) {
    gathered.AddCount();
    return {};
  }
  const std::string& first = cells_[cell.inputs[gatherer.columns.front()]];
  const bool copies = cell.formula.copies();
  const bool counts = gatherer.gathering == Gathering::kCount || gatherer.gathering == Gathering::kDistinct;
  if (copies || counts) {
    if (first.empty()) return {};
    if (gatherer.gathering == Gathering::kCount) gathered.AddCount();
    if (gatherer.gathering == Gathering::kDistinct) gathered.AddDistinct(first);
    if (counts) return {};
    std::string reason = gathered.AddCopy(cell, gatherer, {first, line});
    const bool named = reason.empty() || reason.starts_with("column ");
    return named ? reason : "column \"" + cell.formula.columns.front() + "\": " + reason;
  }
  std::optional<Exact> number;
  if (std::string reason = Evaluate(cell, gatherer, number); !reason.empty()) return reason;
  return number ? gathered.AddNumber(gatherer, *number, line) : std::string();
}

std::string GroupedRows::Evaluate(const GroupCell& cell, const Gatherer& gatherer, std::optional<Exact>& result) const {
  const auto text_of = [&](std::size_t column) -> const std::string& { return cells_[cell.inputs[column]]; };
  const auto is_empty = [&](std::size_t column) { return text_of(column).empty(); };
  const auto& columns = gatherer.columns;
  if (std::all_of(columns.begin(), columns.end(), is_empty)) return {};
  std::vector<Exact> operands(cell.formula.columns.size());
  for (const std::size_t column : columns) {
    const std::string& name = cell.formula.columns[column];
    if (is_empty(column)) return "column \"" + name + "\": empty, expected a number for " + gatherer.text;
    const GroupInput& input = plan_.inputs[cell.inputs[column]];
    std::optional<Decimal> amount;
    if (std::string reason = ReadAmount(text_of(column), plan_.decimal, cell.currency, amount); !reason.empty()) {
      return "column \"" + name + "\": " + reason;
    }
    operands[column] = ToExact(*amount);
    if (!input.factor) continue;
    const std::optional<Exact> scaled = Multiply(operands[column], ToExact(*input.factor));
    if (!scaled) return gatherer.text + " is too large to be exact";
    operands[column] = *scaled;
  }
  result = Compute(gatherer.argument, operands);
  return result ? std::string() : gatherer.text + " is too large to be exact";
}

void GroupedRows::EmitFault(const Fault& fault, std::int64_t rows, RowBatch& batch) const {
  RowBatch::Row row;
  row.line = fault.line;
  row.fault = static_cast<std::int32_t>(batch.faults.size());
  row.first_cell = static_cast<std::uint32_t>(batch.cells.size());
  // The line as it stands in the file, for RowText.
  batch.cells.push_back({static_cast<std::uint32_t>(batch.text.size()), static_cast<std::uint32_t>(fault.text.size())});
  batch.text += fault.text;
  batch.faults.push_back({fault.reason, rows});
  batch.rows.push_back(row);
}

void GroupedRows::Emit(std::size_t index, RowBatch& batch) {
  const Group& group = groups_[index];
  if (group.fault >= 0) {
    Fault fault = faults_[static_cast<std::size_t>(group.fault)];
    if (group.lines > 1) fault.reason += "; with it all " + std::to_string(group.lines) + " lines of " + NameOf(group);
    return EmitFault(fault, group.lines, batch);
  }
  RowBatch::Row row;
  row.line = group.line;
  row.number = group.number;
  row.lines = group.lines;
  row.first_cell = static_cast<std::uint32_t>(batch.cells.size());
  row.cell_count = static_cast<std::uint32_t>(plan_.cells.size());
  row.text_begin = static_cast<std::uint32_t>(batch.text.size());
  std::size_t at = index * gatherers_;
  std::string problem;
  for (const GroupCell& cell : plan_.cells) {
    const std::string text = CellOf(cell, at, problem);
    batch.cells.push_back({static_cast<std::uint32_t>(batch.text.size()), static_cast<std::uint32_t>(text.size())});
    batch.text += text;
    at += cell.formula.gatherers.size();
  }
  row.text_end = static_cast<std::uint32_t>(batch.text.size());
  if (!problem.empty()) {
    row.fault = static_cast<std::int32_t>(batch.faults.size());
    batch.faults.push_back({std::move(problem), group.lines});
  }
  batch.rows.push_back(row);
}

std::string GroupedRows::CellOf(const GroupCell& cell, std::size_t first_gathered, std::string& problem) const {
  const auto& gatherers = cell.formula.gatherers;
  const bool counts_lines = std::any_of(gatherers.begin(), gatherers.end(),
                                        [](const auto& each) { return each.gathering == Gathering::kCount; });
  bool any = counts_lines;
  std::vector<Exact> operands;
  for (std::size_t i = 0; i < gatherers.size(); ++i) {
    const Gathered& gathered = gathered_[first_gathered + i];
    any = any || !gathered.empty();
    if (!gathered.empty() && cell.formula.copies()) return gathered.text();
    operands.push_back(gathered.empty() ? Exact{} : gathered.number(gatherers[i]));
  }
  if (!any) return {};
  const int decimals = cell.currency ? kMoneyDecimals : std::numeric_limits<std::int16_t>::max();
  const std::optional<Exact> value = Compute(cell.formula.value, operands);
  std::optional<std::string> text = value ? ToText(*value, decimals) : std::nullopt;
  if (!text) problem = cell.formula.text + " is too large to be exact";
  return text.value_or("");
}

std::string GroupedRows::NameOf(const Group& group) const {
  std::string name = "\"";
  for (const char c : *group.key) {
    if (c == kKeySeparator)
      name += "\", \"";
    else
      name += c;
  }
  return name + "\"";
}

std::string GroupedRows::RowText(const RowBatch& batch, const RowBatch::Row& row) const {
  if (row.cell_count == 0) return std::string(batch.TextOf(batch.cells[row.first_cell]));
  std::string text;
  for (const adapters::Cell& cell : batch.CellsOf(row)) {
    if (!text.empty()) text += ',';
    csv::AppendQuoted(batch.TextOf(cell), ',', text);
  }
  return text;
}

}  // namespace segue::import
