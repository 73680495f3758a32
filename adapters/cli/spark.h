// Small pictures of text, for terminals: a line of figures over time, a bar beside a figure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::cli {

/// One sign of eight heights for each figure, from the smallest to the largest of them (or 0 where all are above it and
/// the smallest is below half of the largest); a gap `·` where there is no value. Empty without any value.
std::string Sparkline(std::span<const std::optional<double>> values);

/// A bar of `value / largest` of `width` signs, in eighths of a sign; empty for nothing and for what is below 0.
std::string TextBar(double value, double largest, std::size_t width);

}  // namespace segue::cli
