// The three writers.
#include "adapters/cli/output.h"

#include <optional>
#include <utility>

#include "adapters/cli/table.h"
#include "adapters/cli/terminal.h"

namespace segue::cli {
namespace {

class CsvWriter : public ResultWriter {
 public:
  explicit CsvWriter(std::ostream& out) : out_(out) {}

  void Begin(const std::vector<OutputColumn>& columns) override {
    for (const OutputColumn& column : columns) Cell(column.name);
    EndLine();
  }
  void Row(std::span<const Value> values) override {
    for (const Value& value : values) Cell(CsvText(value));
    EndLine();
  }
  void End() override {}

 private:
  void Cell(std::string_view text) {
    if (cells_++ > 0) out_ << ',';
    out_ << QuoteCsv(text);
  }
  void EndLine() {
    out_ << '\n';
    cells_ = 0;
  }

  std::ostream& out_;
  int cells_ = 0;
};

class JsonWriter : public ResultWriter {
 public:
  JsonWriter(std::ostream& out, std::string indent, bool line_end)
      : out_(out), indent_(std::move(indent)), line_end_(line_end) {}

  void Begin(const std::vector<OutputColumn>& columns) override {
    for (const OutputColumn& column : columns) keys_.push_back(QuoteJson(column.name));
    out_ << '[';
  }
  void Row(std::span<const Value> values) override {
    out_ << (rows_++ > 0 ? ",\n" : "\n") << indent_ << "  {";
    for (std::size_t i = 0; i < values.size(); ++i) {
      out_ << (i > 0 ? ", " : "") << keys_[i] << ": " << JsonText(values[i]);
    }
    out_ << '}';
  }
  void End() override {
    if (rows_ > 0) out_ << '\n' << indent_;
    out_ << ']';
    if (line_end_) out_ << '\n';
  }

 private:
  std::ostream& out_;
  std::string indent_;
  bool line_end_;
  std::vector<std::string> keys_;
  std::size_t rows_ = 0;
};

class TableWriter : public ResultWriter {
 public:
  TableWriter(std::ostream& out, const engine::Calendar& calendar, TableFrame frame)
      : out_(out), calendar_(calendar), frame_(std::move(frame)) {}

  void Begin(const std::vector<OutputColumn>& columns) override {
    std::vector<TableColumn> shape;
    shape.reserve(columns.size());
    for (const OutputColumn& column : columns)
      shape.push_back({Printable(column.name), column.number, column.key, column.whole});
    table_.emplace(std::move(shape));
  }
  void Row(std::span<const Value> values) override {
    std::vector<std::string> cells;
    for (const Value& value : values) cells.push_back(TableText(value, calendar_));
    table_->Add(std::move(cells));
  }
  void End() override {
    const bool colour = UsesColour(Stream::kOutput);
    const std::size_t width = OutputWidth();
    if (!frame_.title.empty()) Lines({Printable(frame_.title)}, width, [&](auto text) { return Bold(text, colour); });
    Lines(frame_.header, width, [&](auto text) { return Dim(text, colour); });
    if (!frame_.title.empty() || !frame_.header.empty()) out_ << '\n';
    if (table_->empty() && !frame_.when_empty.empty()) {
      out_ << frame_.when_empty << '\n';
    } else {
      out_ << table_->Render(width, colour);
    }
    if (!frame_.notes.empty()) out_ << '\n';
    Lines(frame_.notes, width, [](auto text) { return text; });
  }

 private:
  template <typename Style>
  void Lines(const std::vector<std::string>& texts, std::size_t width, const Style& style) {
    for (const std::string& text : texts) {
      for (const std::string& line : WrapText(text, width)) out_ << style(line) << '\n';
    }
  }

  std::ostream& out_;
  const engine::Calendar& calendar_;
  TableFrame frame_;
  std::optional<Table> table_;
};

}  // namespace

std::unique_ptr<ResultWriter> MakeWriter(OutputFormat format, std::ostream& out, const engine::Calendar& calendar,
                                         TableFrame frame) {
  switch (format) {
    case OutputFormat::kCsv:
      return std::make_unique<CsvWriter>(out);
    case OutputFormat::kJson:
      return std::make_unique<JsonWriter>(out, "", true);
    case OutputFormat::kTable:
      break;
  }
  return std::make_unique<TableWriter>(out, calendar, std::move(frame));
}

std::unique_ptr<ResultWriter> MakeJsonRows(std::ostream& out, std::string indent) {
  return std::make_unique<JsonWriter>(out, std::move(indent), false);
}

}  // namespace segue::cli
