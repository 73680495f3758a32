// Rule files as text, and places in them.
//
// A span is a half-open range of bytes [begin, end) in one file; lines and columns for people are computed
// only when a diagnostic is shown. Columns count code points, from 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace segue::dsl {

using SourceId = std::uint32_t;

/// Half-open byte range in one source file.
struct Span {
  SourceId source = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A place as people count it: line and column from 1, the column in code points.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One rule file. `path` is what messages print.
struct Source {
  std::string path;
  std::string text;
};

/// The files of one program, addressed by the SourceId in their spans.
class SourceMap {
 public:
  SourceId Add(Source source);
  const Source& Get(SourceId id) const { return sources_[id]; }
  std::size_t size() const { return sources_.size(); }

  /// Line and column of a byte offset; an offset past the end gives the end.
  Location Locate(SourceId id, std::uint32_t offset) const;
  /// The whole line (without its end) that holds the offset.
  std::string_view Line(SourceId id, std::uint32_t offset) const;

 private:
  std::vector<Source> sources_;
  std::vector<std::vector<std::uint32_t>> line_starts_;
};

}  // namespace segue::dsl
