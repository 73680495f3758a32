// Finds the header of a CSV file; see the header of this file.
#include "adapters/csv/header.h"

#include <algorithm>
#include <tuple>

#include "adapters/csv/splitter.h"
#include "adapters/rows.h"
#include "unicode/unicode.h"

namespace segue::csv {
namespace {

using adapters::RowBatch;

constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr std::size_t kRowsSearched = 20;

/// How well a row serves as header; compared in this order, more is better.
struct Fit {
  std::size_t found = 0;  // wanted columns
  std::size_t columns = 0;
};

std::string Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::vector<std::string> Names(const RowBatch& batch, const RowBatch::Row& row) {
  std::vector<std::string> names;
  for (const adapters::Cell& cell : batch.CellsOf(row)) names.push_back(unicode::Nfc(Trimmed(batch.TextOf(cell))));
  return names;
}

Fit FitOf(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  Fit fit{0, names.size()};
  for (const std::string& column : wanted) fit.found += std::find(names.begin(), names.end(), column) != names.end();
  return fit;
}

struct Candidate {
  Header header;
  Fit fit;
};

/// The best row under one delimiter: the earliest of those with the most wanted columns.
std::optional<Candidate> BestRow(std::string_view sample, bool whole, const std::vector<std::string>& wanted,
                                 char delimiter) {
  Splitter splitter(delimiter);
  RowBatch batch;
  splitter.Feed(sample, batch);
  if (whole) splitter.Finish(batch);
  std::optional<Candidate> best;
  const std::size_t rows = std::min(batch.rows.size(), kRowsSearched);
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<std::string> names = Names(batch, batch.rows[i]);
    const Fit fit = FitOf(names, wanted);
    if (best && fit.found <= best->fit.found) continue;
    best = Candidate{{delimiter, batch.rows[i].line, static_cast<std::int64_t>(i), std::move(names)}, fit};
  }
  return best;
}

}  // namespace

std::optional<Header> FindHeader(std::string_view sample, bool whole, const std::vector<std::string>& wanted,
                                 std::optional<char> delimiter) {
  std::optional<Candidate> best;
  const auto consider = [&](char candidate_delimiter) {
    std::optional<Candidate> candidate = BestRow(sample, whole, wanted, candidate_delimiter);
    if (!candidate) return;
    const bool better =
        !best || std::tie(candidate->fit.found, candidate->fit.columns) > std::tie(best->fit.found, best->fit.columns);
    if (better) best = std::move(candidate);
  };
  if (delimiter) {
    consider(*delimiter);
  } else {
    for (const char each : kDelimiters) consider(each);
  }
  if (!best) return std::nullopt;
  return std::move(best->header);
}

}  // namespace segue::csv
