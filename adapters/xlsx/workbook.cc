// See workbook.h. The only place that knows libxlsxwriter.
#include "adapters/xlsx/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "adapters/whole_file.h"
#include "unicode/unicode.h"

namespace segue::xlsx {
namespace {

constexpr std::size_t kLongestName = 31, kLongestText = 32'000;  // characters; a cell holds 32,767

/// At most `most` characters of UTF-8, never half of one.
std::string Shortened(const std::string& text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < most; ++count) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return text.substr(0, at);
}

/// The number format of a column, as spreadsheets write them.
std::string FormatText(const Column& column) {
  switch (column.style) {
    case NumberStyle::kCount:
      return "#,##0";
    case NumberStyle::kNumber:
      return "#,##0.00";
    case NumberStyle::kPercent:
      return "0.00%";
    case NumberStyle::kMoney: {
      const std::string digits =
          column.digits > 0 ? "." + std::string(static_cast<std::size_t>(column.digits), '0') : "";
      return "#,##0" + digits + (column.currency.empty() ? "" : " \"" + column.currency + "\"");
    }
    case NumberStyle::kText:
      break;
  }
  return "";
}

class Writer {
 public:
  explicit Writer(lxw_workbook* book) : book_(book) {
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    format_set_font_size(title_, 14);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_text_wrap(head_);
    quiet_ = workbook_add_format(book_);
    format_set_font_color(quiet_, LXW_COLOR_GRAY);
  }

  void Write(const Sheet& sheet, const std::string& name) {
    page_ = workbook_add_worksheet(book_, name.c_str());
    lxw_row_t row = 0;
    for (const std::string& line : sheet.above) {
      Text(row, 0, line, row == 0 ? title_ : quiet_);
      ++row;
    }
    if (row > 0) ++row;
    if (!sheet.columns.empty()) {
      worksheet_freeze_panes(page_, row + 1, 1);
      Head(sheet, row++);
      std::vector<lxw_format*> formats;
      for (const Column& column : sheet.columns) formats.push_back(FormatOf(column));
      for (const std::vector<Cell>& cells : sheet.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
          Write(cells[i], row, static_cast<lxw_col_t>(i), formats[i]);
        }
        ++row;
      }
      ++row;
    }
    for (const std::string& line : sheet.below) Text(row++, 0, line, quiet_);
  }

 private:
  void Head(const Sheet& sheet, lxw_row_t row) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      Text(row, at, sheet.columns[i].title, head_);
      worksheet_set_column(page_, at, at, sheet.columns[i].style == NumberStyle::kText ? 18 : 14, nullptr);
    }
  }

  void Write(const Cell& cell, lxw_row_t row, lxw_col_t column, lxw_format* format) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      Text(row, column, *text, format);
    } else if (const auto* number = std::get_if<double>(&cell)) {
      worksheet_write_number(page_, row, column, *number, format);
    } else if (const auto* quotient = std::get_if<Quotient>(&cell)) {
      const std::string below = CellName(row, quotient->denominator);
      const std::string formula = "=IF(" + below + "=0,\"\"," + CellName(row, quotient->numerator) + "/" + below + ")";
      worksheet_write_formula_num(page_, row, column, formula.c_str(), format, quotient->value);
    } else {
      worksheet_write_blank(page_, row, column, format);
    }
  }

  void Text(lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    worksheet_write_string(page_, row, column, Shortened(text, kLongestText).c_str(), format);
  }

  static std::string CellName(lxw_row_t row, std::uint32_t column) {
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(name, row, static_cast<lxw_col_t>(column));
    return name;
  }

  lxw_format* FormatOf(const Column& column) {
    lxw_format*& format = formats_[{FormatText(column), column.quiet}];
    if (format != nullptr) return format;
    format = workbook_add_format(book_);
    if (const std::string text = FormatText(column); !text.empty()) format_set_num_format(format, text.c_str());
    if (column.quiet) format_set_font_color(format, LXW_COLOR_GRAY);
    return format;
  }

  lxw_workbook* book_;
  lxw_worksheet* page_ = nullptr;
  lxw_format *title_ = nullptr, *head_ = nullptr, *quiet_ = nullptr;
  std::map<std::pair<std::string, bool>, lxw_format*> formats_;
};

}  // namespace

std::vector<std::string> SheetNames(const std::vector<Sheet>& sheets) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const Sheet& sheet : sheets) {
    std::string plain;
    for (const char sign : sheet.name) {
      const bool forbidden =
          std::string_view("[]:*?/\\'").find(sign) != std::string_view::npos || static_cast<unsigned char>(sign) < 0x20;
      plain += forbidden ? '-' : sign;
    }
    if (plain.empty()) plain = "Report";
    std::string name = Shortened(plain, kLongestName);
    for (int number = 2; !taken.insert(unicode::FoldCase(name)).second; ++number) {
      const std::string suffix = " " + std::to_string(number);
      name = Shortened(plain, kLongestName - suffix.size()) + suffix;
    }
    names.push_back(name);
  }
  return names;
}

adapters::Status WriteWorkbook(const std::string& path, const std::vector<Sheet>& sheets) {
  const std::vector<std::string> names = SheetNames(sheets);
  const auto write = [&](const std::string& beside) -> std::optional<std::string> {
    lxw_workbook* book = workbook_new(beside.c_str());
    if (book == nullptr) return "there is no memory for it";
    Writer writer(book);
    for (std::size_t i = 0; i < sheets.size(); ++i) writer.Write(sheets[i], names[i]);
    const lxw_error error = workbook_close(book);
    if (error == LXW_NO_ERROR) return std::nullopt;
    return lxw_strerror(error);
  };
  return adapters::WriteWholeFile(path, "writing the workbook " + path, write);
}

}  // namespace segue::xlsx
