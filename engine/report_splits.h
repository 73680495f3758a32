// The splits of a report: every value becomes a label, every label a small number ("code"); code 0 is "missing".
//
// Labels of one split are shared by all that can be counted in it: the property `code` of two event kinds gives one
// set of labels. Text and choices are their own labels; numbers, money, dates and times are written as in csv; flags,
// segments are "yes" and "no". A list counts once for each of its items.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/evaluation.h"
#include "engine/program.h"
#include "engine/report_periods.h"
#include "engine/row_filter.h"
#include "engine/timelines.h"

namespace segue::engine {

inline constexpr std::uint32_t kMissingLabel = 0;

/// The distinct labels of one split.
class SplitLabels {
 public:
  std::uint32_t Intern(const std::string& text);
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  const std::string& operator[](std::uint32_t code) const { return texts_[code]; }

 private:
  std::vector<std::string> texts_{""};
  std::unordered_map<std::string, std::uint32_t> codes_;
};

/// Labels all bands, in their order, before anything else of the split.
void InternBands(const Bands& bands, SplitLabels& labels);
/// What InternBands called the band that the value lies in.
std::uint32_t BandLabel(const Bands& bands, std::int64_t value);
std::uint32_t BandLabel(const Bands& bands, double value);

/// The labels of a column's values.
class ColumnLabels {
 public:
  ColumnLabels() = default;  // every value is missing
  /// Labels what the column's dictionary holds.
  ColumnLabels(const Column& column, SplitLabels& labels);
  /// Numbers, money, dates and times have no dictionary: labels the values of these rows, before any is asked for.
  void AddValues(const Column& rows, SplitLabels& labels);
  /// Labels every number by the band that it lies in. `bands` must outlive it.
  ColumnLabels(const Bands& bands, SplitLabels& labels);

  /// Calls visit(code) for the row's value, for each item of a list. `column` has the type and dictionary of the one
  /// that was labelled.
  template <typename Visit>
  void ForEachLabel(const Column& column, std::uint32_t row, const Visit& visit) const {
    if (!column.integers.empty())
      return visit(bands_ ? BandLabel(*bands_, column.integers[row])
                          : LabelOf(label_of_integer_, column.integers[row]));
    if (!column.numbers.empty())
      return visit(bands_ ? BandLabel(*bands_, column.numbers[row]) : LabelOf(label_of_number_, column.numbers[row]));
    if (column.codes.empty() || label_of_code_.empty()) return visit(kMissingLabel);
    if (column.type != ValueType::kList) return visit(label_of_code_[column.codes[row]]);
    const std::vector<std::uint32_t>& items = column.sets->sets[column.codes[row]];
    if (items.empty()) return visit(kMissingLabel);
    for (const std::uint32_t item : items) visit(label_of_code_[item]);
  }

 private:
  template <typename T>
  using LabelOfValue = std::unordered_map<T, std::uint32_t>;
  template <typename T>
  static std::uint32_t LabelOf(const LabelOfValue<T>& labels, T value) {
    const auto found = labels.find(value);
    return found == labels.end() ? kMissingLabel : found->second;
  }
  void LabelDictionary(const Dictionary& dictionary, SplitLabels& labels);
  template <typename T>
  static void AddDistinct(const Array<T>& values, ValueType type, SplitLabels& labels, LabelOfValue<T>& label_of_value);

  std::vector<std::uint32_t> label_of_code_;  // by the code of a text or flag, or of a list's item
  LabelOfValue<std::int64_t> label_of_integer_;
  LabelOfValue<double> label_of_number_;
  const Bands* bands_ = nullptr;
};

/// A group's labels for the events of one kind: the first whose filter passes; one without filter always does.
struct LabelledMatches {
  std::vector<std::optional<RowFilter>> filters;
  std::vector<std::uint32_t> labels;  // parallel to filters

  /// `events` are those of the kind.
  std::uint32_t LabelOf(const EventColumn& events, std::uint32_t row) const {
    for (std::size_t i = 0; i < filters.size(); ++i) {
      if (!filters[i] || filters[i]->Passes(events, row)) return labels[i];
    }
    return kMissingLabel;
  }
};

/// One split, ready to be read. Which members are filled follows `split->by`.
struct SplitAxis {
  const Split* split = nullptr;
  SplitLabels labels;
  ColumnLabels field;
  std::vector<ColumnLabels> property_by_kind;
  std::uint32_t yes = kMissingLabel, no = kMissingLabel;
  std::uint32_t none = kMissingLabel;  // of what no touch gets the credit for
  std::vector<std::uint32_t> label_of_state;
  std::vector<std::uint32_t> label_of_node;  // a group of contacts: parallel to its nodes
  std::vector<LabelledMatches> matches_by_kind;
};

/// `periods` label the cohorts.
std::vector<SplitAxis> PrepareSplits(const Evaluator& evaluator, const std::vector<Split>& splits,
                                     const ReportPeriods& periods);

/// By label, where it stands among the labels of its split: bands and cohorts in their own order, all else in
/// code-point order, "missing" last.
std::vector<std::uint32_t> RanksOf(const SplitAxis& axis);

}  // namespace segue::engine
