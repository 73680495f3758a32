// JSON inside a cell; see the header.
#include "adapters/json/json_text.h"

#include <nlohmann/json.hpp>

namespace segue::json {
namespace {

using Json = nlohmann::json;

}  // namespace

std::optional<std::vector<std::string>> ParseTextArray(std::string_view text) {
  // What is nested is refused before it is built.
  bool nested = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& /*parsed*/) {
    const bool opens = event == Json::parse_event_t::array_start || event == Json::parse_event_t::object_start;
    nested = nested || (opens && depth > 0);
    return !nested;
  };
  const Json parsed = Json::parse(text.begin(), text.end(), watch, /*allow_exceptions=*/false);
  if (!parsed.is_array() || nested) return std::nullopt;
  std::vector<std::string> items;
  for (const Json& item : parsed) {
    if (item.is_null()) continue;
    items.push_back(item.is_string() ? item.get<std::string>() : item.dump());
  }
  return items;
}

}  // namespace segue::json
