// See picture_data.h.
#include "adapters/html/picture_data.h"

#include <nlohmann/json.hpp>

#include "adapters/html/page_words.h"

namespace segue::html {
namespace {

using nlohmann::json;

json ValuesJson(const std::vector<std::optional<double>>& values) {
  json array = json::array();
  for (const auto& value : values) array.push_back(value ? json(*value) : json(nullptr));
  return array;
}

json SeriesJson(const Series& series) {
  json one = {{"name", series.name}, {"values", ValuesJson(series.values)}};
  if (!series.low.empty()) {
    one["low"] = ValuesJson(series.low);
    one["high"] = ValuesJson(series.high);
  }
  if (series.dashed) one["dashed"] = true;
  return one;
}

const char* KindName(PictureKind kind) {
  switch (kind) {
    case PictureKind::kLine:
      return "line";
    case PictureKind::kBars:
      return "bars";
    case PictureKind::kPie:
      return "pie";
    case PictureKind::kFunnel:
      return "funnel";
    case PictureKind::kHeatMap:
      return "heatmap";
    case PictureKind::kSankey:
      break;
  }
  return "sankey";
}

const char* MarkName(CategoryMark mark) {
  switch (mark) {
    case CategoryMark::kPartial:
      return "partial";
    case CategoryMark::kIncomplete:
      return "incomplete";
    case CategoryMark::kForecast:
      return "forecast";
    case CategoryMark::kNone:
      break;
  }
  return "";
}

json FormatJson(const FigureFormat& format) {
  const char* const style = format.style == FigureStyle::kCount     ? "count"
                            : format.style == FigureStyle::kNumber  ? "number"
                            : format.style == FigureStyle::kPercent ? "percent"
                                                                    : "money";
  return {{"style", style}, {"currency", format.currency}, {"digits", format.digits}};
}

json PictureJson(const Picture& picture, Language language) {
  json one = {{"kind", KindName(picture.kind)},
              {"categoryAxis", picture.category_axis},
              {"valueAxis", picture.value_axis},
              {"categories", picture.categories},
              {"format", FormatJson(picture.format)}};
  for (const Series& series : picture.series) one["series"].push_back(SeriesJson(series));
  for (const Flow& flow : picture.flows) one["flows"].push_back({flow.from, flow.to, flow.value});
  for (const CategoryMark mark : picture.marks) one["marks"].push_back(MarkName(mark));
  one["noValue"] = Say(PageWord::kNoValue, language);
  return one;
}

std::string_view MarkWord(CategoryMark mark, Language language) {
  switch (mark) {
    case CategoryMark::kPartial:
      return Say(PageWord::kPartial, language);
    case CategoryMark::kIncomplete:
      return Say(PageWord::kIncomplete, language);
    case CategoryMark::kForecast:
      return Say(PageWord::kForecast, language);
    case CategoryMark::kNone:
      break;
  }
  return "";
}

TableCell FigureCell(const std::optional<double>& value, const Picture& picture, Language language) {
  if (!value) return {std::string(Say(PageWord::kNoValue, language)), "", true};
  return {FigureText(*value, picture.format, language)};
}

Table FlowTable(const Picture& picture, Language language) {
  Table table;
  table.columns = {{std::string(Say(PageWord::kFrom, language)), false, true},
                   {std::string(Say(PageWord::kTo, language)), false, true},
                   {picture.value_axis, true}};
  for (const Flow& flow : picture.flows) {
    table.rows.push_back({{picture.categories[flow.from]},
                          {picture.categories[flow.to]},
                          {FigureText(flow.value, picture.format, language)}});
  }
  return table;
}

/// A heat map reads as it looks: a row of figures for each of its rows.
Table GridTable(const Picture& picture, Language language) {
  Table table;
  table.columns.push_back({picture.value_axis, false, true});
  for (const std::string& category : picture.categories) table.columns.push_back({category, true});
  for (const Series& row : picture.series) {
    std::vector<TableCell>& cells = table.rows.emplace_back();
    cells.push_back({row.name});
    for (const auto& value : row.values) {
      cells.push_back(value ? FigureCell(value, picture, language) : TableCell{});
    }
  }
  return table;
}

}  // namespace

std::string PicturesJson(const std::vector<const Picture*>& pictures, Language language) {
  json all = json::array();
  for (const Picture* picture : pictures) all.push_back(PictureJson(*picture, language));
  const std::string text = all.dump(-1, ' ', false, json::error_handler_t::replace);
  std::string safe;  // `<` could end the element that it stands in
  safe.reserve(text.size());
  for (const char character : text) {
    if (character == '<') {
      safe += "\\u003c";
    } else {
      safe += character;
    }
  }
  return safe;
}

Table TableOf(const Picture& picture, Language language) {
  if (picture.kind == PictureKind::kSankey) return FlowTable(picture, language);
  if (picture.kind == PictureKind::kHeatMap) return GridTable(picture, language);
  Table table;
  table.columns.push_back({picture.category_axis, false, true});
  for (const Series& series : picture.series) {
    table.columns.push_back({series.name, true});
    if (series.low.empty()) continue;
    table.columns.push_back({series.name + ", " + std::string(Say(PageWord::kLow, language)), true});
    table.columns.push_back({series.name + ", " + std::string(Say(PageWord::kHigh, language)), true});
  }
  for (std::size_t i = 0; i < picture.categories.size(); ++i) {
    std::vector<TableCell>& cells = table.rows.emplace_back();
    const std::string_view mark = i < picture.marks.size() ? MarkWord(picture.marks[i], language) : "";
    cells.push_back({picture.categories[i] + (mark.empty() ? "" : " (" + std::string(mark) + ")")});
    for (const Series& series : picture.series) {
      cells.push_back(FigureCell(series.values[i], picture, language));
      if (series.low.empty()) continue;
      cells.push_back(FigureCell(series.low[i], picture, language));
      cells.push_back(FigureCell(series.high[i], picture, language));
    }
  }
  return table;
}

}  // namespace segue::html
