// Line starts are found once, when a file is added; a place is then a binary search and a short count.
#include "dsl/source.h"

#include <algorithm>

#include "unicode/unicode.h"

namespace segue::dsl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::uint32_t> FindLineStarts(std::string_view text) {
  // A byte order mark is not part of the first line as people see it.
  std::vector<std::uint32_t> starts{text.starts_with(kByteOrderMark) ? 3U : 0U};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

/// Index of the line that holds the offset.
std::size_t LineIndex(const std::vector<std::uint32_t>& starts, std::uint32_t offset) {
  const auto after = std::upper_bound(starts.begin() + 1, starts.end(), offset);
  return static_cast<std::size_t>(after - starts.begin()) - 1;
}

}  // namespace

SourceId SourceMap::Add(Source source) {
  line_starts_.push_back(FindLineStarts(source.text));
  sources_.push_back(std::move(source));
  return static_cast<SourceId>(sources_.size() - 1);
}

Location SourceMap::Locate(SourceId id, std::uint32_t offset) const {
  const std::string_view text = sources_[id].text;
  const auto& starts = line_starts_[id];
  offset = std::clamp(offset, starts.front(), std::max(starts.front(), static_cast<std::uint32_t>(text.size())));
  const std::size_t line = LineIndex(starts, offset);
  const std::size_t column = unicode::CountCodePoints(text.substr(starts[line], offset - starts[line]));
  return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(column + 1)};
}

std::string_view SourceMap::Line(SourceId id, std::uint32_t offset) const {
  const std::string_view text = sources_[id].text;
  const std::uint32_t start = line_starts_[id][LineIndex(line_starts_[id], offset)];
  std::string_view line = text.substr(start);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace segue::dsl
