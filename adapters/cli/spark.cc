// See spark.h.
#include "adapters/cli/spark.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace segue::cli {
namespace {

constexpr std::array<std::string_view, 8> kHeights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

}  // namespace

std::string Sparkline(std::span<const std::optional<double>> values) {
  std::optional<double> smallest, largest;
  for (const auto& value : values) {
    if (!value) continue;
    smallest = std::min(smallest.value_or(*value), *value);
    largest = std::max(largest.value_or(*value), *value);
  }
  if (!smallest) return "";
  if (*smallest > 0 && *smallest < *largest / 2) smallest = 0;
  const double range = *largest - *smallest;
  std::string line;
  for (const auto& value : values) {
    if (!value) {
      line += "·";
      continue;
    }
    const double share = range > 0 ? (*value - *smallest) / range : 0.5;
    line += kHeights[std::min<std::size_t>(7, static_cast<std::size_t>(share * 8))];
  }
  return line;
}

std::string TextBar(double value, double largest, std::size_t width) {
  if (!(value > 0) || !(largest > 0)) return "";
  const double share = std::min(1.0, value / largest);
  const auto eighths =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(share * static_cast<double>(width) * 8)));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar.append(kEighths[eighths % 8]);
}

}  // namespace segue::cli
