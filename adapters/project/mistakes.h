// The mistakes of a segue.yaml: collected, so that one run names them all.
#pragma once

#include <string>
#include <vector>

#include "adapters/project/project.h"

namespace segue::project {

struct Mistake {
  Place place;
  std::string text;
};

class Mistakes {
 public:
  void Add(Place place, std::string text) { all_.push_back({place, std::move(text)}); }
  bool empty() const { return all_.empty(); }
  const std::vector<Mistake>& all() const { return all_; }
  /// One line each, in the order of the file: `segue.yaml:3:5: unknown key "filds"; did you mean "fields"?`
  std::string Render(const std::string& file) const;

 private:
  std::vector<Mistake> all_;
};

}  // namespace segue::project
