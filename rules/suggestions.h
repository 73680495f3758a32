// "did you mean": the candidate nearest to a wrong name, by letter case first, then by few edits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace segue::rules {

/// Looks for near names only when something is wrong. A budget of comparisons bounds the work, so that a file with
/// thousands of wrong names is still checked at once.
class Suggestions {
 public:
  /// The nearest candidate, or an empty text.
  std::string_view Nearest(std::string_view wrong, const std::vector<std::string_view>& candidates);
  /// `did you mean "purchase"?`, or an empty text.
  std::string DidYouMean(std::string_view wrong, const std::vector<std::string_view>& candidates);

 private:
  std::size_t budget_ = 200'000;
};

}  // namespace segue::rules
