// Reads one map of segue.yaml; see the header.
#include "adapters/project/map_reader.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "adapters/project/did_you_mean.h"
#include "unicode/unicode.h"

namespace segue::project {
namespace {

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// `open`: the known keys that the map does not have yet, one of which may have been meant.
void CheckKey(const YAML::Node& key, const std::string& what, const std::vector<std::string>& open,
              Mistakes& mistakes) {
  const std::string& name = key.Scalar();
  const std::string meant = DidYouMean(name, open);
  mistakes.Add(PlaceOf(key), "unknown key \"" + name + "\" in " + what +
                                 (meant.empty() ? "; it could have " + Enumerate(open) : meant));
}

}  // namespace

Place PlaceOf(const YAML::Node& node) {
  const YAML::Mark mark = node.Mark();
  return {std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1};
}

std::string ShapeOf(const YAML::Node& node) {
  if (!node.IsDefined() || node.IsNull()) return "nothing";
  if (node.IsScalar()) return "the text \"" + node.Scalar() + "\"";
  return node.IsSequence() ? "a list" : "a map";
}

std::vector<std::pair<YAML::Node, YAML::Node>> Entries(const YAML::Node& node, const std::string& what,
                                                       Mistakes& mistakes) {
  std::vector<std::pair<YAML::Node, YAML::Node>> entries;
  if (!node.IsMap()) {
    mistakes.Add(PlaceOf(node), what + ": expected a map (`name: value`), found " + ShapeOf(node));
    return entries;
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    if (!entry.first.IsScalar()) {
      mistakes.Add(PlaceOf(entry.first), what + ": expected a name as key, found " + ShapeOf(entry.first));
    } else if (!seen.insert(entry.first.Scalar()).second) {
      mistakes.Add(PlaceOf(entry.first), "the key \"" + entry.first.Scalar() + "\" stands twice in " + what);
    } else {
      entries.emplace_back(entry.first, entry.second);
    }
  }
  return entries;
}

std::optional<std::string> ReadText(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  if (node.IsScalar()) return unicode::Nfc(node.Scalar());
  mistakes.Add(PlaceOf(node), what + ": expected text, found " + ShapeOf(node) +
                                  (node.IsNull() ? "; put text that starts with # in quotes" : ""));
  return std::nullopt;
}

std::vector<std::string> ReadTexts(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  std::vector<std::string> texts;
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) {
      if (auto text = ReadText(item, what, mistakes)) texts.push_back(std::move(*text));
    }
  } else if (auto text = ReadText(node, what, mistakes)) {
    texts.push_back(std::move(*text));
  }
  return texts;
}

std::optional<ColumnRef> ReadColumn(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  std::optional<std::string> text = ReadText(node, what, mistakes);
  if (!text) return std::nullopt;
  ColumnRef column{std::move(*text), false, PlaceOf(node)};
  if (column.text.starts_with('=')) {
    column.constant = true;
    column.text.erase(0, 1);
  } else if (column.text.empty()) {
    mistakes.Add(column.place, what + ": expected a column's name, found empty text; a constant is \"=text\"");
    return std::nullopt;
  }
  return column;
}

std::optional<bool> ReadFlag(const YAML::Node& node, const std::string& what, Mistakes& mistakes) {
  const std::optional<std::string> text = ReadText(node, what, mistakes);
  if (!text) return std::nullopt;
  if (*text == "true" || *text == "yes") return true;
  if (*text == "false" || *text == "no") return false;
  mistakes.Add(PlaceOf(node), what + ": expected true or false, found \"" + *text + "\"");
  return std::nullopt;
}

MapReader::MapReader(const YAML::Node& node, std::string what, const std::vector<std::string>& known,
                     Mistakes& mistakes)
    : place_(PlaceOf(node)), what_(std::move(what)), mistakes_(&mistakes), entries_(Entries(node, what_, mistakes)) {
  std::vector<std::string> open;
  std::copy_if(known.begin(), known.end(), std::back_inserter(open), [this](const auto& key) { return !Has(key); });
  for (const auto& entry : entries_) {
    if (!Contains(known, entry.first.Scalar())) CheckKey(entry.first, what_, open, mistakes);
  }
}

bool MapReader::Has(const std::string& key) const { return Get(key).IsDefined(); }

YAML::Node MapReader::Get(const std::string& key) const {
  for (const auto& [name, value] : entries_) {
    if (name.Scalar() == key) return value;
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::optional<std::string> MapReader::Text(const std::string& key) const {
  if (!Has(key)) return std::nullopt;
  return ReadText(Get(key), Describe(key), *mistakes_);
}

std::vector<std::string> MapReader::Texts(const std::string& key) const {
  if (!Has(key)) return {};
  return ReadTexts(Get(key), Describe(key), *mistakes_);
}

std::optional<ColumnRef> MapReader::Column(const std::string& key) const {
  if (!Has(key)) return std::nullopt;
  return ReadColumn(Get(key), Describe(key), *mistakes_);
}

std::vector<std::pair<std::string, ColumnRef>> MapReader::Columns(const std::string& key) const {
  std::vector<std::pair<std::string, ColumnRef>> columns;
  if (!Has(key)) return columns;
  for (const auto& [name, value] : Entries(Get(key), Describe(key), *mistakes_)) {
    const std::string what = "\"" + name.Scalar() + "\" in " + Describe(key);
    if (auto column = ReadColumn(value, what, *mistakes_)) {
      columns.emplace_back(unicode::Nfc(name.Scalar()), std::move(*column));
    }
  }
  return columns;
}

void MapReader::Require(const std::string& key, const std::string& meaning) const {
  if (!Has(key)) mistakes_->Add(place_, what_ + " lacks `" + key + "`: " + meaning);
}

}  // namespace segue::project
