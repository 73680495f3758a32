// Any bytes are a CSV file: every row has as many cells as the header or a fault, lines go up, views stay inside the
// text. The first two bytes choose how the file is read.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/csv/csv_reader.h"

namespace {

using namespace segue;

/// A file in memory that comes in pieces.
class Pieces final : public adapters::ByteSource {
 public:
  Pieces(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}
  adapters::Result<std::size_t> Read(std::span<char> room) override {
    const std::size_t count = std::min({room.size(), piece_, text_.size() - at_});
    std::memcpy(room.data(), text_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::uint64_t Position() const override { return at_; }

 private:
  std::string_view text_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

void CheckRow(const csv::CsvReader& reader, const adapters::RowBatch& batch, const adapters::RowBatch::Row& row) {
  if (row.fault >= static_cast<std::int32_t>(batch.faults.size())) std::abort();
  if (row.text_begin > row.text_end || row.text_end > batch.text.size()) std::abort();
  if (row.fault < 0 && row.cell_count != reader.Columns().size()) std::abort();
  for (const adapters::Cell& cell : batch.CellsOf(row)) {
    if (!cell.absent() && std::size_t{cell.offset} + cell.length > batch.text.size()) std::abort();
  }
  (void)reader.RowText(batch, row);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr std::array<std::optional<char>, 4> kDelimiters = {std::nullopt, ',', ';', '\t'};
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  auto opened = csv::CsvReader::Open(std::make_unique<Pieces>(text, 1 + data[0] * std::size_t{16}), {"email", "date"},
                                     kDelimiters[data[1] % kDelimiters.size()]);
  if (!opened) return 0;
  csv::CsvReader& reader = **opened;
  adapters::RowBatch batch;
  std::int64_t last_line = 0;
  for (;;) {
    const adapters::Result<bool> more = reader.Read(batch);
    if (!more || !*more) return 0;
    for (const adapters::RowBatch::Row& row : batch.rows) {
      CheckRow(reader, batch, row);
      if (row.line < last_line) std::abort();
      last_line = row.line;
    }
  }
}
