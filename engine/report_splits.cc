// From values to labels, once per distinct value.
#include "engine/report_splits.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "engine/calendar.h"

namespace segue::engine {

namespace {

std::string NumberText(double number) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number == 0 ? 0.0 : number).ptr;
  return {buffer, end};
}

/// Two decimals, four where they are needed: 49.90, 0.1250.
std::string MoneyText(std::int64_t ten_thousandths) {
  const bool negative = ten_thousandths < 0;
  const std::uint64_t size =
      negative ? 0 - static_cast<std::uint64_t>(ten_thousandths) : static_cast<std::uint64_t>(ten_thousandths);
  const auto scale = static_cast<std::uint64_t>(kMoneyScale);
  const std::uint64_t fraction = size % scale;
  char decimals[8];
  if (fraction % 100 == 0) {
    std::snprintf(decimals, sizeof decimals, ".%02u", static_cast<unsigned>(fraction / 100));
  } else {
    std::snprintf(decimals, sizeof decimals, ".%04u", static_cast<unsigned>(fraction));
  }
  return (negative ? "-" : "") + std::to_string(size / scale) + decimals;
}

std::string DateText(std::int64_t days) {
  const Civil date = DateFromDay(Day{static_cast<std::int32_t>(days)});
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

bool IsMissing(double number) { return std::isnan(number); }
bool IsMissing(std::int64_t integer) { return integer == kMissingInteger; }

std::string ValueText(double number, ValueType) { return NumberText(number); }
std::string ValueText(std::int64_t integer, ValueType type) {
  if (type == ValueType::kMoney) return MoneyText(integer);
  return type == ValueType::kDate ? DateText(integer) : FormatUtc(integer);
}

}  // namespace

std::uint32_t SplitLabels::Intern(const std::string& text) {
  if (text.empty()) return kMissingLabel;
  const auto [entry, added] = codes_.try_emplace(text, size());
  if (added) texts_.push_back(text);
  return entry->second;
}

void ColumnLabels::LabelDictionary(const Dictionary& dictionary, SplitLabels& labels) {
  label_of_code_.reserve(dictionary.texts.size());
  for (const std::string& text : dictionary.texts) label_of_code_.push_back(labels.Intern(text));
}

ColumnLabels::ColumnLabels(const Column& column, SplitLabels& labels) {
  if (column.type == ValueType::kFlag) {
    label_of_code_ = {kMissingLabel, labels.Intern("no"), labels.Intern("yes")};
  } else if (column.type == ValueType::kList) {
    if (column.sets) LabelDictionary(column.sets->items, labels);
  } else if (column.dictionary) {
    LabelDictionary(*column.dictionary, labels);
  }
}

template <typename T>
void ColumnLabels::AddDistinct(const Array<T>& values, ValueType type, SplitLabels& labels,
                               LabelOfValue<T>& label_of_value) {
  for (const T value : values) {
    if (IsMissing(value)) continue;
    const auto [entry, added] = label_of_value.try_emplace(value, kMissingLabel);
    if (added) entry->second = labels.Intern(ValueText(value, type));
  }
}

ColumnLabels::ColumnLabels(const Bands& bands, SplitLabels& labels) : bands_(&bands) { InternBands(bands, labels); }

void InternBands(const Bands& bands, SplitLabels& labels) {
  for (const std::string& label : bands.labels) labels.Intern(label);
}

namespace {

/// kMissingLabel is 0, so the first band is 1.
template <typename T>
std::uint32_t LabelAmong(const std::vector<T>& edges, T value) {
  if (IsMissing(value)) return kMissingLabel;
  return static_cast<std::uint32_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin()) + 1;
}

}  // namespace

std::uint32_t BandLabel(const Bands& bands, std::int64_t value) { return LabelAmong(bands.integers, value); }
std::uint32_t BandLabel(const Bands& bands, double value) { return LabelAmong(bands.numbers, value); }

void ColumnLabels::AddValues(const Column& rows, SplitLabels& labels) {
  AddDistinct(rows.integers, rows.type, labels, label_of_integer_);
  AddDistinct(rows.numbers, rows.type, labels, label_of_number_);
}

namespace {

class SplitPreparer {
 public:
  SplitPreparer(const Evaluator& evaluator, const ReportPeriods& periods, SplitAxis& axis)
      : evaluator_(evaluator),
        periods_(periods),
        program_(evaluator.program()),
        timelines_(evaluator.common()),
        calendar_(evaluator.calendar()),
        axis_(axis) {}

  void operator()(const FieldSplit& by) {
    if (by.field >= timelines_.fields.size()) return;
    if (by.bands) {
      axis_.field = ColumnLabels(*by.bands, axis_.labels);
      return;
    }
    axis_.field = ColumnLabels(timelines_.fields[by.field].value, axis_.labels);
    if (HasDictionary(timelines_.fields[by.field].value.type)) return;
    evaluator_.VisitTimelines(
        [&](const Timelines& window) { axis_.field.AddValues(window.fields[by.field].value, axis_.labels); });
  }
  void operator()(const PropertySplit& by) {
    axis_.property_by_kind.resize(timelines_.events.size());
    for (std::size_t kind = 0; kind < std::min(by.property_by_kind.size(), timelines_.events.size()); ++kind) {
      const std::vector<Column>& columns = timelines_.events[kind].properties;
      const auto& property = by.property_by_kind[kind];
      if (!property || *property >= columns.size()) continue;
      if (by.bands) {
        axis_.property_by_kind[kind] = ColumnLabels(*by.bands, axis_.labels);
        continue;
      }
      axis_.property_by_kind[kind] = ColumnLabels(columns[*property], axis_.labels);
      if (!HasDictionary(columns[*property].type)) AddValues(static_cast<EventKindId>(kind), *property);
    }
  }
  void operator()(const MembershipSplit& by) {
    axis_.yes = axis_.labels.Intern(by.yes);
    axis_.no = axis_.labels.Intern(by.no);
  }
  void operator()(const StateSplit& by) {
    const auto& run = std::get<LifecycleRunNode>(program_.nodes[by.run].operation);
    for (const std::string& state : program_.lifecycles[run.lifecycle].states) {
      axis_.label_of_state.push_back(axis_.labels.Intern(state));
    }
  }
  void operator()(const ScoreSplit& by) { InternBands(by.bands, axis_.labels); }
  void operator()(const CohortSplit&) {
    for (std::uint32_t i = 0; i < periods_.size(); ++i) {
      axis_.labels.Intern(calendar_.Label(periods_[i].calendar.start, *periods_.unit()));
    }
  }
  void operator()(const GroupSplit& by) {
    const Group& group = program_.groups[by.group];
    for (const std::string& label : group.labels) axis_.label_of_node.push_back(axis_.labels.Intern(label));
    if (!by.of_event) return;
    axis_.matches_by_kind.resize(timelines_.events.size());
    for (std::size_t kind = 0; kind < std::min(group.matches.size(), timelines_.events.size()); ++kind) {
      LabelledMatches& matches = axis_.matches_by_kind[kind];
      for (std::size_t i = 0; i < group.matches[kind].size(); ++i) {
        const std::optional<Predicate>& filter = group.matches[kind][i].filter;
        auto& row_filter = matches.filters.emplace_back();
        if (filter) row_filter.emplace(*filter, timelines_.events[kind], calendar_);
        matches.labels.push_back(axis_.label_of_node[i]);
      }
    }
  }

 private:
  static bool HasDictionary(ValueType type) {
    return type == ValueType::kText || type == ValueType::kChoice || type == ValueType::kList ||
           type == ValueType::kFlag;
  }
  void AddValues(EventKindId kind, PropertyId property) {
    const auto add = [&](const Timelines& rows) {
      axis_.property_by_kind[kind].AddValues(rows.events[kind].properties[property], axis_.labels);
    };
    program_.schema.events[kind].account ? add(timelines_) : evaluator_.VisitTimelines(add);
  }

  const Evaluator& evaluator_;
  const ReportPeriods& periods_;
  const Program& program_;
  const Timelines& timelines_;
  const Calendar& calendar_;
  SplitAxis& axis_;
};

}  // namespace

std::vector<SplitAxis> PrepareSplits(const Evaluator& evaluator, const std::vector<Split>& splits,
                                     const ReportPeriods& periods) {
  std::vector<SplitAxis> axes(splits.size());
  for (std::size_t i = 0; i < splits.size(); ++i) {
    axes[i].split = &splits[i];
    std::visit(SplitPreparer(evaluator, periods, axes[i]), splits[i].by);
  }
  return axes;
}

namespace {

bool HasOrderOfItsOwn(const Split& split) {
  return std::visit(
      [](const auto& by) {
        using T = std::decay_t<decltype(by)>;
        if constexpr (std::is_same_v<T, FieldSplit> || std::is_same_v<T, PropertySplit>)
          return by.bands.has_value();
        else
          return std::is_same_v<T, ScoreSplit> || std::is_same_v<T, CohortSplit>;
      },
      split.by);
}

}  // namespace

std::vector<std::uint32_t> RanksOf(const SplitAxis& axis) {
  std::vector<std::uint32_t> order(axis.labels.size());
  std::iota(order.begin(), order.end(), 0U);
  if (!HasOrderOfItsOwn(*axis.split)) {
    std::sort(order.begin() + 1, order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return axis.labels[a] < axis.labels[b]; });
  }
  std::rotate(order.begin(), order.begin() + 1, order.end());  // kMissingLabel, the first, goes last
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

}  // namespace segue::engine
