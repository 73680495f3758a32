// Reads one map of segue.yaml: known keys, the right shapes, scalars as text (yaml-cpp would read `010` as 8 and `y` as
// true). Everything that is wrong becomes a mistake with its place; reading goes on.
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/project/mistakes.h"
#include "adapters/project/project.h"

namespace segue::project {

Place PlaceOf(const YAML::Node& node);
/// "a list", "a map", "text" or "nothing".
std::string ShapeOf(const YAML::Node& node);

/// The entries of a map with scalar keys, in order; duplicate and complex keys are mistakes.
std::vector<std::pair<YAML::Node, YAML::Node>> Entries(const YAML::Node& node, const std::string& what,
                                                       Mistakes& mistakes);

/// Text of a scalar; anything else is a mistake.
std::optional<std::string> ReadText(const YAML::Node& node, const std::string& what, Mistakes& mistakes);
/// A list of texts; a single text is a list of one.
std::vector<std::string> ReadTexts(const YAML::Node& node, const std::string& what, Mistakes& mistakes);
std::optional<ColumnRef> ReadColumn(const YAML::Node& node, const std::string& what, Mistakes& mistakes);
/// true/false, yes/no.
std::optional<bool> ReadFlag(const YAML::Node& node, const std::string& what, Mistakes& mistakes);

/// A map with a fixed set of keys.
class MapReader {
 public:
  /// `what` names the map in messages: `the import "leads"`. `known` are its keys.
  MapReader(const YAML::Node& node, std::string what, const std::vector<std::string>& known, Mistakes& mistakes);

  bool Has(const std::string& key) const;
  /// Undefined when the key is missing.
  YAML::Node Get(const std::string& key) const;
  std::optional<std::string> Text(const std::string& key) const;
  std::vector<std::string> Texts(const std::string& key) const;
  std::optional<ColumnRef> Column(const std::string& key) const;
  /// name → column, in order.
  std::vector<std::pair<std::string, ColumnRef>> Columns(const std::string& key) const;
  /// A mistake when the key is missing.
  void Require(const std::string& key, const std::string& meaning) const;

  Place place() const { return place_; }
  Mistakes& mistakes() const { return *mistakes_; }
  std::string Describe(const std::string& key) const { return "`" + key + "` of " + what_; }

 private:
  Place place_;
  std::string what_;
  Mistakes* mistakes_;
  std::vector<std::pair<YAML::Node, YAML::Node>> entries_;
};

}  // namespace segue::project
