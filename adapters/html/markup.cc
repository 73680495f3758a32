// See markup.h.
#include "adapters/html/markup.h"

namespace segue::html {

std::string Escaped(std::string_view text) {
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

Markup& Markup::Open(std::string_view tag) {
  text_.append("<").append(tag).append(">");
  return *this;
}

Markup& Markup::Close(std::string_view tag) {
  text_.append("</").append(tag).append(">");
  return *this;
}

Markup& Markup::With(std::string_view attribute, std::string_view value) {
  text_.pop_back();  // the `>` of the element just opened
  text_.append(" ").append(attribute).append("=\"").append(Escaped(value)).append("\">");
  return *this;
}

Markup& Markup::Text(std::string_view text) {
  text_ += Escaped(text);
  return *this;
}

Markup& Markup::Element(std::string_view tag, std::string_view text) {
  return Open(tag).Text(text).Close(tag.substr(0, tag.find(' ')));
}

Markup& Markup::Raw(std::string_view markup) {
  text_ += markup;
  return *this;
}

}  // namespace segue::html
