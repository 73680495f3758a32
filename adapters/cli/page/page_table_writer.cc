// See page_table_writer.h.
#include "adapters/cli/page/page_table_writer.h"

namespace segue::cli {

void PageTableWriter::Begin(const std::vector<OutputColumn>& columns) {
  for (const OutputColumn& column : columns) table_.columns.push_back({column.name, column.number, column.key});
}

void PageTableWriter::Row(std::span<const Value> values) {
  std::vector<html::TableCell>& cells = table_.rows.emplace_back();
  for (const Value& value : values) {
    if (std::holds_alternative<std::monostate>(value)) {
      cells.push_back({reader_.Say(Phrase::kNoValue), "", true});
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      cells.push_back({std::string(*text)});
    } else if (const auto* moment = std::get_if<Moment>(&value)) {
      cells.push_back({reader_.Moment(moment->at)});
    } else {
      cells.push_back({reader_.Figure(value)});
    }
  }
}

}  // namespace segue::cli
