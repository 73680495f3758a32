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

/// A column of values as labels. Reads the column it was made from, which must outlive it.
class LabelledColumn {
 public:
  LabelledColumn() = default;  // every value is missing
  LabelledColumn(const Column& column, SplitLabels& labels);
  LabelledColumn(LabelledColumn&&) noexcept = default;  // no copies: codes_ may point into own_codes_
  LabelledColumn& operator=(LabelledColumn&&) noexcept = default;

  /// Calls visit(code) for the row's value, for each item of a list.
  template <typename Visit>
  void ForEachLabel(std::uint32_t row, const Visit& visit) const {
    if (codes_ == nullptr) return visit(kMissingLabel);
    if (sets_ == nullptr) return visit(label_of_code_[codes_[row]]);
    const std::vector<std::uint32_t>& items = sets_->sets[codes_[row]];
    if (items.empty()) return visit(kMissingLabel);
    for (const std::uint32_t item : items) visit(label_of_code_[item]);
  }

 private:
  void LabelDictionary(const Dictionary& dictionary, SplitLabels& labels);
  template <typename T>
  void LabelValues(const Array<T>& values, ValueType type, SplitLabels& labels);

  const std::uint32_t* codes_ = nullptr;
  std::vector<std::uint32_t> own_codes_;      // of numbers, which have no dictionary
  std::vector<std::uint32_t> label_of_code_;  // by the code of a text, or of a list's item
  const SetDictionary* sets_ = nullptr;
};

/// A group's labels for the events of one kind: the first whose filter passes; one without filter always does.
struct LabelledMatches {
  std::vector<std::optional<RowFilter>> filters;
  std::vector<std::uint32_t> labels;  // parallel to filters

  std::uint32_t LabelOf(std::uint32_t row) const {
    for (std::size_t i = 0; i < filters.size(); ++i) {
      if (!filters[i] || filters[i]->Passes(row)) return labels[i];
    }
    return kMissingLabel;
  }
};

/// One split, ready to be read. Which members are filled follows `split->by`.
struct SplitAxis {
  const Split* split = nullptr;
  SplitLabels labels;
  LabelledColumn field;
  std::vector<LabelledColumn> property_by_kind;
  std::uint32_t yes = kMissingLabel, no = kMissingLabel;
  std::vector<std::uint32_t> label_of_state;
  std::vector<std::uint32_t> label_of_node;  // a group of contacts: parallel to its nodes
  std::vector<LabelledMatches> matches_by_kind;
};

std::vector<SplitAxis> PrepareSplits(const Evaluator& evaluator, const std::vector<Split>& splits);

}  // namespace segue::engine
