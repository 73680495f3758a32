// A CSV file as rows; see the header.
#include "adapters/csv/csv_reader.h"

#include <algorithm>
#include <utility>

#include "unicode/unicode.h"

namespace segue::csv {
namespace {

using adapters::ByteSource;
using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;
using adapters::RowBatch;

constexpr std::size_t kChunkBytes = std::size_t{256} * 1024;
constexpr std::size_t kLongestHeader = std::size_t{4} * 1024 * 1024;

Error Problem(std::string problem, std::string advice) {
  return {"", std::move(problem), std::move(advice), ErrorClass::kFailure};
}

/// Files that are no CSV at all are told apart before their bytes turn into a riddle about columns.
std::optional<Error> NotCsv(std::string_view sample) {
  if (sample.starts_with("PK\x03\x04")) {
    return Problem("it is an Excel workbook or a zip archive, not a CSV file",
                   "save it as CSV (UTF-8) and import that");
  }
  if (sample.substr(0, sample.find('\n')).find('\0') != std::string_view::npos) {
    return Problem("it holds NUL bytes where the header was expected", "if it is UTF-16, add `encoding: UTF-16LE`");
  }
  return std::nullopt;
}

std::optional<Error> BadHeader(const Header& header) {
  for (const std::string& name : header.columns) {
    if (!unicode::FindInvalidUtf8(name)) continue;
    return Problem("line " + std::to_string(header.line) + ": the header is not UTF-8 text",
                   "name its encoding in the mapping, for files from Excel `encoding: windows-1252`");
  }
  return std::nullopt;
}

/// More of the file behind `sample`; false at the end.
Result<bool> Extend(ByteSource& bytes, std::string& sample) {
  const std::size_t have = sample.size();
  sample.resize(have + kChunkBytes);
  Result<std::size_t> count = bytes.Read(std::span(sample).subspan(have));
  sample.resize(have + (count ? *count : 0));
  if (!count) return count.error();
  return *count > 0;
}

}  // namespace

Result<std::unique_ptr<CsvReader>> CsvReader::Open(std::unique_ptr<ByteSource> bytes,
                                                   const std::vector<std::string>& wanted,
                                                   std::optional<char> delimiter) {
  std::string sample;
  bool whole = false;
  while (!whole && sample.size() < kChunkBytes) {
    Result<bool> more = Extend(*bytes, sample);
    if (!more) return more.error();
    whole = !*more;
  }
  if (std::optional<Error> error = NotCsv(sample)) return *error;
  std::optional<Header> header = FindHeader(sample, whole, wanted, delimiter);
  while (!header && !whole && sample.size() < kLongestHeader) {
    Result<bool> more = Extend(*bytes, sample);
    if (!more) return more.error();
    whole = !*more;
    header = FindHeader(sample, whole, wanted, delimiter);
  }
  if (!header && !whole)
    return Problem("its first line is longer than 4 MiB", "check that it is a CSV file with a header");
  if (!header) header = Header{};
  if (std::optional<Error> error = BadHeader(*header)) return *error;
  return std::unique_ptr<CsvReader>(new CsvReader(std::move(bytes), std::move(*header), std::move(sample)));
}

CsvReader::CsvReader(std::unique_ptr<ByteSource> bytes, Header header, std::string sample)
    : bytes_(std::move(bytes)),
      header_(std::move(header)),
      splitter_(header_.delimiter),
      sample_(std::move(sample)),
      chunk_(kChunkBytes),
      rows_to_drop_(header_.rows_before + 1) {}

Result<bool> CsvReader::Read(RowBatch& batch) {
  batch.Clear();
  while (!ended_ && batch.rows.empty()) {
    Result<std::string_view> chunk = NextChunk();
    if (!chunk) return chunk.error();
    ended_ = chunk->empty();
    if (ended_) {
      splitter_.Finish(batch);
    } else if (!splitter_.Feed(*chunk, batch)) {
      return Problem("the row that starts in line " + std::to_string(splitter_.line()) + " is longer than 64 MiB",
                     "look for a quotation mark that is never closed");
    }
    DropHeader(batch);
  }
  CheckWidths(batch);
  return !batch.rows.empty();
}

Result<std::string_view> CsvReader::NextChunk() {
  if (!sample_given_) {
    sample_given_ = true;
    if (!sample_.empty()) return std::string_view(sample_);
  }
  sample_ = std::string();
  Result<std::size_t> count = bytes_->Read(chunk_);
  if (!count) return count.error();
  return std::string_view(chunk_.data(), *count);
}

void CsvReader::DropHeader(RowBatch& batch) {
  const auto dropped = std::min<std::int64_t>(rows_to_drop_, static_cast<std::int64_t>(batch.rows.size()));
  batch.rows.erase(batch.rows.begin(), batch.rows.begin() + dropped);
  rows_to_drop_ -= dropped;
}

void CsvReader::CheckWidths(RowBatch& batch) const {
  const std::size_t expected = header_.columns.size();
  for (RowBatch::Row& row : batch.rows) {
    row.number -= header_.rows_before + 1;
    if (row.cell_count == expected || row.fault >= 0) continue;
    row.fault = static_cast<std::int32_t>(batch.faults.size());
    batch.faults.push_back(
        {"expected " + std::to_string(expected) + " cells as in the header, found " + std::to_string(row.cell_count),
         1});
  }
}

std::string CsvReader::RowText(const RowBatch& batch, const RowBatch::Row& row) const {
  std::string text;
  bool first = true;
  for (const adapters::Cell& cell : batch.CellsOf(row)) {
    if (!first) text += header_.delimiter;
    first = false;
    AppendQuoted(batch.TextOf(cell), header_.delimiter, text);
  }
  return text;
}

void AppendQuoted(std::string_view cell, char delimiter, std::string& out) {
  const char special[] = {delimiter, '"', '\n', '\r'};
  if (cell.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace segue::csv
