// See escaped_markup.h.
#include "adapters/escaped_markup.h"

namespace segue::adapters {

std::string EscapedMarkup(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char character : text) {
    switch (character) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default: {
        const bool control = static_cast<unsigned char>(character) < 0x20 && character != '\n' && character != '\t';
        escaped += control ? std::string("\uFFFD") : std::string(1, character);
      }
    }
  }
  return escaped;
}

}  // namespace segue::adapters
