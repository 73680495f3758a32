// JSON lines as rows; see the header.
#include "adapters/json/json_reader.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

namespace segue::json {
namespace {

using adapters::Cell;
using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;
using adapters::RowBatch;

constexpr std::size_t kChunkBytes = std::size_t{256} * 1024;
constexpr std::size_t kLongestLine = std::size_t{64} << 20;

/// Takes the wanted members out of one object as the parser meets them: no tree is built.
class CellCollector final : public nlohmann::json_sax<nlohmann::json> {
 public:
  CellCollector(const std::vector<std::string>& columns, char decimal, std::string& text, std::span<Cell> cells)
      : columns_(columns), decimal_(decimal), text_(text), cells_(cells) {}

  /// Why the line is no row, or empty text.
  std::string problem;

  bool null() override { return Put(""); }
  bool boolean(bool value) override { return Put(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return PutNumber(value); }
  bool number_unsigned(number_unsigned_t value) override { return PutNumber(value); }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    if (decimal_ == '.') return Put(written);
    std::string number = written;
    std::replace(number.begin(), number.end(), '.', decimal_);
    return Put(number);
  }
  bool string(string_t& value) override { return array_depth_ > 0 ? PutItem(Quoted(value)) : Put(value); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override {
    if (array_depth_ > 0) return RefuseNesting();
    if (const std::size_t column = Find(); column < columns_.size() && !bases_.empty()) {
      return Refuse("\"" + columns_[column] + "\" is an object; name one of its parts, such as " + columns_[column] +
                    ".id");
    }
    bases_.push_back(path_.size());
    return true;
  }
  bool end_object() override {
    if (array_depth_ > 0) return true;
    path_.resize(bases_.back());
    bases_.pop_back();
    return true;
  }
  bool key(string_t& name) override {
    if (array_depth_ > 0) return true;
    path_.resize(bases_.back());
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return true;
  }
  bool start_array(std::size_t /*size*/) override {
    if (bases_.empty()) return Refuse("expected a JSON object, found an array");
    if (array_depth_ > 0 && !RefuseNesting()) return false;
    if (array_depth_++ == 0) {
      array_column_ = Find();
      array_ = "[";
    }
    return true;
  }
  bool end_array() override {
    if (--array_depth_ > 0 || array_column_ == columns_.size()) return true;
    return Store(array_column_, array_ + "]");
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& /*exception*/) override {
    return Refuse("this is not a JSON object: it breaks off or is wrong at character " + std::to_string(position));
  }

 private:
  std::size_t Find() const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), path_) - columns_.begin());
  }

  bool Put(std::string_view value) {
    if (bases_.empty()) return Refuse("expected a JSON object, found a single value");
    if (array_depth_ > 0) return value.empty() ? true : PutItem(value);
    return Store(Find(), value);
  }
  template <typename Number>
  bool PutNumber(Number value) {
    char digits[24];
    return Put(
        std::string_view(digits, static_cast<std::size_t>(std::to_chars(digits, digits + 24, value).ptr - digits)));
  }
  bool PutItem(std::string_view item) {
    if (array_column_ == columns_.size()) return true;
    if (array_.size() > 1) array_ += ',';
    array_ += item;
    return true;
  }
  static std::string Quoted(const std::string& value) { return nlohmann::json(value).dump(); }

  bool Store(std::size_t column, std::string_view value) {
    if (column == columns_.size()) return true;
    cells_[column] = {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(value.size())};
    text_ += value;
    return true;
  }
  /// Arrays in arrays and objects in arrays matter only where the mapping wants them.
  bool RefuseNesting() {
    if (array_column_ == columns_.size()) return true;
    return Refuse("\"" + columns_[array_column_] + "\" is a nested array; a list of texts was expected");
  }
  bool Refuse(std::string reason) {
    if (problem.empty()) problem = std::move(reason);
    return false;
  }

  const std::vector<std::string>& columns_;
  char decimal_;
  std::string& text_;
  std::span<Cell> cells_;
  std::string path_;
  std::vector<std::size_t> bases_;  // the path's length at each open object
  int array_depth_ = 0;
  std::size_t array_column_ = 0;
  std::string array_;
};

}  // namespace

JsonReader::JsonReader(std::unique_ptr<adapters::ByteSource> bytes, std::vector<std::string> columns, char decimal)
    : bytes_(std::move(bytes)),
      columns_(std::move(columns)),
      decimal_(decimal),
      seen_(columns_.size()),
      chunk_(kChunkBytes) {}

Result<bool> JsonReader::Read(RowBatch& batch) {
  batch.Clear();
  while (!ended_ && batch.rows.empty()) {
    Result<std::size_t> count = bytes_->Read(chunk_);
    if (!count) return count.error();
    ended_ = *count == 0;
    AddLines(std::string_view(chunk_.data(), *count), batch);
    if (ended_ && !pending_.empty()) AddLine(pending_, batch);
    if (pending_.size() > kLongestLine) {
      return Error{"", "line " + std::to_string(line_ + 1) + " is longer than 64 MiB",
                   "one object per line is expected", ErrorClass::kFailure};
    }
  }
  if (!batch.rows.empty() && batch.rows.front().number == 1 && RowText(batch, batch.rows.front()).starts_with('[')) {
    return Error{"", "it is a JSON array; one object per line (JSON lines) is expected",
                 "convert it, for instance with: jq -c '.[]' FILE > FILE.jsonl", ErrorClass::kFailure};
  }
  return !batch.rows.empty();
}

void JsonReader::AddLines(std::string_view chunk, RowBatch& batch) {
  for (std::size_t end = chunk.find('\n'); end != std::string_view::npos; end = chunk.find('\n')) {
    if (pending_.empty()) {
      AddLine(chunk.substr(0, end), batch);
    } else {
      AddLine(pending_.append(chunk.substr(0, end)), batch);
      pending_.clear();
    }
    chunk.remove_prefix(end + 1);
  }
  pending_.append(chunk);
}

void JsonReader::AddLine(std::string_view line, RowBatch& batch) {
  ++line_;
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  const auto written = static_cast<std::uint32_t>(batch.text.size());
  batch.text += line;
  RowBatch::Row row;
  row.line = line_;
  row.number = ++number_;
  row.first_cell = static_cast<std::uint32_t>(batch.cells.size());
  row.cell_count = static_cast<std::uint32_t>(columns_.size());
  row.text_begin = static_cast<std::uint32_t>(batch.text.size());
  batch.cells.resize(batch.cells.size() + columns_.size(), Cell{Cell::kAbsent, 0});
  CellCollector collector(columns_, decimal_, batch.text, std::span(batch.cells).subspan(row.first_cell));
  const bool read = nlohmann::json::sax_parse(line.begin(), line.end(), &collector);
  row.text_end = static_cast<std::uint32_t>(batch.text.size());
  if (!read) {
    row.fault = static_cast<std::int32_t>(batch.faults.size());
    batch.faults.push_back({std::move(collector.problem), 1});
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!batch.cells[row.first_cell + i].absent()) seen_[i] = true;
  }
  // The line as written stands behind the row's cells.
  batch.cells.push_back({written, static_cast<std::uint32_t>(line.size())});
  batch.rows.push_back(row);
}

std::string JsonReader::RowText(const RowBatch& batch, const RowBatch::Row& row) const {
  std::string text(batch.TextOf(batch.cells[row.first_cell + row.cell_count]));
  while (text.ends_with('\r')) text.pop_back();
  return text;
}

std::vector<std::string> JsonReader::NeverSeen() const {
  std::vector<std::string> never;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!seen_[i]) never.push_back(columns_[i]);
  }
  return never;
}

}  // namespace segue::json
