// Turns the rows of one file into facts; see the header.
#include "adapters/import/row_mapper.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/import/text.h"
#include "unicode/unicode.h"

namespace segue::import {
namespace {

using adapters::FactValue;
using adapters::RowBatch;
using adapters::Status;

std::string Named(const CellSource& source, const std::string& reason) {
  if (source.kind == CellSource::Kind::kConstant) return "the constant \"" + source.text + "\": " + reason;
  return "column \"" + source.text + "\": " + reason;
}

}  // namespace

Status RowMapper::Map(const adapters::RowSource& source, FactBatch& batch) {
  batch_ = &batch;
  for (const RowBatch::Row& row : batch.rows.rows) {
    const FactBatch::Position before = batch.Here();
    std::string reason = MapRow(row, batch);
    if (inconsistent_) {
      return adapters::Error{"", "line " + std::to_string(row.line) + ": " + reason,
                             "split the file by that column, or use `observed: file_time`",
                             adapters::ErrorClass::kFailure};
    }
    const std::int64_t rows = row.fault >= 0 ? batch.rows.faults[static_cast<std::size_t>(row.fault)].rows : row.lines;
    batch.row_count += rows;
    if (reason.empty()) {
      batch.shifted += shifted_;
      continue;
    }
    batch.Rewind(before);
    batch.rejects.push_back({row.line, rows, std::move(reason), source.RowText(batch.rows, row)});
  }
  batch.observed = observed_;
  return adapters::Ok();
}

std::string RowMapper::MapRow(const RowBatch::Row& row, FactBatch& batch) {
  row_ = &row;
  shifted_ = 0;
  if (row.fault >= 0) return batch.rows.faults[static_cast<std::size_t>(row.fault)].reason;
  if (std::string reason = CheckText(row); !reason.empty()) return reason;
  if (std::string reason = ReadObserved(); !reason.empty()) return reason;
  if (mapping_.contact) {
    if (std::string reason = MapContact(batch); !reason.empty()) return reason;
  }
  for (BoundEvent& event : mapping_.events) {
    if (std::string reason = MapEvent(event, batch); !reason.empty()) return reason;
  }
  return {};
}

std::string RowMapper::CheckText(const RowBatch::Row& row) {
  const std::string_view text(batch_->rows.text.data() + row.text_begin, row.text_end - row.text_begin);
  ascii_ = IsAscii(text);
  return TextProblem(text);
}

std::string_view RowMapper::CellText(const CellSource& source) {
  if (source.kind == CellSource::Kind::kConstant) return source.text;
  if (source.kind == CellSource::Kind::kRowNumber) return batch_->Keep(std::to_string(row_->number));
  const adapters::Cell& cell = batch_->rows.cells[row_->first_cell + cell_of_column_[source.column]];
  const std::string_view text = Trimmed(batch_->rows.TextOf(cell));
  if (ascii_ || IsAscii(text)) return text;
  std::string composed = unicode::Nfc(text);
  return composed == text ? text : batch_->Keep(std::move(composed));
}

bool RowMapper::Absent(const CellSource& source) const {
  return source.kind == CellSource::Kind::kColumn &&
         batch_->rows.cells[row_->first_cell + cell_of_column_[source.column]].absent();
}

std::string RowMapper::ReadMoment(const CellSource& source, MomentReader& moments,
                                  std::optional<engine::Instant>& instant) {
  instant.reset();
  const std::string_view cell = CellText(source);
  if (cell.empty()) return {};
  const MomentReader::Answer answer = moments.Read(cell);
  if (answer.reading != Reading::kOk) return Named(source, moments.Complaint(answer.reading, Shown(cell)));
  shifted_ += answer.shifted ? 1 : 0;
  instant = answer.instant;
  return {};
}

std::string RowMapper::ReadObserved() {
  if (!mapping_.snapshot || !mapping_.snapshot->column) return {};
  std::optional<engine::Instant> observed;
  const CellSource& source = *mapping_.snapshot->column;
  if (std::string reason = ReadMoment(source, *mapping_.moments, observed); !reason.empty()) return reason;
  if (!observed) return Named(source, "empty, expected the instant at which the snapshot was taken");
  if (!observed_) observed_ = observed;
  if (*observed_ == *observed) return {};
  inconsistent_ = true;
  return Named(source, "all rows of a snapshot are taken at one instant, but this one differs from the rows above: \"" +
                           Shown(CellText(source)) + "\"");
}

std::string RowMapper::MapContact(FactBatch& batch) {
  key_ = CellText(*mapping_.contact);
  if (key_.empty()) return "no contact: the column \"" + mapping_.contact->text + "\" is empty";
  std::optional<engine::Instant> born, gone;
  if (mapping_.born) {
    if (std::string reason = ReadMoment(*mapping_.born, *mapping_.moments, born); !reason.empty()) return reason;
  }
  if (mapping_.gone) {
    if (std::string reason = ReadMoment(*mapping_.gone, *mapping_.moments, gone); !reason.empty()) return reason;
  }
  fields_at_.reset();
  if (mapping_.fields_at) {
    if (std::string reason = ReadMoment(*mapping_.fields_at, *mapping_.moments, fields_at_); !reason.empty())
      return reason;
  }
  // Events bring their contact with them; every other row says that the contact exists.
  if (mapping_.events.empty() || !mapping_.fields.empty() || born || gone) {
    adapters::ContactFact& fact = batch.AddContact();
    fact = {key_, born, gone};
  }
  std::string reason = mapping_.snapshot ? MapSnapshot(batch) : MapFields(batch);
  if (reason.empty()) reason = MapAliases(batch);
  return reason.empty() ? MapLists(batch) : reason;
}

std::string RowMapper::ReadValue(BoundValue& bound, std::string_view cell, FactValue& value) {
  cell = bound.replacements->Replace(cell);
  if (cell.empty()) {
    value = std::monostate();
    return {};
  }
  std::string reason = bound.reader->Read(cell, value, shifted_);
  return reason.empty() ? reason : Named(bound.source, reason);
}

std::string RowMapper::MapFields(FactBatch& batch) {
  for (BoundField& field : mapping_.fields) {
    if (Absent(field.value.source)) continue;
    const FactBatch::Position before = batch.Here();
    adapters::FieldFact& fact = batch.AddField();
    fact.key = key_;
    fact.field = field.field;
    fact.at = fields_at_;
    if (std::string reason = ReadValue(field.value, CellText(field.value.source), fact.value); !reason.empty())
      return reason;
    if (!mapping_.blank_clears && std::holds_alternative<std::monostate>(fact.value)) batch.Rewind(before);
  }
  return {};
}

std::string RowMapper::MapSnapshot(FactBatch& batch) {
  adapters::SnapshotRow& row = batch.AddSnapshotRow();
  row.key = key_;
  row.dates_at = fields_at_;
  for (BoundField& field : mapping_.fields) {
    if (Absent(field.value.source)) continue;
    const FactBatch::Position before = batch.Here();
    auto& [id, value] = batch.AddSnapshotValue();
    id = field.field;
    if (std::string reason = ReadValue(field.value, CellText(field.value.source), value); !reason.empty())
      return reason;
    if (!mapping_.blank_clears && std::holds_alternative<std::monostate>(value)) batch.Rewind(before);
  }
  return {};
}

bool RowMapper::Accepts(const BoundEvent& event) {
  return std::all_of(event.when.begin(), event.when.end(),
                     [&](const BoundWhen& when) { return when.words.Accept(CellText(when.source)); });
}

std::string RowMapper::MapEvent(BoundEvent& event, FactBatch& batch) {
  if (!Accepts(event)) return {};
  std::optional<engine::Instant> at;
  if (std::string reason = ReadMoment(event.at, *event.moments, at); !reason.empty()) return reason;
  if (!at) {
    return mapping_.only_one_event() ? Named(event.at, "empty, expected the instant of the event") : std::string();
  }
  adapters::EventFact& fact = batch.AddEvent();
  fact.key = key_;
  fact.kind = event.kind;
  fact.at = *at;
  fact.id.reset();
  if (event.id) {
    const std::string_view id = CellText(*event.id);
    if (!id.empty()) fact.id = id;
  }
  fact.rank = 0;
  if (event.order) {
    const std::string_view rank = CellText(*event.order);
    const auto [end, error] = std::from_chars(rank.data(), rank.data() + rank.size(), fact.rank);
    if (!rank.empty() && (error != std::errc() || end != rank.data() + rank.size())) {
      return Named(*event.order, "expected a whole number to order by, found \"" + Shown(rank) + "\"");
    }
  }
  return MapProperties(event, batch);
}

std::string RowMapper::MapProperties(BoundEvent& event, FactBatch& batch) {
  for (std::optional<BoundValue>& property : event.properties) {
    FactValue& value = batch.AddEventValue();
    if (!property) {
      value = std::monostate();
    } else if (std::string reason = ReadValue(*property, CellText(property->source), value); !reason.empty()) {
      return reason;
    }
  }
  return {};
}

std::string RowMapper::MapAliases(FactBatch& batch) {
  for (const CellSource& source : mapping_.aliases) {
    const std::string_view alias = CellText(source);
    if (!alias.empty() && alias != key_) batch.AddAlias() = {key_, alias};
  }
  return {};
}

std::string RowMapper::MapLists(FactBatch& batch) {
  for (const BoundList& list : mapping_.lists) {
    const std::string_view cell = CellText(list.source);
    if (cell.empty()) continue;
    adapters::ListFact fact{key_, list.list, observed_, true};
    if (const std::optional<bool> flag = mapping_.flags->Read(cell)) {
      fact.member = *flag;
    } else if (std::string reason = ReadMoment(list.source, *mapping_.moments, fact.joined); !reason.empty()) {
      return reason;
    }
    batch.AddList() = fact;
  }
  return {};
}

}  // namespace segue::import
