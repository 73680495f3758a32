// What an unknown CSV file holds; see the header.
#include "adapters/discover/survey.h"

#include <algorithm>
#include <utility>

#include "adapters/csv/bytes.h"
#include "adapters/csv/csv_reader.h"
#include "adapters/import/text.h"
#include "unicode/unicode.h"

namespace segue::discover {
namespace {

using adapters::Error;
using adapters::Result;
using adapters::RowBatch;

constexpr const char* kWindows = "windows-1252";

Error Problem(const std::string& path, std::string problem, std::string advice) {
  return {"looking at " + path, std::move(problem), std::move(advice)};
}

/// Whether the bytes are UTF-8 to the end.
Result<bool> IsUtf8(const std::string& path) {
  auto bytes = csv::OpenBytes(path, std::nullopt);
  if (!bytes) return bytes.error();
  std::string room(std::size_t{1} << 20, '\0');
  std::string text;
  for (;;) {
    Result<std::size_t> count = (*bytes)->Read(room);
    if (!count) return count.error();
    if (*count == 0) return !unicode::FindInvalidUtf8(text).has_value();
    text.append(room, 0, *count);
    // A code point may be cut in two: what stands behind the last line end is looked at next time.
    const std::size_t end = text.rfind('\n');
    if (end == std::string::npos) continue;
    if (unicode::FindInvalidUtf8(std::string_view(text).substr(0, end))) return false;
    text.erase(0, end);
  }
}

class Surveyor {
 public:
  explicit Surveyor(const std::string& path) { survey_.path = path; }

  Result<Survey> Run() {
    Result<bool> utf8 = IsUtf8(survey_.path);
    if (!utf8) return Problem(survey_.path, utf8.error().problem, utf8.error().advice);
    if (!*utf8) survey_.encoding = kWindows;
    if (adapters::Status opened = Open({}); !opened) return opened.error();
    if (adapters::Status names = CheckNames(); !names) return names.error();
    if (adapters::Status looked = LookAtRows(); !looked) return looked.error();
    return std::move(survey_);
  }

 private:
  adapters::Status Open(const std::vector<std::string>& wanted) {
    auto bytes = csv::OpenBytes(survey_.path, survey_.encoding);
    if (!bytes) return Problem(survey_.path, bytes.error().problem, bytes.error().advice);
    auto reader = csv::CsvReader::Open(std::move(*bytes), wanted, std::nullopt);
    if (!reader) return Problem(survey_.path, reader.error().problem, reader.error().advice);
    reader_ = std::move(*reader);
    Result<bool> more = reader_->Read(batch_);
    if (!more) return Problem(survey_.path, more.error().problem, more.error().advice);
    if (!wanted.empty() || batch_.rows.empty()) return adapters::Ok();
    // A title or `sep=;` above the header: then all the rows below it are of another width.
    const bool all_faulty = std::all_of(batch_.rows.begin(), batch_.rows.end(), [&](const RowBatch::Row& row) {
      return row.fault >= 0 && row.cell_count == batch_.rows.front().cell_count;
    });
    if (!all_faulty) return adapters::Ok();
    std::vector<std::string> names;
    for (const adapters::Cell& cell : batch_.CellsOf(batch_.rows.front())) {
      names.push_back(unicode::Nfc(import::Trimmed(batch_.TextOf(cell))));
    }
    return Open(names);
  }

  adapters::Status CheckNames() {
    survey_.columns = reader_->Columns();
    survey_.delimiter = reader_->header().delimiter;
    survey_.header_line = reader_->header().line;
    if (survey_.columns.empty()) {
      return Problem(survey_.path, "it is empty", "give a CSV file whose first line names the columns");
    }
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const std::string& name = survey_.columns[i];
      if (name.empty()) {
        return Problem(
            survey_.path,
            "column " + std::to_string(i + 1) + " has no name in line " + std::to_string(survey_.header_line),
            "give every column a name; the first line of a CSV file holds them");
      }
      if (std::count(survey_.columns.begin(), survey_.columns.end(), name) > 1) {
        return Problem(survey_.path, "two columns are named \"" + name + "\"", "give every column a name of its own");
      }
    }
    survey_.notations.resize(survey_.columns.size());
    return adapters::Ok();
  }

  adapters::Status LookAtRows() {
    while (!batch_.rows.empty()) {
      for (const RowBatch::Row& row : batch_.rows) LookAt(row);
      Result<bool> more = reader_->Read(batch_);
      if (!more) return Problem(survey_.path, more.error().problem, more.error().advice);
    }
    return adapters::Ok();
  }

  void LookAt(const RowBatch::Row& row) {
    ++survey_.rows;
    if (row.fault >= 0) {
      ++survey_.faulty_rows;
      return;
    }
    const auto cells = batch_.CellsOf(row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string_view text = import::Trimmed(batch_.TextOf(cells[i]));
      survey_.notations[i].Look(import::IsAscii(text) ? std::string(text) : unicode::Nfc(text));
    }
  }

  Survey survey_;
  std::unique_ptr<csv::CsvReader> reader_;
  RowBatch batch_;
};

}  // namespace

Result<Survey> SurveyFile(const std::string& path) { return Surveyor(path).Run(); }

}  // namespace segue::discover
