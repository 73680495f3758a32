// See band_reader.h. Bands are called `below 10`, `10 to below 20`, `20 and more`, for dates `before …` and `from …
// on`, with the edges as written.
#include "rules/band_reader.h"

#include <cmath>
#include <string>
#include <type_traits>

#include "rules/codes.h"
#include "rules/value_reader.h"

namespace segue::rules {
namespace {

using engine::ValueType;

bool HasOrder(ValueType type) {
  return type == ValueType::kNumber || type == ValueType::kMoney || type == ValueType::kDate ||
         type == ValueType::kTime;
}

bool IsInTime(ValueType type) { return type == ValueType::kDate || type == ValueType::kTime; }

std::vector<std::string> LabelsOf(const std::vector<std::string>& edges, bool in_time) {
  std::vector<std::string> labels{(in_time ? "before " : "below ") + edges.front()};
  for (std::size_t i = 1; i < edges.size(); ++i) {
    labels.push_back(edges[i - 1] + (in_time ? " to before " : " to below ") + edges[i]);
  }
  labels.push_back(in_time ? "from " + edges.back() + " on" : edges.back() + " and more");
  return labels;
}

/// Appends an edge; false when it does not lie above the one before.
template <typename T>
bool Append(std::vector<T>& edges, T edge) {
  const bool ascends = edges.empty() || edges.back() < edge;
  edges.push_back(edge);
  return ascends;
}

}  // namespace

bool BandReader::Read(const dsl::NameSplit& written, dsl::Span span, engine::Split& split) {
  auto* score = std::get_if<engine::ScoreSplit>(&split.by);
  if (written.bands.empty()) {
    if (score == nullptr) return true;
    context_.report.Error(code::kBadBands, span, Quote(split.title) + " is a score, which has too many values for rows",
                          "say which belong together: `" + split.title + " in bands (10, 20)`");
    return false;
  }
  static const engine::FieldDeclaration kPoints{"score", ValueType::kNumber, {}, {}, {}};
  const engine::FieldDeclaration* values = score != nullptr ? &kPoints : ValuesOf(split);
  if (values == nullptr || !HasOrder(values->type)) {
    context_.report.Error(code::kBadBands, span,
                          Quote(split.title) + " has no order, so its values cannot be put into bands",
                          "put texts together with a `group`; bands are for numbers, money, dates, times and scores");
    return false;
  }
  std::optional<engine::Bands> bands = BandsOf(written, *values, score != nullptr);
  if (!bands) return false;
  std::visit(
      [&](auto& by) {
        if constexpr (requires { by.bands; }) by.bands = std::move(*bands);
      },
      split.by);
  return true;
}

const engine::FieldDeclaration* BandReader::ValuesOf(const engine::Split& split) const {
  const engine::Schema& schema = context_.model.schema;
  if (const auto* field = std::get_if<engine::FieldSplit>(&split.by)) return &schema.fields[field->field];
  const auto* property = std::get_if<engine::PropertySplit>(&split.by);
  if (property == nullptr) return nullptr;
  for (std::size_t kind = 0; kind < property->property_by_kind.size(); ++kind) {
    if (const auto& id = property->property_by_kind[kind]) return &schema.events[kind].properties[*id];
  }
  return nullptr;
}

std::optional<engine::Bands> BandReader::BandsOf(const dsl::NameSplit& written, const engine::FieldDeclaration& values,
                                                 bool points) {
  engine::Bands bands;
  std::vector<std::string> edges;
  bool read = true;
  for (const dsl::Literal& literal : written.bands) {
    const auto range = ValueReader(context_).RangeOf(Subject{values, written.name.text}, literal);
    if (!range) {
      read = false;
      continue;
    }
    const dsl::Literal* followed = context_.parameters.Follow(literal);
    edges.push_back(context_.report.Text((followed != nullptr ? *followed : literal).span));
    if (AddEdge(range->first, points, bands)) continue;
    context_.report.Error(code::kBadBands, literal.span, edges.back() + " does not lie above the edge before it",
                          "write the edges from the lowest to the highest, each once");
    read = false;
  }
  if (!read) return {};
  bands.labels = LabelsOf(edges, IsInTime(values.type));
  return bands;
}

bool BandReader::AddEdge(const engine::Value& edge, bool points, engine::Bands& bands) const {
  return std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, double>) {
          if (points) return Append(bands.integers, std::int64_t{std::llround(value * engine::kPointScale)});
          return Append(bands.numbers, value);
        } else if constexpr (std::is_same_v<T, engine::Money>) {
          return Append(bands.integers, value.ten_thousandths);
        } else if constexpr (std::is_same_v<T, engine::Day>) {
          return Append(bands.integers, std::int64_t{value.days});
        } else if constexpr (std::is_same_v<T, engine::TimePoint>) {
          return Append(bands.integers, std::int64_t{value.instant});
        } else {
          return true;  // RangeOf reads only what has an order
        }
      },
      edge);
}

}  // namespace segue::rules
