// A report page as data: what stands on it, in which order, every text in the reader's language. `WritePage` makes one
// file of it that needs no network: tables as html, pictures as data for the script that comes with it.
//
// All texts are plain; the writer escapes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/html/figure_format.h"

namespace segue::html {

// ---------------------------------------------------------------- tables

struct TableColumn {
  std::string title{};
  bool number = false;  // aligned to the right
  bool key = false;     // names the row
};
struct TableCell {
  std::string text{};     // empty: nothing was to be there
  std::string mark{};     // "good", "bad", "waiting": a status, told apart by a sign as well as a colour
  bool no_value = false;  // left open
};
struct Table {
  std::string caption{};
  std::vector<TableColumn> columns{};
  std::vector<std::vector<TableCell>> rows{};  // parallel to columns
};

// ---------------------------------------------------------------- pictures

enum class PictureKind : std::uint8_t { kLine, kBars, kPie, kFunnel, kHeatMap, kSankey };

struct Series {
  std::string name{};
  std::vector<std::optional<double>> values{};       // parallel to Picture::categories; empty: no value, left open
  std::vector<std::optional<double>> low{}, high{};  // the interval, where there is one; else empty
  bool dashed = false;                               // a forecast, or another period that stands beside this one
};
struct Flow {
  std::uint32_t from = 0, to = 0;  // indexes into Picture::categories
  double value = 0;
};
/// How a period is drawn: in full, hatched while figures may still change, dashed when it lies ahead.
enum class CategoryMark : std::uint8_t { kNone, kPartial, kIncomplete, kForecast };

struct Picture {
  PictureKind kind = PictureKind::kLine;
  std::string title{};
  std::string sentence{};                     // what it shows
  std::vector<std::string> formulas{};        // `conversion = converted / prospects as percent`
  std::string category_axis{}, value_axis{};  // the names of the axes; of a heat map the second is that of its rows
  std::vector<std::string> categories{};      // points of the axis, slices, steps or, of flows, the states
  std::vector<CategoryMark> marks{};          // parallel to categories, or empty
  std::vector<Series> series{};               // of a heat map its rows
  std::vector<Flow> flows{};                  // of kSankey
  FigureFormat format{};
};

// ---------------------------------------------------------------- the page

/// One figure in large print.
struct Tile {
  std::string title{}, value{}, note{};
  std::string mark{};  // as of TableCell
};

struct Section {
  std::string title{};
  std::string description{};
  std::vector<std::string> context{};  // the range, the filter
  std::vector<Picture> pictures{};
  std::vector<Table> tables{};
  std::vector<std::string> notes{};
};

struct Page {
  Language language = Language::kEnglish;
  std::string title{};
  std::string stamp{};        // the as-of instant and what the data runs through
  std::vector<Tile> tiles{};  // money saved or earned, and what counts most
  std::optional<Table> goals{};
  std::optional<Picture> main_picture{};
  std::vector<std::string> next_steps{};  // what to look at next
  std::vector<std::string> sentences{};   // what happened, at most three
  std::vector<Section> sections{};
  std::vector<std::string> footer{};
};

/// The whole document. The same page gives the same bytes.
std::string PageText(const Page& page);

}  // namespace segue::html
