// The name that was meant: of the names that exist, the one with the fewest edits. One search for every "did you mean".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace segue::unicode {

/// Offer it the names that exist, one after the other. Letter case is no edit; the first of equally near ones wins.
/// Names over 100 bytes are not compared.
class NearestName {
 public:
  explicit NearestName(std::string_view wrong);

  /// Whether the candidate was near enough in length to be compared (what costs time).
  bool Offer(std::string_view candidate);
  /// A view of what was offered, or empty when nothing was near.
  std::string_view best() const { return best_; }

 private:
  std::size_t bytes_ = 0;
  std::string folded_;
  std::size_t tolerance_ = 0;
  std::size_t fewest_ = 0;
  std::string_view best_;
};

/// The nearest of `names`, which must outlive the result; empty when none is near.
template <typename Names>
std::string_view NearestOf(std::string_view wrong, const Names& names) {
  NearestName nearest(wrong);
  for (const auto& name : names) nearest.Offer(name);
  return nearest.best();
}

}  // namespace segue::unicode
