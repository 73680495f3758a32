// A proposal as segue.yaml.
#include <algorithm>
#include <array>
#include <string_view>

#include "adapters/discover/write_project.h"

namespace segue::discover {
namespace {

bool IsPlain(std::string_view text) {
  constexpr std::array<std::string_view, 8> kWords = {"yes", "no", "true", "false", "on", "off", "null", "y"};
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (text.empty() || !letter(text.front()) || text.back() == ' ') return false;
  if (std::find(kWords.begin(), kWords.end(), text) != kWords.end() || text == "n") return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == ' '; });
}

/// A text in YAML, in quotes where they are needed.
std::string Yaml(const std::string& text) {
  if (IsPlain(text)) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\t') {
      quoted += "\\t";
    } else if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string Line(int indent, const std::string& key, const std::string& value) {
  return std::string(static_cast<std::size_t>(indent), ' ') + key + ": " + value + "\n";
}

std::string Columns(int indent, const std::string& key, const std::vector<ProposedField>& fields) {
  if (fields.empty()) return "";
  std::string text = std::string(static_cast<std::size_t>(indent), ' ') + key + ":\n";
  for (const ProposedField& field : fields) text += Line(indent + 2, Yaml(field.name), Yaml(field.column));
  return text;
}

std::string Events(const std::vector<ProposedEvent>& events) {
  if (events.empty()) return "";
  std::string text = "    events:\n";
  for (const ProposedEvent& event : events) {
    text += "      - event: " + Yaml(event.name) + "\n";
    text += Line(8, "at", Yaml(event.at));
    if (event.id) text += Line(8, "id", Yaml(*event.id));
    text += Columns(8, "properties", event.properties);
  }
  return text;
}

std::string Import(const ProposedImport& import) {
  std::string text = "  " + Yaml(import.name) + ":\n";
  for (const std::string& note : import.notes) text += "    # " + note + "\n";
  text += Line(4, "files", Yaml("data/" + import.file));
  if (import.encoding) text += Line(4, "encoding", *import.encoding);
  if (import.decimal != '.') text += Line(4, "decimal", "\",\"");
  text += Line(4, "contact", Yaml(import.contact));
  if (!import.format.empty()) text += Line(4, "format", Yaml(import.format));
  if (import.born) text += Line(4, "born", Yaml(*import.born));
  if (!import.aliases.empty()) {
    text += "    aliases:\n";
    for (const std::string& alias : import.aliases) text += "      - " + Yaml(alias) + "\n";
  }
  return text + Columns(4, "fields", import.fields) + Events(import.events);
}

}  // namespace

std::string WriteMapping(const Proposal& proposal) {
  std::string text =
      "# Proposed by `segue init --from`. The comments say what was guessed: correct what is wrong, then import "
      "again.\n"
      "# All keys are explained in docs/importing.md.\n";
  for (const std::string& note : proposal.notes) text += "# " + note + "\n";
  text += "store: contacts.segue.db\nrules: [rules/*.segue]\n\nimports:\n";
  for (const ProposedImport& import : proposal.imports) text += Import(import);
  return text;
}

}  // namespace segue::discover
